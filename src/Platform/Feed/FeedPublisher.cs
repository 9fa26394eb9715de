using System.Collections.Concurrent;
using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;

namespace Moyai.Platform.Feed;

/// <summary>Gives the change feed its numbers: only to entries that nothing older can still precede, so a reader never misses a late commit.</summary>
public sealed class FeedPublisher(Databases databases, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<MunicipalityCode, bool> _awake = new();
    private readonly SemaphoreSlim _signal = new(0);

    internal static void Append(SqlBatch batch, FeedEntry entry, DateTimeOffset now) => batch.Add(
        "insert into platform.feed_outbox (entry_id, kind, addressee_number, household_number, version, flags, at) values ($1, $2, $3, $4, $5, $6, $7)",
        Guid.CreateVersion7(now), entry.Kind, entry.Person?.Value, entry.Household?.Value, entry.Version, entry.Flags, now);

    internal void Wake(MunicipalityCode municipality)
    {
        if (_awake.TryAdd(municipality, true))
            _signal.Release();
    }

    /// <summary>The municipalities that changed since the last call; waits at most so long.</summary>
    internal async Task<IReadOnlyCollection<MunicipalityCode>> WaitAsync(TimeSpan longest, CancellationToken ct)
    {
        await _signal.WaitAsync(longest, ct);
        var awake = _awake.Keys.ToArray();
        foreach (var code in awake)
            _awake.TryRemove(code, out _);
        return awake;
    }

    /// <returns>How many entries got their number, and whether some must still wait for an older transaction.</returns>
    public async Task<(int Published, bool More)> PublishAsync(Municipality municipality, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(municipality);
        await using var session = new Session(databases.For(municipality), municipality, clock);
        var counts = await session.Sql()
            .Add("select pg_advisory_xact_lock(hashtextextended('feed/' || platform.current_municipality(), 0))")
            .Add("""
                with settled as (
                    delete from platform.feed_outbox where position < platform.settled_position()
                    returning entry_id, position, sequence, kind, addressee_number, household_number, version, flags, at),
                numbered as (
                    insert into platform.feed (feed_number, entry_id, kind, addressee_number, household_number, version, flags, at)
                    select coalesce((select max(feed_number) from platform.feed), 0) + row_number() over (order by position, sequence),
                           entry_id, kind, addressee_number, household_number, version, flags, at
                    from settled returning 1)
                select (select count(*) from numbered), exists (select 1 from platform.feed_outbox where position >= platform.settled_position())
                """)
            .ReadAsync(ct);
        (int, bool) outcome;
        await using (counts)
        {
            await counts.NextResultAsync(ct);
            await counts.ReadAsync(ct);
            outcome = ((int)counts.GetInt64(0), counts.GetBoolean(1));
        }
        await session.CommitAsync(session.Sql(), ct);
        return outcome;
    }

    public void Dispose() => _signal.Dispose();
}
