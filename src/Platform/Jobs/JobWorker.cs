using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;

namespace Moyai.Platform.Jobs;

/// <summary>Takes waiting jobs, municipality by municipality, with SKIP LOCKED and a lease; what a killed worker held is taken again.</summary>
public sealed partial class JobWorker(Databases databases, IEnumerable<JobKind> kinds, IServiceProvider services, TimeProvider clock, ILogger<JobWorker> log) : BackgroundService
{
    private const int LargestAttempt = 3;

    private readonly Dictionary<string, JobKind> _kinds = kinds.ToDictionary(kind => kind.Kind, StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var worked = false;
            try
            {
                foreach (var municipality in await databases.LivingAsync(stoppingToken))
                    worked |= await WorkOneAsync(municipality, stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogRoundFailed(log, exception.GetType().Name);
            }
            if (!worked)
                await Task.Delay(TimeSpan.FromMilliseconds(500), clock, stoppingToken);
        }
    }

    /// <summary>Works the oldest waiting job of a municipality. False when there is none.</summary>
    public async Task<bool> WorkOneAsync(Municipality municipality, CancellationToken ct)
    {
        if (await TakeAsync(municipality, ct) is not { } taken)
            return false;
        var (job, caller) = taken;
        var progress = new JobProgress(databases, municipality, job, clock);
        var (state, message) = ("failed", "この種類の処理は登録されていません。");
        if (job.Attempt > LargestAttempt)
        {
            message = "3回試みましたが、途中で止まりました。情報担当に連絡してください。";
        }
        else if (_kinds.TryGetValue(job.Kind, out var kind))
        {
            using var lost = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var keeping = KeepLeaseAsync(progress, lost);
            try
            {
                message = await kind.WorkAsync(services, job, caller with { Permissions = new HashSet<string>(StringComparer.Ordinal) { kind.Permission } }, progress, lost.Token);
                state = "done";
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                await progress.GiveBackAsync(CancellationToken.None);
                throw;
            }
            catch (Exception exception)
            {
                LogJobFailed(log, job.Kind, job.JobId, exception.GetType().Name);
                message = $"{PlatformErrors.SystemFault.Message}（番号 PLT-007 受付 {job.JobId}）";
            }
            finally
            {
                await lost.CancelAsync();
                await keeping;
            }
        }
        if (await progress.WriteAsync(state, message, null, clock.GetUtcNow(), ct))
            OperationMeter.CountJob(job.Kind, state);
        return true;
    }

    /// <summary>Long work that has nothing to tell keeps its lease; work whose lease was lost is stopped.</summary>
    private async Task KeepLeaseAsync(JobProgress progress, CancellationTokenSource work)
    {
        try
        {
            while (true)
            {
                await Task.Delay(JobProgress.Lease / 3, clock, work.Token);
                try
                {
                    if (!await progress.KeepAsync(work.Token))
                        await work.CancelAsync();
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    LogRoundFailed(log, exception.GetType().Name); // the next beat tries again
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The work has ended.
        }
    }

    private async Task<(Job Job, Caller Caller)?> TakeAsync(Municipality municipality, CancellationToken ct)
    {
        await using var session = new Session(databases.For(municipality), municipality, clock);
        var reader = await session.ReadLastAsync(session.Sql().Add($"""
            update platform.job set state = 'running', lease_until = $2, started_at = coalesce(started_at, $1), attempt = attempt + 1
            where job_id = (
                select job_id from platform.job
                where state = 'waiting' or (state = 'running' and lease_until < $1)
                order by created_at limit 1 for update skip locked)
            returning {Job.Columns}, account_id, section_code, terminal
            """, session.Now, session.Now + JobProgress.Lease), ct);
        await using (reader)
        {
            if (!await reader.ReadAsync(ct))
                return null;
            var job = Job.Read(reader);
            return (job, new Caller(municipality.Code, reader.IsDBNull(15) ? null : reader.GetGuid(15), job.Actor, job.Actor, reader.GetString(16), reader.GetString(17), new HashSet<string>(), true));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "job round failed: {Kind}")]
    private static partial void LogRoundFailed(ILogger logger, string kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "job {Kind} {JobId} failed: {Exception}")]
    private static partial void LogJobFailed(ILogger logger, string kind, Guid jobId, string exception);
}
