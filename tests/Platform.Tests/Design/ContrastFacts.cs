using System.Globalization;
using System.Text.RegularExpressions;
using Moyai.Platform.Design;

namespace Moyai.Platform.Tests.Design;

/// <summary>WCAG 2.2 1.4.3 and 1.4.11, computed from the values that the browser is given.</summary>
public sealed partial class ContrastFacts
{
    private static readonly string Css = StyleSheet.Text;

    private static readonly Dictionary<string, string> Tokens = Token().Matches(Css)
        .ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value, StringComparer.Ordinal);

    [Theory]
    [InlineData("gray-900", "white")]
    [InlineData("gray-800", "white")]
    [InlineData("gray-800", "gray-50")]
    [InlineData("gray-800", "gray-100")]
    [InlineData("gray-800", "yellow-50")]
    [InlineData("gray-900", "gray-100")]
    [InlineData("gray-900", "blue-100")]
    [InlineData("gray-900", "blue-50")]
    [InlineData("gray-900", "yellow-50")]
    [InlineData("gray-600", "white")]
    [InlineData("gray-600", "gray-50")]
    [InlineData("gray-600", "blue-50")]
    [InlineData("gray-600", "blue-100")]
    [InlineData("gray-600", "yellow-50")]
    [InlineData("gray-700", "white")]
    [InlineData("red-900", "white")]
    [InlineData("blue-1000", "white")]
    [InlineData("blue-1000", "gray-50")]
    [InlineData("blue-1000", "blue-50")]
    [InlineData("blue-1000", "blue-100")]
    [InlineData("blue-1000", "blue-200")]
    [InlineData("blue-1000", "yellow-50")]
    [InlineData("blue-900", "white")]
    [InlineData("blue-900", "gray-50")]
    [InlineData("orange-800", "white")]
    [InlineData("white", "blue-900")]
    [InlineData("white", "blue-1000")]
    [InlineData("white", "blue-1200")]
    [InlineData("blue-1200", "blue-300")]
    [InlineData("white", "orange-800")]
    [InlineData("white", "red-900")]
    [InlineData("red-1000", "red-50")]
    [InlineData("yellow-1100", "yellow-50")]
    [InlineData("orange-1000", "orange-50")]
    [InlineData("orange-1000", "white")]
    [InlineData("black", "yellow-300")]
    public void Text_reads_on_its_ground(string text, string ground) => Assert.True(Ratio(text, ground) >= 4.5, $"{text} on {ground}: {Ratio(text, ground):F2}");

    [Theory]
    [InlineData("gray-600", "white")]
    [InlineData("gray-536", "gray-50")]
    [InlineData("gray-420", "white")]
    [InlineData("gray-500", "yellow-50")]
    [InlineData("green-800", "white")]
    [InlineData("red-800", "white")]
    [InlineData("yellow-900", "white")]
    [InlineData("blue-1200", "blue-100")]
    [InlineData("black", "white")]
    public void Edges_and_marks_are_seen(string mark, string ground) => Assert.True(Ratio(mark, ground) >= 3, $"{mark} on {ground}: {Ratio(mark, ground):F2}");

    [Fact]
    public void White_reads_on_every_colour_a_municipality_may_choose()
    {
        Assert.Equal(21, MunicipalityColours.All.Count);
        foreach (var colour in MunicipalityColours.All)
        {
            Assert.True(Ratio("white", colour) >= 4.5, $"{colour}: {Ratio("white", colour):F2}");
            Assert.Contains($".bar-{colour} {{ --municipality-colour: var(--{colour}); }}", Css, StringComparison.Ordinal);
        }
    }

    /// <summary>The twin: the measure itself refuses what is known to be too weak.</summary>
    [Fact]
    public void The_measure_agrees_with_published_values()
    {
        Assert.Equal(21.0, Ratio("black", "white"), 1);
        Assert.Equal(11.1, Ratio("blue-900", "white"), 1);
        Assert.True(Ratio("gray-420", "white") < 4.5);
        Assert.True(Ratio("red-800", "gray-50") < 4.5);
    }

    [Fact]
    public void Every_variable_that_is_used_is_defined()
    {
        var used = Used().Matches(Css).Select(m => m.Groups[1].Value).Distinct();
        var defined = Defined().Matches(Css).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(used, name => !defined.Contains(name));
    }

    private static double Ratio(string a, string b)
    {
        var (x, y) = (Luminance(Tokens[a]), Luminance(Tokens[b]));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Channel(int at)
        {
            var c = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }

        return 0.2126 * Channel(0) + 0.7152 * Channel(2) + 0.0722 * Channel(4);
    }

    [GeneratedRegex("--([a-z0-9-]+): #([0-9a-f]{6});")]
    private static partial Regex Token();

    [GeneratedRegex(@"var\((--[a-z0-9-]+)\)")]
    private static partial Regex Used();

    [GeneratedRegex("(--[a-z0-9-]+):")]
    private static partial Regex Defined();
}
