using System.Security.Cryptography;
using System.Text;
using Moyai.Kernel;

namespace Moyai.SyntheticJapan.Tests;

public sealed class FileTests
{
    private static readonly MunicipalityCode Hinoemata = MunicipalityCode.Parse("073644");

    [Fact]
    public void The_same_seed_gives_the_same_bytes() =>
        Assert.Equal(Bytes(new(Hinoemata, 800, 7, Hayama.AsOf)), Bytes(new(Hinoemata, 800, 7, Hayama.AsOf)));

    [Fact]
    public void Another_seed_or_another_town_gives_other_bytes()
    {
        var town = Bytes(new(Hinoemata, 300, 7, Hayama.AsOf));
        Assert.NotEqual(town, Bytes(new(Hinoemata, 300, 8, Hayama.AsOf)));
        Assert.NotEqual(town, Bytes(new(MunicipalityCode.Parse("143014"), 300, 7, Hayama.AsOf)));
    }

    [Fact]
    public void The_bytes_of_a_known_town_do_not_change_unnoticed() =>
        Assert.Equal(KnownTown, Convert.ToHexStringLower(SHA256.HashData(Bytes(new(Hinoemata, 100, 1, Hayama.AsOf)))));

    [Fact]
    public void Headers_are_those_of_the_items_table_with_two_more_columns_after_a_partial_date()
    {
        var expected = Hayama.Table("items.csv").SelectMany(item =>
            item[2] is "partial-date" ? new[] { item[1], item[1] + "不詳フラグ", item[1] + "不詳表記" } : [item[1]]);
        Assert.Equal(expected, ResidentColumns.Headers);
    }

    [Fact]
    public void The_file_is_utf8_without_mark_with_crlf_and_equal_field_counts()
    {
        var bytes = Bytes(SyntheticTown.Demo("073644", Hayama.AsOf));
        Assert.NotEqual(0xEF, bytes[0]);
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        var lines = text.Split("\r\n");
        Assert.Equal("", lines[^1]);
        Assert.Equal(string.Join(',', ResidentColumns.Headers), lines[0]);
        Assert.All(lines[..^1], line => Assert.Equal(ResidentColumns.Headers.Length, line.Split(',').Length));
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_value_with_a_comma_or_a_quote_is_quoted()
    {
        var values = new string?[ResidentColumns.Headers.Length];
        (values[0], values[1], values[2]) = ("a,b", "\"", "行\r\n行");
        using var stream = new MemoryStream();
        Assert.Equal(1, ResidentCsv.Write(stream, [new([new(values)], 1, 0)]));
        var body = Encoding.UTF8.GetString(stream.ToArray()).Split("\r\n", 2)[1];
        Assert.StartsWith("\"a,b\",\"\"\"\",\"行\r\n行\",,", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("073644", 500)]
    [InlineData("131016", 5000)]
    public void A_demo_town_has_exactly_its_residents_and_some_removed(string code, int residents)
    {
        var households = SyntheticTown.Generate(SyntheticTown.Demo(code, Hayama.AsOf)).ToList();
        Assert.Equal(residents, households.Sum(household => household.Current));
        Assert.InRange(households.Sum(household => household.Removed), residents / 10, residents / 5);
    }

    [Fact]
    public void A_code_that_is_no_municipality_is_refused() =>
        Assert.Throws<ArgumentException>(() => SyntheticTown.Generate(new(MunicipalityCode.Parse("010006"), 1, 1, Hayama.AsOf)).First());

    private const string KnownTown = "358baf527447a714f7427fca625b1a551ad3bceac583d3ba5b012d27247952a6";

    private static byte[] Bytes(SyntheticTownOptions options)
    {
        using var stream = new MemoryStream();
        ResidentCsv.Write(stream, SyntheticTown.Generate(options));
        return stream.ToArray();
    }
}
