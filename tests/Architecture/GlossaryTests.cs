using System.Reflection;
using System.Text.RegularExpressions;

namespace Moyai.Architecture;

/// <summary>docs/glossary.md is what the code speaks.</summary>
public sealed partial class GlossaryTests
{
    /// <summary>Tools of the kernel that are no words of the field.</summary>
    private static readonly string[] Tools = ["Result", "DigitText", "Widths"];

    /// <summary>Words of a module's public types that are no words of the field: what a form, a page or a refusal is called.</summary>
    private static readonly string[] Plumbing = ["SearchBody", "ReturnBody", "FieldProblem", "PersonTab"];

    /// <summary>Japanese that has an English word in the glossary.</summary>
    private static readonly string[] Romaji =
    [
        "atena", "setai", "setainushi", "jumin", "juumin", "juminhyo", "tennyu", "tennyuu", "tenshutsu", "tensyutsu", "tenkyo", "shimei", "simei", "jusho", "juusho", "jyusho", "seinengappi", "zokugara", "tsuzukigara",
        "koseki", "hittosha", "kojin", "kojinbango", "bango", "todokede", "shomei", "shomeisho", "shichoson", "shikuchoson", "kinyu", "kensaku", "touroku", "toroku", "idou", "ido", "kyoka", "shinsei", "furigana", "katagaki", "banchi",
        "honseki", "wareki", "machiaza",
    ];

    private static readonly string Page = Repository.Read("docs", "glossary.md");

    private static readonly HashSet<string> Words = [.. Rows(Page).Select(row => row[0])];

    /// <summary>The second table: what stays Japanese, and why.</summary>
    private static readonly HashSet<string> WithoutEnglish = [.. Rows(Page[Page.IndexOf("## Words without English", StringComparison.Ordinal)..]).Select(row => row[0])];

    [Fact]
    public void Every_public_type_of_the_kernel_is_a_word_of_the_glossary() => Assert.Empty(
        Types("Moyai.Kernel").Where(name => !Tools.Contains(name) && !Speaks(name)));

    [Fact]
    public void Every_public_type_of_a_module_speaks_words_of_the_glossary() => Assert.Empty(
        ((string[])["Moyai.Residents", "Moyai.MyNumber", "Moyai.Standards"]).SelectMany(Types).Where(name => !Plumbing.Contains(name) && !Speaks(name)));

    [Fact]
    public void Every_item_named_in_the_glossary_is_an_item_of_the_standard()
    {
        var items = Repository.Read("standards", "residents", "items.csv").Split('\n').Skip(1).Select(line => line.Split(',')[0]).ToHashSet(StringComparer.Ordinal);
        var named = Rows(Page).Where(row => row.Length > 3 && row[3].Length > 2).ToList();
        Assert.True(named.Count > 35, $"Only {named.Count} items are named.");
        Assert.Empty(named.Where(row => !items.Contains(row[3].Trim('`'))).Select(row => row[3]));
    }

    [Fact]
    public void A_word_stands_once() => Assert.Empty(Rows(Page[..Page.IndexOf("## Words without English", StringComparison.Ordinal)]).GroupBy(row => row[0]).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void No_identifier_is_romaji() => Assert.Empty(Repository.Ours.SelectMany(Identifiers).Distinct(StringComparer.Ordinal).Where(IsRomaji));

    /// <summary>The twins.</summary>
    [Theory]
    [InlineData("TennyuTodoke", true)]
    [InlineData("get_SetaiNumber", true)]
    [InlineData("jusho", true)]
    [InlineData("Honseki", false)]
    [InlineData("Residority", false)]
    [InlineData("Jushon", false)]
    public void Romaji_is_recognised_word_by_word(string identifier, bool romaji) => Assert.Equal(romaji, IsRomaji(identifier));

    [Theory]
    [InlineData("EnterMoveIn", true)]
    [InlineData("ResidentsModule", true)]
    [InlineData("Gizmo", false)]
    [InlineData("TownKeeper", false)]
    public void A_type_that_speaks_no_word_of_the_field_is_found(string name, bool speaks) => Assert.Equal(speaks, Speaks(name));

    private static bool Speaks(string name)
    {
        var said = string.Concat(Camel().Matches(name).Select(match => "·" + Singular(match.Value))) + "·";
        return Words.Any(word => said.Contains(string.Concat(Camel().Matches(word).Select(match => "·" + Singular(match.Value))) + "·", StringComparison.Ordinal));
    }

    private static string Singular(string word) => word.EndsWith("ies", StringComparison.Ordinal) ? word[..^3] + "y" : word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word;

    private static bool IsRomaji(string identifier) => Camel().Matches(identifier).Any(match =>
        Romaji.Contains(match.Value, StringComparer.OrdinalIgnoreCase) && !WithoutEnglish.Contains(match.Value, StringComparer.OrdinalIgnoreCase));

    private static IEnumerable<string> Types(string assembly) => Repository.Ours.Single(other => other.GetName().Name == assembly).GetExportedTypes()
        .Where(type => !type.IsNested && !typeof(Microsoft.AspNetCore.Components.IComponent).IsAssignableFrom(type)).Select(type => type.Name.Split('`')[0]);

    private static IEnumerable<string> Identifiers(Assembly assembly) => assembly.GetTypes().SelectMany(type => type
        .GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(member => member.Name)
        .Concat(type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly).SelectMany(method => method.GetParameters()).Select(parameter => parameter.Name ?? ""))
        .Append(type.Name).Append(type.Namespace ?? ""));

    private static IEnumerable<string[]> Rows(string page) => page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| Identifier", StringComparison.Ordinal))
        .Select(line => line.Split('|')[1..^1].Select(cell => cell.Trim()).ToArray());

    [GeneratedRegex("[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")]
    private static partial Regex Camel();
}
