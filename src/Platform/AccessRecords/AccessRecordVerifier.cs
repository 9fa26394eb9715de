using System.Security.Cryptography;
using Moyai.Platform.Database;
using Npgsql;

namespace Moyai.Platform.AccessRecords;

/// <summary>Reads the whole chain again and names every row that was changed, removed or inserted since it was written.</summary>
public sealed class AccessRecordVerifier(Databases databases, AccessRecordKey key, TimeProvider clock)
{
    /// <param name="anchor">A seal's number and hash noted earlier outside the database: proves that the tail was not cut off.</param>
    public async Task<AccessRecordVerdict> VerifyAsync(Municipality municipality, (long Seal, string Hash)? anchor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(municipality);
        var findings = new List<string>();
        await using var session = new Session(databases.For(municipality), municipality, clock);

        // The seals first: whatever they name was committed before, so the records read next hold it.
        var seals = await session.Sql()
            .Add("select seal_number, upto_position, record_ids, previous_hash, hash, sealed_at from platform.access_seal order by seal_number")
            .ListAsync(row => new Seal(row.GetInt64(0), row.GetInt64(1), row.GetFieldValue<Guid[]>(2), row.GetFieldValue<byte[]>(3), row.GetFieldValue<byte[]>(4), row.GetFieldValue<DateTimeOffset>(5)), ct);

        var records = new Dictionary<Guid, (byte[] Mac, long Position, bool Genuine)>();
        await using (var reader = await session.Sql().Add($"select {Columns}, mac, position from platform.access_record order by position").ReadAsync(ct))
            while (await reader.ReadAsync(ct))
            {
                var mac = reader.GetFieldValue<byte[]>(13);
                var record = Read(reader);
                var genuine = CryptographicOperations.FixedTimeEquals(mac, record.Authenticate(municipality.Code, key.Bytes));
                records[record.RecordId] = (mac, reader.GetInt64(14), genuine);
            }

        var (previous, expected, upto, sealedRecords) = (new byte[32], 1L, 0L, new HashSet<Guid>());
        var (anchorSeen, linked) = (anchor is null, true);
        var gaps = new List<(long From, long To)>();
        foreach (var seal in seals)
        {
            if (expected < seal.Number)
            {
                linked = false;
                gaps.Add((upto, seal.Upto));
            }
            for (; expected < seal.Number; expected++)
                findings.Add($"封印 {expected} が消されています。");
            expected = seal.Number + 1;
            var rows = new List<(Guid, byte[])>(seal.Records.Length);
            foreach (var id in seal.Records)
            {
                sealedRecords.Add(id);
                if (records.TryGetValue(id, out var row))
                    rows.Add((id, row.Mac));
                else
                    findings.Add($"記録 {id} が消されています（封印 {seal.Number}）。");
            }
            // A seal whose records are already reported cannot be computed again, nor its link to a seal already reported.
            var whole = rows.Count == seal.Records.Length && rows.TrueForAll(row => records[row.Item1].Genuine);
            var changed = whole && !seal.Hash.AsSpan().SequenceEqual(AccessRecord.ChainHash(key.Bytes, seal.Previous, seal.Number, seal.Upto, seal.At, rows));
            if (changed || (linked && !previous.AsSpan().SequenceEqual(seal.Previous)))
                findings.Add($"封印 {seal.Number} が書き換えられています。");
            linked = !changed;
            if (anchor is { } noted && noted.Seal == seal.Number)
                anchorSeen = string.Equals(noted.Hash, Convert.ToHexStringLower(seal.Hash), StringComparison.OrdinalIgnoreCase);
            (previous, upto) = (seal.Hash, seal.Upto);
        }

        foreach (var (id, (_, position, genuine)) in records)
        {
            if (!genuine)
                findings.Add(sealedRecords.Contains(id) ? $"記録 {id} が書き換えられています。" : $"記録 {id} は正規の手続で書かれていません（書換え又は挿入）。");
            else if (position < upto && !sealedRecords.Contains(id) && !gaps.Exists(gap => gap.From <= position && position < gap.To))
                findings.Add($"記録 {id} は封印済みの期間に後から挿入されています。");
        }
        if (!anchorSeen)
            findings.Add($"控えの封印 {anchor!.Value.Seal} と一致しません。末尾が切り取られたおそれがあります。");
        return new AccessRecordVerdict(records.Count, expected - 1, Convert.ToHexStringLower(previous), findings);
    }

    internal const string Columns = "record_id, at, account_id, actor, section_code, terminal, operation, purpose, legal_basis, outcome, persons, items, detail";

    private sealed record Seal(long Number, long Upto, Guid[] Records, byte[] Previous, byte[] Hash, DateTimeOffset At);

    internal static AccessRecord Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0), reader.GetFieldValue<DateTimeOffset>(1), reader.IsDBNull(2) ? null : reader.GetGuid(2), reader.GetString(3), reader.GetString(4), reader.GetString(5),
        reader.GetString(6), reader.GetString(7), reader.GetString(8), reader.GetString(9), reader.GetFieldValue<long[]>(10), reader.GetFieldValue<string[]>(11), reader.GetString(12));
}

/// <summary>The outcome of a verification: counts, the head of the chain to note down, and what is wrong, by name.</summary>
public sealed record AccessRecordVerdict(long Records, long Seals, string Head, IReadOnlyList<string> Findings);
