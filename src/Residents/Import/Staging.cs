using Moyai.Kernel;
using Moyai.MyNumber;
using Moyai.Platform.Database;
using Moyai.Residents.Model;
using Moyai.Residents.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Moyai.Residents.Import;

/// <summary>Where rows wait until the whole file is checked: temporary tables of the loading transaction, gone with it.</summary>
internal static class Staging
{
    /// <summary>A large city's file: far above what one takes on a slow disk, and still an end.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    public static Task CreateAsync(Session session, CancellationToken ct) => session.Sql()
        .Add($"create temporary table staged_resident on commit drop as select 0::bigint as row_number, ''::text collate \"C\" as sort, {ResidentRow.Columns} from residents.resident_version with no data")
        .Add("create temporary table staged_key (addressee_number bigint, version int, kind smallint, key text collate \"C\") on commit drop")
        .Add("create temporary table staged_number (addressee_number bigint, version int, sealed bytea, lookup bytea) on commit drop")
        .ExecuteAsync(ct);

    /// <summary>Checks that need the whole file: duplicates, gaps, rows already registered, two heads of one household.</summary>
    public static async Task<List<Finding>> CheckSetsAsync(Session session, IReadOnlyCollection<long> refusedPersons, CancellationToken ct)
    {
        var findings = new List<Finding>();
        await using var reader = await session.Sql().Within(Longest)
            // Sorting in memory, for this transaction alone, instead of in files.
            .Add("set local work_mem = '256MB'")
            .Add("analyze staged_resident")
            .Add("analyze staged_key (addressee_number, version)")
            .Add("select row_number from (select row_number, row_number() over (partition by addressee_number, version order by row_number) as nth from staged_resident) d where nth > 1 order by 1")
            .Add("""
                select s.row_number from staged_resident s join residents.resident_version v on v.addressee_number = s.addressee_number and v.version = s.version order by 1
                """)
            .Add("""
                select min(s.row_number) from staged_resident s
                left join (select addressee_number, version from residents.resident) r on r.addressee_number = s.addressee_number
                where s.addressee_number <> all($1)
                group by s.addressee_number, r.version
                having min(s.version) <> coalesce(r.version, 0) + 1 or max(s.version) - min(s.version) + 1 <> count(distinct s.version)
                order by 1
                """, refusedPersons.ToArray())
            // The head a household has in the register counts too, unless the file has a later version of that person.
            .Add("""
                with latest as (select distinct on (addressee_number) row_number, household_number, status, relation from staged_resident order by addressee_number, version desc),
                heads as (
                    select household_number, row_number from latest where status = '住民' and relation = '世帯主'
                    union all
                    select r.household_number, null from residents.resident r join residents.resident_version v using (municipality_code, addressee_number, version)
                    where r.status = '住民' and v.relation = '世帯主' and r.household_number in (select household_number from latest)
                      and not exists (select 1 from staged_resident s where s.addressee_number = r.addressee_number))
                select row_number from (select row_number, row_number() over (partition by household_number order by row_number nulls first) as nth from heads) h
                where nth > 1 and row_number is not null order by 1
                """)
            .ReadAsync(ct);
        (Refusal Refusal, string Field)[] kinds =
        [
            (ResidentErrors.DuplicateKey, Items.Version.Header), (ResidentErrors.AlreadyInRegister, Items.AddresseeNumber.Header),
            (ResidentErrors.VersionGap, Items.Version.Header), (ResidentErrors.TwoHeadsInFile, Items.Relation.Header),
        ];
        foreach (var (refusal, field) in kinds)
        {
            while (await reader.ReadAsync(ct))
                findings.Add(new Finding(reader.GetInt64(0), field, refusal));
            await reader.NextResultAsync(ct);
        }
        return findings;
    }

