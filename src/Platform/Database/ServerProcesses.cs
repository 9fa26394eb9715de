using System.Diagnostics;
using System.Globalization;

namespace Moyai.Platform.Database;

/// <summary>The server processes of a data folder, known by the folder they work in (initdb by the one it was given): numbers in a pid file may be of another process by now.</summary>
internal static class ServerProcesses
{
    public static List<int> Of(string dataFolder)
    {
        var found = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && WorksIn(folder, dataFolder))
                found.Add(id);
        }

        return found;
    }

    /// <summary>Processes whose postmaster was killed end by themselves; one that hangs is ended after five seconds.</summary>
    public static async Task AwaitEndAsync(string dataFolder, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < 100 && Of(dataFolder).Count > 0; attempt++)
            await Task.Delay(50, cancellation);
        await EndAllAsync(dataFolder, cancellation);
    }

    /// <summary>Ends them at once. What was committed stays on disk; the next start replays it.</summary>
    public static async Task EndAllAsync(string dataFolder, CancellationToken cancellation)
    {
        for (var running = Of(dataFolder); running.Count > 0; running = Of(dataFolder))
        {
            running.ForEach(End);
            await Task.Delay(20, cancellation);
        }
    }

    private static bool WorksIn(string processFolder, string dataFolder)
    {
        try
        {
            return File.ReadAllText(processFolder + "/comm").TrimEnd() switch
            {
                "initdb" => File.ReadAllText(processFolder + "/cmdline").Split('\0').Contains(dataFolder),
                "postgres" => new FileInfo(processFolder + "/cwd").LinkTarget == dataFolder,
                _ => false,
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It ended while we looked, or it is another account's and so not ours.
            return false;
        }
    }

    private static void End(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // Already gone.
        }
    }
}
