using System.Globalization;
using Moyai.Bench.Measuring;
using Moyai.Bench.Town;
using Moyai.Platform.Operations;
using Moyai.Residents.Operations;
using Npgsql;

namespace Moyai.Bench.Search;

/// <summary>住民検索 as sixteen clerks would press it, all at once and without a pause, each search with its access record.</summary>
internal static class SearchBench
{
    private const int Connections = 16;
    private const string Limit = "one row by key, same connections";
    private const string OpenCrvs = "OpenCRVS at 1.2 M (published, 12 cores)";
    private const double OpenCrvsMilliseconds = 60;

    /// <summary>A search answers while a clerk types: about five letters a second.</summary>
    private static readonly TimeSpan BetweenLetters = TimeSpan.FromMilliseconds(200);

    public static async Task RunAsync(BenchOptions options, BenchTown town, Report report, CancellationToken ct)
    {
        var kinds = await TypedSearches.DrawAsync(town, options.Residents, ct);
        await using var limit = await RowsByKey.OpenAsync(town, Connections, ct);
        var chapter = report.Begin("search", string.Create(CultureInfo.InvariantCulture,
            $"{options.Residents:N0} residents, {Connections} connections first page of 50, each search with its durable access record; asking without a pause, and as people type (a search every 0.2 s each); limit: one row by primary key over the same connections"));
        var runner = town.Runner;
        var turn = options.Turn(0.5, 3);
        var found = new long[kinds.Count];
        var (ours, typed, theirs) = (kinds.Select(_ => new List<Turn>()).ToArray(), kinds.Select(_ => new List<Turn>()).ToArray(), new List<Turn>());

        for (var kind = 0; kind < kinds.Count; kind++)
            await SearchAsync(runner, kinds[kind], options.Turn(0.5, 5), found, kind, ct); // warm: statements prepared, pages cached
        await limit.RunAsync(options.Turn(0.3, 1), ct);
        for (var round = 0; round < options.Rounds; round++)
        {
            for (var kind = 0; kind < kinds.Count; kind++)
            {
                typed[kind].Add(await SearchAsync(runner, kinds[kind], options.Turn(1, 4), found, kind, ct, BetweenLetters));
                ours[kind].Add(await SearchAsync(runner, kinds[kind], turn, found, kind, ct));
                theirs.Add(await limit.RunAsync(options.Turn(0.2, 1), ct));
            }
        }

        for (var kind = 0; kind < kinds.Count; kind++)
        {
            if (found[kind] == 0)
                throw new InvalidOperationException($"The searches by {kinds[kind].Kind} found nobody.");
            var typing = typed[kind].SelectMany(turn => turn.Sorted).Order().ToArray();
            foreach (var percent in (ReadOnlySpan<int>)[50, 95, 99])
                chapter.Add($"{kinds[kind].Kind} p{percent}, typing", "ms", Better.Lower, Figures.Percentile(typing, percent), OpenCrvs, OpenCrvsMilliseconds);
            foreach (var (name, of) in ((string, Func<Turn, double>)[])[("p50", turn => turn.P50), ("p95", turn => turn.P95), ("p99", turn => turn.P99)])
                chapter.Add($"{kinds[kind].Kind} {name}, no pause", "ms", Better.Lower, Median(ours[kind], of), Limit, Median(theirs, of));
            chapter.Add($"{kinds[kind].Kind} rate", "searches/s", Better.Higher, Median(ours[kind], turn => turn.PerSecond), Limit, Median(theirs, turn => turn.PerSecond));
        }
    }

    private static double Median(IEnumerable<Turn> turns, Func<Turn, double> of) => Figures.Median(turns.Select(of));

    private static Task<Turn> SearchAsync(OperationRunner runner, TypedSearches searches, TimeSpan time, long[] found, int kind, CancellationToken ct, TimeSpan pause = default)
    {
        var next = 0;
        return Callers.RunAsync(Connections, time, async caller =>
        {
            var typed = searches.Texts[Interlocked.Increment(ref next) % searches.Texts.Count];
            var result = await runner.RunAsync(SearchResidents.Operation, new SearchResidents.Request(typed), People.Clerk(caller), ct);
            if (!result.TryGet(out var receipt, out var refusal))
                throw new InvalidOperationException($"A search was refused: {refusal.Code}.");
            Interlocked.Add(ref found[kind], receipt.Lines.Count);
        }, ct, pause);
    }
}
