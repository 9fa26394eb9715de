using System.Runtime.InteropServices;
using Moyai.Cli;
using Moyai.Platform.Database;

using var ending = new CancellationTokenSource();
// A first signal asks every verb to put its things in order; a second one finds nothing registered to hold it.
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, End);

void End(PosixSignalContext context)
{
    context.Cancel = !ending.IsCancellationRequested;
    ending.Cancel();
}

try
{
    return args switch
    {
        ["demo", .. var rest] => await DemoCommand.RunAsync(rest, Console.Out, ending.Token),
        ["municipality", "create", .. var rest] => await MunicipalityCommand.CreateAsync(rest, Console.Out, ending.Token),
        ["audit", "verify", .. var rest] => await AuditCommand.VerifyAsync(rest, Console.Out, ending.Token),
        [] or ["help" or "--help" or "-h", ..] => Help(Console.Out, 0),
        _ => Help(Console.Error, 1),
    };
}
catch (Exception) when (ending.IsCancellationRequested)
{
    // What was being started was interrupted with us; its complaints say nothing new.
    return 130;
}
catch (StartupProblem problem)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return StartupProblem.ExitCode;
}

static int Help(TextWriter output, int exitCode)
{
    output.WriteLine("""
        使い方 / Usage: moyai <verb>

          demo [--port N] [--reset] [--smoke]
              デモの町を動かします（止めるには Ctrl-C）。--reset は最初から作り直します。
              brings the demo towns live (Ctrl-C ends); --reset begins anew.
          demo --code
              デモの人の今の確認コード。 / the second factor of the demo's people, now.
          municipality create CODE
              団体を一つ、動いたまま使えるようにします。 / makes a municipality live without a restart.
          audit verify [CODE] [--anchor SEAL:HASH]
              アクセス記録の改ざんを調べます。 / names every changed, removed or inserted access record.
        """);
    return exitCode;
}
