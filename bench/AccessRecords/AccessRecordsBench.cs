using System.Diagnostics;
using System.Globalization;
using Moyai.Bench.Measuring;
using Moyai.Bench.Town;
using Moyai.Kernel;
using Moyai.Platform.AccessRecords;
using Moyai.Platform.Operations;
using Moyai.Residents;

namespace Moyai.Bench.AccessRecords;

/// <summary>アクセス記録: how many looks a second become durable, and what sealing and verifying them takes.</summary>
internal static class AccessRecordsBench
{
    private const int Callers64 = 64;
    private const double MosipPerSecond = 74;

    /// <summary>An operation that discloses one person and asks the database for nothing: all that is left is the record.</summary>
    private static readonly Operation<long, bool> Look = new(
        new OperationDefinition("bench.look", "記録の試し", OperationMode.Read, ResidentPermissions.Read, "性能の測定", "なし"),
        (number, _, context, _) =>
        {
            context.Disclose(AddresseeNumber.FromRegister(number));
            return Task.FromResult<Result<bool>>(true);
        });

    public static async Task RunAsync(BenchOptions options, Report report, CancellationToken ct)
    {
        await using var town = await BenchTown.FreshAsync(0, ct);
        await using var bare = await BareInserts.OpenAsync(town, Callers64, ct);
        var chapter = report.Begin("access-records", string.Create(CultureInfo.InvariantCulture,
            $"{Callers64} callers at once, each waiting until its record is durable; then all are sealed into the chain and verified. Limits: an equal row by a bare insert with a commit each over {Callers64} connections; fsync of one page"));
        var (ours, theirs, syncs) = (new List<Turn>(), new List<Turn>(), new List<double>());
        var turn = options.Turn(1, 5);
        var written = 0L;

        await WriteAsync(town, options.Turn(0.7, 3), ct);
        await bare.RunAsync(options.Turn(0.4, 2), ct);
        for (var round = 0; round < options.Rounds; round++)
        {
            var measured = await WriteAsync(town, turn, ct);
            ours.Add(measured);
            written += measured.Sorted.Length;
            theirs.Add(await bare.RunAsync(options.Turn(0.7, 4), ct));
            syncs.Add(DiskSync.PerSecond(town.ClusterFolder, options.Turn(0.2, 1)));
        }

        var rate = Figures.Median(ours.Select(measured => measured.PerSecond));
        var bareRate = Figures.Median(theirs.Select(measured => measured.PerSecond));
        chapter.Add("records", "1/s", Better.Higher, rate, "bare insert and commit, equal row", bareRate);
        chapter.Add("records", "1/s", Better.Higher, rate, "fsync of one 8 KiB page", Figures.Median(syncs));
        chapter.Add("records", "1/s", Better.Higher, rate, "MOSIP audit (published)", MosipPerSecond);
        chapter.Add("record p50", "ms", Better.Lower, Figures.Median(ours.Select(measured => measured.P50)), "bare insert and commit, equal row", Figures.Median(theirs.Select(measured => measured.P50)));
        chapter.Add("record p99", "ms", Better.Lower, Figures.Median(ours.Select(measured => measured.P99)), "bare insert and commit, equal row", Figures.Median(theirs.Select(measured => measured.P99)));
        await ChainAsync(town, written, rate, chapter, ct);
    }

    private static Task<Turn> WriteAsync(BenchTown town, TimeSpan time, CancellationToken ct) => Callers.RunAsync(Callers64, time, async caller =>
    {
        if (!(await town.Runner.RunAsync(Look, 10L + caller, People.Clerk(caller), ct)).IsSuccess)
            throw new InvalidOperationException("A look was refused.");
    }, ct);

    private static async Task ChainAsync(BenchTown town, long written, double rate, Report.Chapter chapter, CancellationToken ct)
    {
        var sealer = town.Service<AccessRecordSealer>();
        var (begin, count) = (Stopwatch.GetTimestamp(), 0L);
        for (int now; (now = await sealer.SealAsync(town.Municipality, ct)) > 0;)
            count += now;
        var sealing = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        if (count < written)
            throw new InvalidOperationException($"Only {count} of {written} records were sealed.");
        begin = Stopwatch.GetTimestamp();
        var verdict = await town.Service<AccessRecordVerifier>().VerifyAsync(town.Municipality, null, ct);
        var verifying = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        if (verdict.Findings.Count > 0 || verdict.Records < count)
            throw new InvalidOperationException($"The chain does not verify: {verdict.Findings.FirstOrDefault()}");
        chapter.Add("sealing", "records/s", Better.Higher, count / sealing, "writing them", rate);
        chapter.Add("verification", "records/s", Better.Higher, verdict.Records / verifying, "writing them", rate);
        chapter.Add("write, then seal", "records/s", Better.Higher, 1 / (1 / rate + sealing / count), "MOSIP audit (published)", MosipPerSecond);
    }
}
