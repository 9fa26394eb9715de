namespace Moyai.Architecture;

/// <summary>A file that is written by the program and reviewed by people: it says what crosses a border.</summary>
internal static class Golden
{
    /// <summary>Fails with the difference when the file is not what the program says now; MOYAI_ACCEPT=1 writes it anew.</summary>
    public static void Holds(string file, string now)
    {
        var path = Path.Combine(Repository.Root, "docs", file);
        if (Environment.GetEnvironmentVariable("MOYAI_ACCEPT") == "1")
            File.WriteAllText(path, now);
        var written = File.Exists(path) ? File.ReadAllText(path) : "";
        Assert.True(now == written, $"docs/{file} is not what the program says. Review the difference and write it anew with: MOYAI_ACCEPT=1 dotnet run --project tests/Architecture\n\n{Difference(written, now)}");
    }

    private static string Difference(string written, string now) => string.Join('\n',
        now.Split('\n').Except(written.Split('\n')).Select(line => "+ " + line).Concat(written.Split('\n').Except(now.Split('\n')).Select(line => "- " + line)).Take(80));

    public static string Cell(string? text) => (text ?? "").Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
}
