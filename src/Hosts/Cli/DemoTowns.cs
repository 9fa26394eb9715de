using Moyai.Platform.Database;
using Moyai.Platform.Secrets;

namespace Moyai.Cli;

/// <summary>The two towns of the demo: 檜枝岐村 (073644) and 葉山町 (143014).</summary>
internal static class DemoTowns
{
    /// <summary>Brings the database of the demo to what a visitor finds, whatever an earlier start left; returns what the welcome tells about it.</summary>
    public static Task<IReadOnlyList<string>> PrepareAsync(PrivateCluster cluster, KeyFile keys, TextWriter output, CancellationToken cancellation)
    {
        return Task.FromResult<IReadOnlyList<string>>([]);
    }
}
