using Moyai.Platform.Database;

namespace Moyai.Platform.Jobs;

/// <summary>Counts of a running job, written at most once a second. A worker that was taken for dead is stopped at its next word.</summary>
public sealed class JobProgress
{
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private readonly Databases _databases;
    private readonly Municipality _municipality;
    private readonly Job _job;
    private readonly TimeProvider _clock;
    private DateTimeOffset _written;

    internal JobProgress(Databases databases, Municipality municipality, Job job, TimeProvider clock) =>
        (_databases, _municipality, _job, _clock) = (databases, municipality, job, clock);

    public long Source { get; set; }

    public long Taken { get; set; }

    public long Done { get; set; }

    public long Refused { get; set; }

    /// <summary>Tells where the work stands.</summary>
    public async Task TellAsync(CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        if (now - _written < TimeSpan.FromSeconds(1))
            return;
        _written = now;
        if (!await WriteAsync("running", "", now + Lease, null, ct))
            throw new JobLostException();
    }

    /// <summary>Prolongs the lease only. False when the job is another worker's by now.</summary>
    internal async Task<bool> KeepAsync(CancellationToken ct)
    {
        await using var session = new Session(_databases.For(_municipality), _municipality, _clock);
        return await session.CommitAsync(session.Sql().Add(
            "update platform.job set lease_until = $3 where job_id = $1 and attempt = $2 and state = 'running'",
            _job.JobId, _job.Attempt, session.Now + Lease), ct) > 0;
    }

    /// <summary>Writes state and counts. The attempt fences: who lost the lease writes nothing.</summary>
    internal async Task<bool> WriteAsync(string state, string message, DateTimeOffset? leaseUntil, DateTimeOffset? finishedAt, CancellationToken ct)
    {
        await using var session = new Session(_databases.For(_municipality), _municipality, _clock);
        return await session.CommitAsync(session.Sql().Add("""
            update platform.job set state = $3, message = $4, lease_until = $5::timestamptz, finished_at = $6::timestamptz,
                source_count = $7, taken_count = $8, done_count = $9, refused_count = $10
            where job_id = $1 and attempt = $2 and state = 'running'
            """, _job.JobId, _job.Attempt, state, message, leaseUntil, finishedAt, Source, Taken, Done, Refused), ct) > 0;
    }

    /// <summary>A stop in good order does not count as an attempt.</summary>
    internal async Task GiveBackAsync(CancellationToken ct)
    {
        await using var session = new Session(_databases.For(_municipality), _municipality, _clock);
        await session.CommitAsync(session.Sql().Add(
            "update platform.job set state = 'waiting', lease_until = null, attempt = attempt - 1 where job_id = $1 and attempt = $2 and state = 'running'",
            _job.JobId, _job.Attempt), ct);
    }
}

/// <summary>The lease ran out and another worker has the job: this one's work must not go on.</summary>
internal sealed class JobLostException : Exception;
