using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Residents.Model;

namespace Moyai.Residents.Storage;

/// <summary>Snapshots of residents: added, never changed.</summary>
internal static class ResidentStore
{
    public static Task<Resident?> FindAsync(Session session, AddresseeNumber number, CancellationToken ct) => session.Sql().Add($"""
        select {ResidentRow.ColumnsOfV}
        from residents.resident r join residents.resident_version v using (municipality_code, addressee_number, version)
        where r.addressee_number = $1
        """, number).FirstAsync(ResidentRow.Read, ct);

    public static SqlBatch AddHistory(SqlBatch batch, AddresseeNumber number) => batch.Add(
        $"select {ResidentRow.ColumnsOfV} from residents.resident_version v where v.addressee_number = $1 order by v.version desc", number);

    /// <summary>The people now in a household, removed ones too: the first column group is the snapshot.</summary>
    public static SqlBatch AddHousehold(SqlBatch batch, HouseholdNumber household) => batch.Add($"""
        select {ResidentRow.ColumnsOfV}
        from residents.resident r join residents.resident_version v using (municipality_code, addressee_number, version)
        where r.household_number = $1
        order by v.member_order nulls last, v.birth, v.addressee_number
        """, household);

    public static Task<List<Resident>> HouseholdAsync(Session session, HouseholdNumber household, CancellationToken ct) =>
        AddHousehold(session.Sql(), household).ListAsync(ResidentRow.Read, ct);

    /// <summary>Holds a household until the operation ends, so that two clerks never change it together.</summary>
    public static Task LockHouseholdAsync(Session session, HouseholdNumber household, CancellationToken ct) =>
        session.Sql().Add("select pg_advisory_xact_lock(hashtextextended('household/' || platform.current_municipality() || '/' || $1::text, 0))", household.ToString()).ExecuteAsync(ct);

    /// <summary>Adds the next snapshot of a person: the row, the pointer to it, and the keys by which the person is found from now on.</summary>
    public static void Append(SqlBatch batch, Resident resident, DateTimeOffset now, string recordedBy)
    {
        object?[] values = [.. ResidentRow.Values(resident), now, recordedBy];
        batch.Add($"insert into residents.resident_version ({ResidentRow.Columns}, recorded_at, recorded_by) values ({ResidentRow.Placeholders}, ${ResidentRow.Width + 1}, ${ResidentRow.Width + 2})", values);
        batch.Add("""
            insert into residents.resident (addressee_number, version, household_number, status, suppressed) values ($1, $2, $3, $4, $5)
            on conflict (municipality_code, addressee_number) do update
            set version = excluded.version, household_number = excluded.household_number, status = excluded.status, suppressed = excluded.suppressed
            """, resident.Number, resident.Version, resident.Household, resident.Status, resident.IsSuppressed);
        if (resident.Version > 1)
            AgeKeys(batch, resident);
        var keys = SearchKeys.Of(resident).ToArray();
        batch.Add("""
            insert into residents.search_key (kind, key, sort, addressee_number, standing)
            select kind, key, $3, $4, $5 from unnest($1::smallint[], $2::text[]) as k (kind, key)
            on conflict (municipality_code, kind, key, sort, addressee_number) do nothing
            """, keys.Select(key => key.Kind).ToArray(), keys.Select(key => key.Key).ToArray(), SearchKeys.SortOf(resident), resident.Number, (short)(resident.IsRemoved ? 2 : 0));
    }

    /// <summary>The keys so far become those of an earlier name or address; one that still holds is written again as current.</summary>
    private static void AgeKeys(SqlBatch batch, Resident resident) => batch.Add("""
        with earlier as (delete from residents.search_key where addressee_number = $1 returning kind, key)
        insert into residents.search_key (kind, key, sort, addressee_number, standing)
        select distinct kind, key, $2, $1, $3::smallint from earlier where (kind, key) not in (select * from unnest($4::smallint[], $5::text[]))
        """, resident.Number, SearchKeys.SortOf(resident), (short)(resident.IsRemoved ? 2 : 1),
        SearchKeys.Of(resident).Select(key => key.Kind).ToArray(), SearchKeys.Of(resident).Select(key => key.Key).ToArray());
}