    /// <summary>正しい行だけ: a person with a refused row is left out whole, so that no history has a hole.</summary>
    public static Task RemoveRefusedAsync(Session session, IReadOnlyList<Finding> findings, IReadOnlyCollection<long> refusedPersons, CancellationToken ct) => findings.Count == 0 ? Task.CompletedTask : session.Sql().Within(Longest)
        .Add("""
            delete from staged_resident s using (
                select distinct addressee_number from staged_resident where row_number = any($1) or addressee_number = any($2)
                union
                select s.addressee_number from staged_resident s left join residents.resident r on r.addressee_number = s.addressee_number
                group by s.addressee_number, r.version
                having min(s.version) <> coalesce(r.version, 0) + 1 or max(s.version) - min(s.version) + 1 <> count(*)) bad
            where s.addressee_number = bad.addressee_number
            """, findings.Select(finding => finding.Row).Distinct().ToArray(), refusedPersons.ToArray())
        .Add("delete from staged_key k where not exists (select 1 from staged_resident s where s.addressee_number = k.addressee_number)")
        .Add("delete from staged_number n where not exists (select 1 from staged_resident s where s.addressee_number = n.addressee_number)")
        .ExecuteAsync(ct);

    /// <summary>From the waiting tables into the register: snapshots, pointers, keys, numbers, feed; set by set.</summary>
    public static async Task<long> LoadAsync(Session session, string recordedBy, CancellationToken ct)
    {
        // The serials first: they are held until the end, so that nobody approves a move-in under a number of this file meanwhile.
        var batch = session.Sql().Within(Longest);
        Serials.RaiseTo(batch, "staged_resident");
        batch
            .Add($"insert into residents.resident_version ({ResidentRow.Columns}, recorded_at, recorded_by) select {ResidentRow.Columns}, $1, $2 from staged_resident", session.Now, recordedBy)
            .Add("""
                insert into residents.resident (addressee_number, version, household_number, status, suppressed)
                select distinct on (addressee_number) addressee_number, version, household_number, status, coalesce(suppressed, false)
                from staged_resident order by addressee_number, version desc
                on conflict (municipality_code, addressee_number) do update
                set version = excluded.version, household_number = excluded.household_number, status = excluded.status, suppressed = excluded.suppressed
                """)
            // Keys of a person who was here before are those of an earlier name or address now.
            .Add("""
                with earlier as (
                    delete from residents.search_key where addressee_number in (select addressee_number from staged_resident where version > 1)
                    returning addressee_number, kind, key)
                insert into staged_key (addressee_number, version, kind, key) select addressee_number, 0, kind, key from earlier
                """)
            .Add("""
                insert into residents.search_key (kind, key, sort, addressee_number, standing)
                select k.kind, k.key, l.sort, k.addressee_number, case when l.status <> '住民' then 2 when bool_or(k.version = l.version) then 0 else 1 end
                from staged_key k
                join (select distinct on (addressee_number) addressee_number, version, sort, status from staged_resident order by addressee_number, version desc) l
                    on l.addressee_number = k.addressee_number
                group by k.kind, k.key, l.sort, k.addressee_number, l.status
                order by k.kind, k.key, l.sort, k.addressee_number
                on conflict do nothing
                """)
            .Add("""
                insert into mynumber.individual_number (addressee_number, sealed, lookup, recorded_at)
                select distinct on (addressee_number) addressee_number, sealed, lookup, $1 from staged_number order by addressee_number, version desc
                on conflict (municipality_code, addressee_number) do update set sealed = excluded.sealed, lookup = excluded.lookup, recorded_at = excluded.recorded_at
                """, session.Now)
            .Add("""
                insert into platform.feed_outbox (entry_id, kind, addressee_number, household_number, version, flags, at)
                select gen_random_uuid(), 'residents.loaded', addressee_number, household_number, version, '{}', $1 from residents.resident
                where addressee_number in (select addressee_number from staged_resident)
                """, session.Now);
        await batch.ExecuteAsync(ct);
        return await session.Sql().Within(Longest).Add("select count(*) from staged_resident").FirstAsync(row => row.GetInt64(0), ct);
    }

