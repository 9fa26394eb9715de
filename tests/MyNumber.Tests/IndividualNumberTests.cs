using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Moyai.MyNumber.Tests;

public sealed class IndividualNumberTests
{
    private const string Sample = "123456789018";

    public static IEnumerable<TheoryDataRow<string, int, string>> Examples() =>
        StandardsFile.Rows("check_digit_examples.csv").Where(row => row[0] == "my number")
            .Select(row => new TheoryDataRow<string, int, string>(row[1], int.Parse(row[4], CultureInfo.InvariantCulture), row[5]));

    [Fact]
    public void There_are_worked_examples() => Assert.Equal(4, Examples().Count());

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_worked_example_holds(string body, int digit, string full)
    {
        Assert.Equal(digit, IndividualNumber.CheckDigit(body));
        Assert.Equal(full, IndividualNumber.Parse(full, null).Reveal());
        for (var other = 0; other < 10; other++)
            Assert.Equal(other == digit, IndividualNumber.TryParse($"{body}{other}", null, out _));
    }

    [Fact]
    public void It_prints_masked_everywhere()
    {
        var number = IndividualNumber.Parse(Sample, null);
        var holder = new { Name = "x", Number = number };
        foreach (var printed in new[] { number.ToString(), $"{number}", string.Concat(number, "!"), holder.ToString()!, $"{new Holder(number)}", $"{IndividualNumber.ParseInput(Sample)}" })
            Assert.DoesNotContain("5678", printed, StringComparison.Ordinal);
        Assert.Equal("************", number.ToString());
    }

    [Fact]
    public void The_debugger_sees_the_mask()
    {
        var display = (System.Diagnostics.DebuggerDisplayAttribute)Attribute.GetCustomAttribute(typeof(IndividualNumber), typeof(System.Diagnostics.DebuggerDisplayAttribute))!;
        Assert.Equal("************", display.Value);
        Assert.Empty(typeof(IndividualNumber).GetProperties());
        Assert.Empty(typeof(IndividualNumber).GetFields());
    }

    [Fact]
    public void Json_reads_it_and_refuses_to_write_it()
    {
        Assert.Equal(Sample, JsonSerializer.Deserialize<IndividualNumber>($"\"{Sample}\"").Reveal());
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(IndividualNumber.Parse(Sample, null)));
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(new Holder(IndividualNumber.Parse(Sample, null))));
        Assert.DoesNotContain("4567", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<IndividualNumber>("\"123456789012\"")).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("１２３４　５６７８　９０１８")]
    [InlineData("1234-5678-9018")]
    public void What_a_clerk_types_is_read(string typed) => Assert.Equal(Sample, IndividualNumber.ParseInput(typed).Value.Reveal());

    [Theory]
    [InlineData("", "MYN-001")]
    [InlineData("12345678901", "MYN-002")]
    [InlineData("12345678901A", "MYN-002")]
    [InlineData("123456789019", "MYN-003")]
    public void What_is_no_number_is_refused_without_repeating_it(string typed, string code)
    {
        var refusal = IndividualNumber.ParseInput(typed).Refusal!;
        Assert.Equal(code, refusal.Code);
        Assert.DoesNotContain("4567", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_default_number_reveals_nothing() => Assert.Throws<InvalidOperationException>(() => default(IndividualNumber).Reveal());

    [Fact]
    public void A_single_wrong_digit_is_found_unless_both_remainders_are_0_or_1()
    {
        var cases = Gen.Choose(0, int.MaxValue).Two().SelectMany(_ => Gen.Choose(0, 10).Two(), (seed, error) => (seed, error)).ToArbitrary();
        Check.QuickThrowOnFailure(Prop.ForAll(cases, c =>
        {
            var body = ((c.seed.Item1 * 4L + c.seed.Item2 % 4) % 100_000_000_000).ToString("D11", CultureInfo.InvariantCulture);
            var digit = IndividualNumber.CheckDigit(body);
            var wrong = body.ToCharArray();
            wrong[c.error.Item1] = (char)('0' + (wrong[c.error.Item1] - '0' + 1 + c.error.Item2 % 9) % 10);
            var passes = IndividualNumber.TryParse($"{new string(wrong)}{digit}", null, out _);
            return IndividualNumber.TryParse($"{body}{digit}", null, out var number) && number.Reveal() == $"{body}{digit}" && (digit == 0 || !passes);
        }));
    }

    private sealed record Holder(IndividualNumber Number);
}
