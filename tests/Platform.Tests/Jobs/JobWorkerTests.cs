using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Moyai.Kernel;
using Moyai.Platform.Jobs;
using Moyai.Platform.Operations;
using Moyai.Platform.Tests.Operations;

namespace Moyai.Platform.Tests.Jobs;

public sealed class JobWorkerTests : FloorTests
{
    private JobWorker Worker(Func<Job, Caller, JobProgress, CancellationToken, Task<string>> work) => new(
        Floor.Databases, [new JobKind("probe.job", Probe.Permission, (_, job, caller, progress, ct) => work(job, caller, progress, ct))],
        EmptyServices.Instance, Floor.Clock, NullLogger<JobWorker>.Instance);

    private sealed class EmptyServices : IServiceProvider
    {
        public static EmptyServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }

    private async Task<Guid> EnqueueAsync(string kind = "probe.job")
    {
        var enqueue = new Operation<string, Guid>(Probe.Writes, async (title, session, context, ct) =>
            await Job.EnqueueAsync(session, context, kind, title, """{"file":1}""", ct));
        Floor.Clock.Advance(TimeSpan.FromMilliseconds(10));
        return (await Floor.Runner.RunAsync(enqueue, "取込み", Floor.CallerOf(Floor.Hinoemata, Probe.Permission), Cancellation)).Value;
    }

    private async Task<Job> FindAsync(Guid id)
    {
        await using var session = Floor.Open(Floor.Hinoemata);
        return (await Job.FindAsync(session, id, Cancellation))!;
    }

    [Fact]
    public async Task A_job_is_worked_as_the_person_who_asked_with_the_one_right_it_needs_and_its_counts_are_kept()
    {
        var id = await EnqueueAsync();
        Caller? asked = null;
        var worker = Worker(async (job, caller, progress, ct) =>
        {
            asked = caller;
            (progress.Source, progress.Taken, progress.Done, progress.Refused) = (10, 5, 4, 1);
            await progress.TellAsync(ct);
            var shown = await FindAsync(id);
            Assert.Equal(("running", 10L, 5L, 4L, 1L), (shown.State, shown.SourceCount, shown.TakenCount, shown.DoneCount, shown.RefusedCount));
            (progress.Taken, progress.Done) = (10, 9);
            return "10件のうち9件を登録しました。";
        });

        Assert.True(await worker.WorkOneAsync(Floor.Hinoemata, Cancellation));
        Assert.False(await worker.WorkOneAsync(Floor.Hinoemata, Cancellation));

        var job = await FindAsync(id);
        Assert.Equal(("done", 10L, 10L, 9L, 1L, "10件のうち9件を登録しました。"), (job.State, job.SourceCount, job.TakenCount, job.DoneCount, job.RefusedCount, job.Message));
        Assert.NotNull(job.FinishedAt);
        Assert.Equal("hanako", asked?.LoginName);
        Assert.Equal([Probe.Permission], asked!.Permissions);
    }

    [Fact]
    public async Task A_job_exists_only_when_the_operation_that_asked_for_it_is_committed()
    {
        var regrets = new Operation<string, Guid>(Probe.Writes, async (title, session, context, ct) =>
        {
            await Job.EnqueueAsync(session, context, "probe.job", title, "{}", ct);
            return Probe.Refused;
        });
        await Floor.Runner.RunAsync(regrets, "x", Floor.CallerOf(Floor.Hinoemata, Probe.Permission), Cancellation);

        Assert.False(await Worker((_, _, _, _) => Task.FromResult("")).WorkOneAsync(Floor.Hinoemata, Cancellation));
    }

    [Fact]
    public async Task The_job_of_one_town_is_not_there_for_the_worker_in_another()
    {
        await EnqueueAsync();

        Assert.False(await Worker((_, _, _, _) => Task.FromResult("")).WorkOneAsync(Floor.Hayama, Cancellation));
    }

