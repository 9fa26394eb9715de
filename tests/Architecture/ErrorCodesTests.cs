using System.Reflection;
using System.Text.RegularExpressions;
using Moyai.Platform.Operations;

namespace Moyai.Architecture;

public sealed partial class ErrorCodesTests
{
    private static IEnumerable<Assembly> Ours => Repository.Ours;

    [Fact]
    public void The_page_of_errors_is_true() => Golden.Holds("errors.md", RefusalCatalogue.ToMarkdown(RefusalCatalogue.Of(Ours)));

    [Fact]
    public void A_code_means_one_thing() => Assert.Empty(
        RefusalCatalogue.Of(Ours).GroupBy(refusal => refusal.Code).Where(group => group.Distinct().Count() > 1).Select(group => group.Key));

    [Fact]
    public void A_code_written_in_the_source_is_in_the_catalogue()
    {
        var known = RefusalCatalogue.Of(Ours).Select(refusal => refusal.Code).ToHashSet(StringComparer.Ordinal);
        var written = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
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

    [GeneratedRegex("""new(?: Refusal)?\("([A-Z]{3,4}-[0-9]{3})",""")]
    private static partial Regex Code();
}
