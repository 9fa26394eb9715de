using System.Globalization;
using Moyai.Bench.Measuring;
using Moyai.Bench.Town;

namespace Moyai.Bench.MoveIn;

/// <summary>転入 from entry to decision: one clerk enters, another approves; snapshots, search keys, feed and access records are durable at the end.</summary>
internal static class MoveInBench
{
    private const int Clerks = 4;
    private const double OpenCrvsMilliseconds = 350;

    public static async Task RunAsync(BenchOptions options, BenchTown town, Report report, CancellationToken ct)
    {
        var chapter = report.Begin("move-in", string.Create(CultureInfo.InvariantCulture,
            $"{options.Residents:N0} residents; {Clerks} clerks at once, each 転入届 of two persons with 個人番号: entered, approved by a second person, with access records and feed, durable; limit: two commits of one small row"));
        var (ours, theirs) = (new List<Turn>(), new List<Turn>());
        await using var limit = await TwoCommits.OpenAsync(town, Clerks, ct);
        var moveIns = new MoveIns(town);
        var before = await CountAsync(town, ct);

        await Callers.RunAsync(Clerks, options.Turn(0.7, 3), caller => moveIns.RegisterAsync(caller, ct), ct);
        for (var round = 0; round < options.Rounds; round++)
        {
            ours.Add(await Callers.RunAsync(Clerks, options.Turn(1, 5), caller => moveIns.RegisterAsync(caller, ct), ct));
            theirs.Add(await limit.RunAsync(options.Turn(0.4, 2), ct));
        }
        var registered = await CountAsync(town, ct) - before;
        if (registered != moveIns.Registered * MoveIns.PersonsInNotification)
            throw new InvalidOperationException($"{moveIns.Registered} move-ins left {registered} new residents.");

        chapter.Add("registration p50", "ms", Better.Lower, Figures.Median(ours.Select(turn => turn.P50)), "two bare commits", Figures.Median(theirs.Select(turn => turn.P50)));
        chapter.Add("registration p95", "ms", Better.Lower, Figures.Median(ours.Select(turn => turn.P95)), "two bare commits", Figures.Median(theirs.Select(turn => turn.P95)));
        chapter.Add("registration p95", "ms", Better.Lower, Figures.Median(ours.Select(turn => turn.P95)), "OpenCRVS birth registration (published, 12 cores)", OpenCrvsMilliseconds);
        chapter.Add("registrations", "1/s", Better.Higher, Figures.Median(ours.Select(turn => turn.PerSecond)), "two bare commits", Figures.Median(theirs.Select(turn => turn.PerSecond)));
    }

    private static async Task<long> CountAsync(BenchTown town, CancellationToken ct)
    {
        await using var source = Walled.Source(town.AppConnectionString, 1);
        await using var command = source.CreateCommand("select count(*) from residents.resident");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