    public static async Task KeepFindingsAsync(Session session, Guid jobId, List<Finding> findings, CancellationToken ct)
    {
        var number = 0;
        foreach (var chunk in findings.Chunk(5_000))
            await session.Sql().Add("""
                insert into residents.import_finding (job_id, finding_number, row_number, field, code, cause, remedy)
                select $1, * from unnest($2::int[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[])
                """, jobId, chunk.Select(_ => ++number).ToArray(), chunk.Select(finding => finding.Row).ToArray(), chunk.Select(finding => finding.Field).ToArray(),
                chunk.Select(finding => finding.Refusal.Code).ToArray(), chunk.Select(finding => finding.Refusal.Message).ToArray(), chunk.Select(finding => finding.Refusal.Remedy).ToArray())
                .ExecuteAsync(ct);
    }

    /// <summary>Fills the waiting tables by COPY, a few thousand rows at a time.</summary>
    public sealed class Writer(Session session, Vault vault)
    {
        private const int BatchSize = 4_000;

        private readonly List<(long Row, Resident Resident, IndividualNumber? Number)> _rows = new(BatchSize);

        public async Task AddAsync(long row, Resident resident, IndividualNumber? number, CancellationToken ct)
        {
            _rows.Add((row, resident, number));
            if (_rows.Count >= BatchSize)
                await FlushAsync(ct);
        }

        public async Task FlushAsync(CancellationToken ct)
        {
            await using (var copy = await session.CopyAsync($"copy staged_resident (row_number, sort, {ResidentRow.Columns}) from stdin (format binary)", ct))
            {
                foreach (var (row, resident, _) in _rows)
                {
                    await copy.StartRowAsync(ct);
                    await copy.WriteAsync(row, NpgsqlDbType.Bigint, ct);
                    await copy.WriteAsync(SearchKeys.SortOf(resident), NpgsqlDbType.Text, ct);
                    await ResidentRow.WriteAsync(copy, resident, ct);
                }
                await copy.CompleteAsync(ct);
            }
            await using (var copy = await session.CopyAsync("copy staged_key from stdin (format binary)", ct))
            {
                foreach (var (_, resident, _) in _rows)
                    await WriteKeysAsync(copy, resident, ct);
                await copy.CompleteAsync(ct);
            }
            await using (var copy = await session.CopyAsync("copy staged_number from stdin (format binary)", ct))
            {
                foreach (var (_, resident, number) in _rows)
                    if (number is { } given)
                    {
                        await copy.StartRowAsync(ct);
                        await copy.WriteAsync(resident.Number.Value, NpgsqlDbType.Bigint, ct);
                        await copy.WriteAsync(resident.Version, NpgsqlDbType.Integer, ct);
                        await copy.WriteAsync(vault.Seal(given, session.Municipality.Code, Vault.PlaceOf(resident.Number)), NpgsqlDbType.Bytea, ct);
                        await copy.WriteAsync(vault.Lookup(given, session.Municipality.Code), NpgsqlDbType.Bytea, ct);
                    }
                await copy.CompleteAsync(ct);
            }
            _rows.Clear();
        }

        private static async Task WriteKeysAsync(NpgsqlBinaryImporter copy, Resident resident, CancellationToken ct)
        {
            foreach (var (kind, key) in SearchKeys.Of(resident))
            {
                await copy.StartRowAsync(ct);
                await copy.WriteAsync(resident.Number.Value, NpgsqlDbType.Bigint, ct);
                await copy.WriteAsync(resident.Version, NpgsqlDbType.Integer, ct);
                await copy.WriteAsync(kind, NpgsqlDbType.Smallint, ct);
                await copy.WriteAsync(key, NpgsqlDbType.Text, ct);
            }
        }
    }
}
