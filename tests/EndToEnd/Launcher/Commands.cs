using System.Diagnostics;

namespace Moyai.EndToEnd.Launcher;

/// <summary>Runs a program as a newcomer would and keeps all it said.</summary>
internal static class Commands
{
    private static readonly string Artifacts = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../.."));

    public static string Root => Path.GetDirectoryName(Artifacts)!;

    public static string Cli => Path.Combine(Artifacts, "bin/Moyai.Cli/release/Moyai.Cli.dll");

    /// <param name="environment">Variables to set; null takes one away.</param>
    public static async Task<(int Exit, string Output)> RunAsync(
        string program, string[] arguments, Dictionary<string, string?> environment, CancellationToken cancellation, string folder = "/")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, await errors + await output);
    }

    public static Task<(int Exit, string Output)> DemoAsync(string home, Dictionary<string, string?> environment, CancellationToken cancellation, params string[] arguments) =>
        RunAsync(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath! : "dotnet", [Cli, "demo", .. arguments], new(environment) { ["MOYAI_HOME"] = home }, cancellation);
}
