using Moyai.Platform.Database;
using Moyai.Platform.Secrets;

namespace Moyai.Cli;

/// <summary>The installation a command works on: the one named in the environment, else the demo that is running here.</summary>
internal sealed record Installation(string Owner, string Application, KeyFile Keys)
{
    public static Installation Find()
    {
        if (Variable("MOYAI_OWNER_DATABASE") is { } owner && Variable("MOYAI_DATABASE") is { } application && Variable("MOYAI_KEY_FILE") is { } keys)
            return new Installation(owner, application, KeyFile.LoadOrCreate(keys));
        var home = MoyaiHome.Find();
        return ClusterConnections.OfRunning(home.Cluster) is { } running
            ? new Installation(running.Owner, running.App, home.LoadOrMakeKeys())
            : throw new StartupProblem(
                "動いているもやいが見つかりません。",
                "「./moyai demo」を別の画面で動かすか、環境変数 MOYAI_OWNER_DATABASE・MOYAI_DATABASE・MOYAI_KEY_FILE を指定してください。",
                "no running Moyai was found.",
                "start ./moyai demo in another terminal, or set MOYAI_OWNER_DATABASE, MOYAI_DATABASE and MOYAI_KEY_FILE.");
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    public override string ToString() => "Installation { **** }";
}
