using System.Globalization;
using System.Text.RegularExpressions;

namespace Moyai.Platform.Database;

/// <summary>The PostgreSQL programs of this machine.</summary>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    /// <summary>Grants on schema public, strategy wal_log and security of views came with 15.</summary>
    public const int OldestMajor = 15;

    private const string DistributionFolder = "/usr/lib/postgresql";

    public string Initdb => Path.Combine(Folder, "initdb");

    public string Control => Path.Combine(Folder, "pg_ctl");

    /// <summary>A configured folder is the only one looked at: falling through to another server would surprise.</summary>
    public static async Task<PostgresBinaries> FindAsync(string? configured, CancellationToken cancellation)
    {
        var candidates = (configured is not null ? [configured] : OnPath().Concat(Distribution())).Distinct(StringComparer.Ordinal).ToList();
        foreach (var folder in candidates)
        {
            if (await MajorOfAsync(folder, cancellation) is { } major && major >= OldestMajor)
                return new PostgresBinaries(folder, major);
        }

        throw StartupProblem.NoPostgres(configured ?? $"PATH, {DistributionFolder}/*/bin");
    }

    private static IEnumerable<string> OnPath() =>
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
        let program = new FileInfo(Path.Combine(folder, "initdb"))
        where program.Exists
        select Path.GetDirectoryName(program.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? program.FullName);

    private static IEnumerable<string> Distribution() => !Directory.Exists(DistributionFolder)
        ? []
        : from folder in Directory.EnumerateDirectories(DistributionFolder)
          let major = int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var number) ? number : 0
          orderby major descending
          select Path.Combine(folder, "bin");

    private static async Task<int?> MajorOfAsync(string folder, CancellationToken cancellation)
    {
        string[] needed = ["postgres", "initdb", "pg_ctl"];
        if (!needed.All(name => File.Exists(Path.Combine(folder, name))))
            return null;
        var (exit, output) = await ServerAccount.Ourselves.RunAsync(Path.Combine(folder, "postgres"), ["--version"], cancellation);
        return exit == 0 && VersionText().Match(output) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"PostgreSQL\)\s+(\d+)")]
    private static partial Regex VersionText();
}
