using Moyai.Platform.Database;

namespace Moyai.Platform.Jobs;

/// <summary>Counts of a running job, written at most once a second; each write also prolongs the lease.</summary>
public sealed class JobProgress
{
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private readonly Databases _databases;
    private readonly Municipality _municipality;
    private readonly Guid _jobId;
    private readonly TimeProvider _clock;
    private DateTimeOffset _written;

    internal JobProgress(Databases databases, Municipality municipality, Guid jobId, TimeProvider clock) =>
        (_databases, _municipality, _jobId, _clock) = (databases, municipality, jobId, clock);

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
        await using var session = new Session(_databases.For(_municipality), _municipality, _clock);
        await session.CommitAsync(session.Sql().Add(
            "update platform.job set source_count = $2, taken_count = $3, done_count = $4, refused_count = $5, lease_until = $6 where job_id = $1",
            _jobId, Source, Taken, Done, Refused, now + Lease), ct);
    }
}