    [Fact]
    public async Task Workers_at_once_never_take_the_same_job()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 12; i++)
            ids.Add(await EnqueueAsync());
        var worked = new ConcurrentBag<Guid>();
        var workers = Enumerable.Range(0, 4).Select(_ => Worker(async (job, _, _, ct) =>
        {
            worked.Add(job.JobId);
            await Task.Delay(10, ct);
            return "";
        })).ToArray();

        await Task.WhenAll(workers.Select(async worker =>
        {
            while (await worker.WorkOneAsync(Floor.Hinoemata, Cancellation))
            {
            }
        }));

        Assert.Equal(ids.Order(), worked.Order());
    }

    [Fact]
    public async Task A_job_that_fails_says_so_without_the_words_of_the_fault()
    {
        var id = await EnqueueAsync();

        await Worker((_, _, _, _) => throw new InvalidOperationException("山田太郎")).WorkOneAsync(Floor.Hinoemata, Cancellation);

        var job = await FindAsync(id);
        Assert.Equal("failed", job.State);
        Assert.Contains("PLT-007", job.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("山田", job.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_gave_up_waiting_for_something_has_failed_and_does_not_hang()
    {
        var id = await EnqueueAsync();

        await Worker((_, _, _, _) => throw new TaskCanceledException()).WorkOneAsync(Floor.Hinoemata, Cancellation);

        Assert.Equal("failed", (await FindAsync(id)).State);
    }

    [Fact]
    public async Task A_job_of_an_unknown_kind_fails()
    {
        var id = await EnqueueAsync("probe.unknown");

        await Worker((_, _, _, _) => Task.FromResult("")).WorkOneAsync(Floor.Hinoemata, Cancellation);

        Assert.Equal("failed", (await FindAsync(id)).State);
    }

    [Fact]
    public async Task The_job_of_a_dead_worker_is_taken_after_its_lease_and_given_up_after_three_attempts()
    {
        var id = await EnqueueAsync();
        // A worker that dies in the middle leaves exactly this.
        await Floor.AsAdminAsync($"update platform.job set state = 'running', attempt = 1, lease_until = '{Floor.Clock.GetUtcNow().AddSeconds(60):O}' where job_id = '{id}'");
        var worker = Worker((_, _, _, _) => Task.FromResult("二度目"));

        Assert.False(await worker.WorkOneAsync(Floor.Hinoemata, Cancellation));
        Floor.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.True(await worker.WorkOneAsync(Floor.Hinoemata, Cancellation));
        var job = await FindAsync(id);
        Assert.Equal(("done", 2, "二度目"), (job.State, job.Attempt, job.Message));

        await Floor.AsAdminAsync($"update platform.job set state = 'running', attempt = 3, lease_until = '{Floor.Clock.GetUtcNow().AddSeconds(-1):O}' where job_id = '{id}'");
        Assert.True(await worker.WorkOneAsync(Floor.Hinoemata, Cancellation));
        Assert.Equal("failed", (await FindAsync(id)).State);
    }

    [Fact]
    public async Task A_worker_that_was_taken_for_dead_cannot_write_over_the_one_that_took_its_job()
    {
        var id = await EnqueueAsync();
        var slow = Worker(async (_, _, progress, ct) =>
        {
            await Floor.AsAdminAsync($"update platform.job set lease_until = '{Floor.Clock.GetUtcNow().AddSeconds(-1):O}' where job_id = '{id}'");
            Assert.True(await Worker((_, _, _, _) => Task.FromResult("新しい方")).WorkOneAsync(Floor.Hinoemata, ct));
            await Assert.ThrowsAsync<JobLostException>(() => progress.TellAsync(ct));
            return "古い方";
        });

        await slow.WorkOneAsync(Floor.Hinoemata, Cancellation);

        var job = await FindAsync(id);
        Assert.Equal(("done", "新しい方", 2), (job.State, job.Message, job.Attempt));
    }

    [Fact]
    public async Task Long_work_that_tells_nothing_keeps_its_lease()
    {
        var id = await EnqueueAsync();
        var worker = Worker(async (_, _, _, ct) =>
        {
            for (var i = 0; i < 8; i++)
            {
                var before = await LeaseAsync(id);
                Floor.Clock.Advance(TimeSpan.FromSeconds(20));
                await Floor.EventuallyAsync(async () => await LeaseAsync(id) > before);
            }
            Assert.False(await Worker((_, _, _, _) => Task.FromResult("")).WorkOneAsync(Floor.Hinoemata, ct));
            return "完了";
        });

        await worker.WorkOneAsync(Floor.Hinoemata, Cancellation);

        Assert.Equal(("done", 1), ((await FindAsync(id)).State, (await FindAsync(id)).Attempt));
    }

    [Fact]
    public async Task A_host_that_stops_in_good_order_gives_its_job_back_without_counting_an_attempt()
    {
        var id = await EnqueueAsync();
        using var stopping = new CancellationTokenSource();
        var worker = Worker(async (_, _, _, ct) =>
        {
            await stopping.CancelAsync();
            await Task.Delay(Timeout.Infinite, ct);
            return "";
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => worker.WorkOneAsync(Floor.Hinoemata, stopping.Token));

        var job = await FindAsync(id);
        Assert.Equal(("waiting", 0), (job.State, job.Attempt));
    }

    private async Task<DateTime> LeaseAsync(Guid id) => (DateTime)(await Floor.AsAdminAsync($"select lease_until from platform.job where job_id = '{id}'"))!;
}
