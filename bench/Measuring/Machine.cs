using System.Globalization;
using System.Runtime.InteropServices;
using Moyai.Platform.Database;

namespace Moyai.Bench.Measuring;

/// <summary>The machine in one line, for a figure without its machine says nothing.</summary>
internal static class Machine
{
    public static async Task<string> DescribeAsync(CancellationToken ct)
    {
        var processor = Field("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();
        var memory = long.Parse((Field("/proc/meminfo", "MemTotal") ?? "0").Split(' ')[0], CultureInfo.InvariantCulture) / 1024.0 / 1024;
        var (kernel, postgres) = (await KernelAsync(ct), await PostgresAsync(ct));
        return string.Create(CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, {processor}, {memory:0} GiB, Linux {kernel}, .NET {Environment.Version}, PostgreSQL {postgres}");
    }

    private static string? Field(string file, string name) => File.ReadLines(file)
        .FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim();

    private static async Task<string> KernelAsync(CancellationToken ct) => (await File.ReadAllTextAsync("/proc/sys/kernel/osrelease", ct)).Trim();

    private static async Task<string> PostgresAsync(CancellationToken ct)
    {
        var said = await Tool.RunAsync(Path.Combine(await PostgresFolderAsync(ct), "postgres"), ["--version"], ct);
        return said.Output.Split(' ').ElementAtOrDefault(2)?.Trim() ?? said.Output.Trim();
    }

    private static Task<string> PostgresFolderAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var found = new PrivateClusterOptions("-").BinariesFolder
            ?? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var major) ? major : 0).Select(folder => folder + "/bin").FirstOrDefault();
        return Task.FromResult(found ?? "/usr/bin");
    }
}
