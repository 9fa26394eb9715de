using System.Reflection;
using System.Text.RegularExpressions;
using Moyai.Platform.Operations;

namespace Moyai.Architecture;

public sealed partial class ErrorCodesTests
{
    private static readonly string Root = FindRoot();

    private static IEnumerable<Assembly> Ours => Directory.EnumerateFiles(AppContext.BaseDirectory, "Moyai.*.dll")
        .Select(file => AssemblyName.GetAssemblyName(file)).Where(name => !name.Name!.EndsWith("Tests", StringComparison.Ordinal) && name.Name != "Moyai.Architecture")
        .Select(Assembly.Load);

    [Fact]
    public void The_page_of_errors_is_true()
    {
        var page = Path.Combine(Root, "docs", "errors.md");
        var now = RefusalCatalogue.ToMarkdown(RefusalCatalogue.Of(Ours));
        if (Environment.GetEnvironmentVariable("MOYAI_ACCEPT") == "1")
            File.WriteAllText(page, now);
        var written = File.Exists(page) ? File.ReadAllText(page) : "";
        Assert.True(now == written, $"docs/errors.md is not what the program says. Review the difference and write it anew with: MOYAI_ACCEPT=1 dotnet run --project tests/Architecture\n\n{Difference(written, now)}");
    }

    [Fact]
    public void A_code_means_one_thing() => Assert.Empty(
        RefusalCatalogue.Of(Ours).GroupBy(refusal => refusal.Code).Where(group => group.Distinct().Count() > 1).Select(group => group.Key));

    [Fact]
    public void A_code_written_in_the_source_is_in_the_catalogue()
    {
        var known = RefusalCatalogue.Of(Ours).Select(refusal => refusal.Code).ToHashSet(StringComparer.Ordinal);
        var written = Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Code().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(written);
        Assert.Empty(written.Except(known));
    }

    /// <summary>The twin: a refusal that exists only here would change the page.</summary>
    [Fact]
    public void A_new_refusal_changes_the_page()
    {
        var with = RefusalCatalogue.Of([.. Ours, typeof(ErrorCodesTests).Assembly]);
        Assert.Contains(with, refusal => refusal.Code == "TWIN-1");
        Assert.NotEqual(RefusalCatalogue.ToMarkdown(RefusalCatalogue.Of(Ours)), RefusalCatalogue.ToMarkdown(with));
    }

    private static class Twin
    {
        public static readonly Kernel.Refusal OnlyHere = new("TWIN-1", "試験", "試験");
    }

    private static string Difference(string written, string now) => string.Join('\n',
        now.Split('\n').Except(written.Split('\n')).Select(line => "+ " + line).Concat(written.Split('\n').Except(now.Split('\n')).Select(line => "- " + line)));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Moyai.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The root of the repository was not found.");
    }

    [GeneratedRegex("""new(?: Refusal)?\("([A-Z]{3,4}-[0-9]{3})",""")]
    private static partial Regex Code();
}
