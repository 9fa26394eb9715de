using System.Runtime.InteropServices;
using Moyai.Bench;
using Moyai.Bench.AccessRecords;
using Moyai.Bench.Certificates;
using Moyai.Bench.Measuring;
using Moyai.Bench.MoveIn;
using Moyai.Bench.Page;
using Moyai.Bench.Search;
using Moyai.Bench.Town;
using Moyai.Platform.Database;

using var ending = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);

void End(PosixSignalContext context)
{
    context.Cancel = !ending.IsCancellationRequested;
    ending.Cancel();
}

try
{
    if (args is [BarePage.Verb, var port, var bytes])
        return await BarePage.RunAsync(int.Parse(port, null), int.Parse(bytes, null), ending.Token);

    var options = BenchOptions.Parse(args);
    var ct = ending.Token;
    await using var stage = new Stage(options);
    var report = new Report(options.Json, Console.Out, await Machine.DescribeAsync(ct));
    foreach (var name in options.Names)
        await (name switch
        {
            "search" => SearchBench.RunAsync(options, await stage.TownAsync(ct), report, ct),
            "move-in" => MoveInBench.RunAsync(options, await stage.TownAsync(ct), report, ct),
            "page" => PageBench.RunAsync(options, await stage.TownAsync(ct), report, ct),
            "certificates" => CertificatesBench.RunAsync(options, report, ct),
            _ => AccessRecordsBench.RunAsync(options, report, ct),
        });
    return 0;
}
catch (Exception) when (ending.IsCancellationRequested)
{
    return 130;
}
catch (StartupProblem problem)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return StartupProblem.ExitCode;
}
