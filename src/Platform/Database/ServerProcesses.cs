using System.Diagnostics;
using System.Globalization;

namespace Moyai.Platform.Database;

/// <summary>The server processes of a data folder, known by the folder they work in: numbers in a pid file may be of another process by now.</summary>
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

    /// <summary>Processes whose postmaster was killed end by themselves; one that hangs is ended.</summary>
    public static async Task EndOrphansAsync(string dataFolder, TimeProvider time, CancellationToken cancellation)
    {
        for (var attempt = 0; Of(dataFolder) is { Count: > 0 } orphans; attempt++)
        {
            if (attempt >= 100)
                orphans.ForEach(End);
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellation);
        }
    }

    private static bool WorksIn(string processFolder, string dataFolder)
    {
        try
        {
            return new FileInfo(processFolder + "/cwd").LinkTarget == dataFolder
                && File.ReadAllText(processFolder + "/comm").StartsWith("postgres", StringComparison.Ordinal);
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
