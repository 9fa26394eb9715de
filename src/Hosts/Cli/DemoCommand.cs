using System.Globalization;
using Moyai.Platform.Database;

namespace Moyai.Cli;

/// <summary>`moyai demo`: a private database, two towns in it and the staff host, until Ctrl-C.</summary>
internal static class DemoCommand
{
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, CancellationToken ending)
    {
        var options = DemoOptions.Parse(arguments);
        if (options.Code)
        {
            await output.WriteLineAsync(DemoPeople.CodeAt(TimeProvider.System.GetUtcNow()));
            return 0;
        }
        var began = TimeProvider.System.GetTimestamp();
        // The smoke test begins anew in a folder of its own: it leaves a visitor's towns alone, and first starts are tried each time.
        var home = options.Smoke ? MoyaiHome.Find().Beside("smoke") : MoyaiHome.Find();
        home.Make();
        if (options.Reset || options.Smoke)
        {
            await home.ResetAsync(ending);
            home.Make();
        }

        // The lock of the cluster comes first: from here on no other Moyai works in this home.
        await using var cluster = await PrivateCluster.StartAsync(new PrivateClusterOptions(home.Cluster), ending);
        await StaffServer.EndLeftOverAsync(home, ending);
        StaffServer.RequireFreePort(options.Port);
        var keys = home.LoadOrMakeKeys();
        var welcome = await DemoTowns.PrepareAsync(cluster, keys, home, output, ending);
        await using var staff = await StaffServer.StartAsync(home, cluster.AppConnectionString, options.Port, ending);

        if (options.Smoke)
            return await new DemoSmoke(staff.Address, output).RunAsync(ending);

        await TellAsync(output, staff.Address, home, welcome, TimeProvider.System.GetElapsedTime(began));
        try
        {
            await staff.WaitForExitAsync(ending);
            await output.WriteLineAsync($"職員用の画面が止まりました。The staff host ended. → {home.StaffLog}");
            return 1;
        }
        catch (OperationCanceledException)
        {
            await output.WriteLineAsync("\n終了しています… / Stopping …");
            return 0;
        }
    }

    private static async Task TellAsync(TextWriter output, Uri address, MoyaiHome home, IReadOnlyList<string> welcome, TimeSpan taken)
    {
        await output.WriteLineAsync($"""

              もやい Moyai   {address}   （パスキーは / passkeys at  http://localhost:{address.Port}/）

            """);
        foreach (var line in welcome)
            await output.WriteLineAsync("  " + line);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""

              データ / data   {home.Folder}
              起動 / started  {taken.TotalSeconds:0.0} s     止める / stop  Ctrl-C     作り直す / begin anew  ./moyai demo --reset
            """));
    }
}
