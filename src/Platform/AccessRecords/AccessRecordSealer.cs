using Moyai.Platform.Database;

namespace Moyai.Platform.AccessRecords;

/// <summary>Seals access records in batches, each chained to the one before. Only rows that nothing older can still precede are sealed.</summary>
public sealed class AccessRecordSealer(Databases databases, AccessRecordKey key, TimeProvider clock)
{
    internal const int BatchSize = 10_000;

    /// <returns>How many records were sealed now.</returns>
    public async Task<int> SealAsync(Municipality municipality, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(municipality);
        await using var session = new Session(databases.For(municipality), municipality, clock);
        var reader = await session.Sql()
            .Add("select pg_advisory_xact_lock(hashtextextended('seal/' || platform.current_municipality(), 0))")
            .Add("select seal_number, upto_position, hash from platform.access_seal order by seal_number desc limit 1")
            // With ties: records of one position are never split between two seals, for the next seal starts at a position.
            .Add($"""
                select record_id, mac, position from platform.access_record
                where position >= coalesce((select upto_position from platform.access_seal order by seal_number desc limit 1), 0)
                  and position < platform.settled_position()
                order by position fetch first {BatchSize} rows with ties
                """)
            .ReadAsync(ct);

        var (number, previous) = (0L, new byte[32]);
        var records = new List<(Guid Id, byte[] Mac)>();
        var upto = 0L;
        await using (reader)
        {
            await reader.NextResultAsync(ct);
            if (await reader.ReadAsync(ct))
                (number, previous) = (reader.GetInt64(0), reader.GetFieldValue<byte[]>(2));
            await reader.NextResultAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                records.Add((reader.GetGuid(0), reader.GetFieldValue<byte[]>(1)));
                upto = reader.GetInt64(2) + 1;
            }
        }
        if (records.Count == 0)
            return 0;

        var hash = AccessRecord.ChainHash(key.Bytes, previous, number + 1, upto, session.Now, records);
        await session.CommitAsync(
            session.Sql().Add(
                "insert into platform.access_seal (seal_number, sealed_at, upto_position, record_ids, previous_hash, hash) values ($1, $2, $3, $4, $5, $6)",
                number + 1, session.Now, upto, records.Select(record => record.Id).ToArray(), previous, hash),
            ct);
        return records.Count;
    }
}
