using System.Globalization;
using Moyai.Platform.Database;

namespace Moyai.TestKit;

/// <summary>The one cluster of a test run: started by the first test that needs it, stopped and deleted when the run ends.</summary>
public static class TestCluster
{
    private const string Prefix = "moyai-test-";

    private static readonly Lazy<Task<PrivateCluster>> Running = new(StartAsync);

    public static Task<PrivateCluster> RunningAsync() => Running.Value;

    /// <summary>Deletes the clusters of earlier runs that were killed; those of living runs and of other accounts stay.</summary>
    public static async Task RemoveAbandonedAsync(CancellationToken cancellation = default)
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            var run = Path.GetFileName(folder)[Prefix.Length..];
            if (!int.TryParse(run, CultureInfo.InvariantCulture, out var id) || Directory.Exists($"/proc/{id}"))
                continue;
            try
            {
                await PrivateCluster.DestroyAsync(folder, cancellation);
            }
            catch (Exception error) when (error is StartupProblem or IOException or UnauthorizedAccessException)
            {
                // Another run is deleting it, or it is another account's.
            }
        }
    }

    private static async Task<PrivateCluster> StartAsync()
    {
        await RemoveAbandonedAsync();
        var folder = Path.Combine(Path.GetTempPath(), Prefix + Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        await PrivateCluster.DestroyAsync(folder);
        var cluster = await PrivateCluster.StartAsync(new PrivateClusterOptions(folder) { Durable = false });
        AppDomain.CurrentDomain.ProcessExit += (_, _) => EndAsync(cluster, folder).GetAwaiter().GetResult();
        return cluster;
    }

    private static async Task EndAsync(PrivateCluster cluster, string folder)
    {
        await cluster.DisposeAsync();
        await PrivateCluster.DestroyAsync(folder);
    }
}
