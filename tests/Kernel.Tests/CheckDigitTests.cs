using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Moyai.Kernel.Tests;

public sealed class CheckDigitTests
{
    public static IEnumerable<TheoryDataRow<string, string, int, string>> Examples() =>
        StandardsFile.Rows("check_digit_examples.csv").Where(row => row[0] is not "my number")
            .Select(row => new TheoryDataRow<string, string, int, string>(row[0], row[1], int.Parse(row[4], CultureInfo.InvariantCulture), row[5]));

    [Fact]
    public void Every_kind_of_number_has_worked_examples() =>
        Assert.Equal(["addressee no (15)", "corporate number", "insurer no (8)", "municipal code", "resident code"], Examples().Select(row => row.Data.Item1).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_worked_example_holds(string kind, string body, int digit, string full)
    {
        switch (kind)
        {
            case "municipal code":
                Assert.Equal(digit, MunicipalityCode.CheckDigit(body));
                Assert.Equal(full, MunicipalityCode.Parse(full).Value);
                break;
            case "corporate number":
                Assert.Equal(digit, CorporateNumber.CheckDigit(body));
                Assert.Equal(full, CorporateNumber.Parse(full, null).Value);
                break;
            case "resident code":
                Assert.Equal(digit, ResidentCode.CheckDigit(body));
                Assert.True(ResidentCode.Parse(full, null).HasValidCheckDigit);
                break;
            case "addressee no (15)":
                Assert.Equal(digit, Modulus11.CheckDigit(long.Parse(body, CultureInfo.InvariantCulture)));
                Assert.Equal(full, AddresseeNumber.Parse(full).ToString());
                Assert.Equal(full, HouseholdNumber.FromSerial(long.Parse(body, CultureInfo.InvariantCulture))?.ToString());
                break;
            case "insurer no (8)":
                Assert.Equal(digit, InsurerNumber.CheckDigit(body));
                Assert.Equal(full, InsurerNumber.Parse(full, null).Value);
                break;
            default:
                Assert.Fail(kind);
                break;
        }
    }

    [Fact]
    public void The_corporate_number_of_a_municipality_follows_from_its_code()
    {
        Assert.Equal("3000020141003", CorporateNumber.Of(MunicipalityCode.Parse("141003")).Value);
        Assert.Equal("8000020130001", CorporateNumber.Of(MunicipalityCode.Parse("130001")).ToString());
    }

    [Theory]
    [InlineData("", "CNB-001")]
    [InlineData("701040102291", "CNB-002")]
    [InlineData("701040102291X", "CNB-002")]
    [InlineData("7010401022917", "CNB-003")]
    public void A_wrong_corporate_number_is_refused(string typed, string code) => Assert.Equal(code, CorporateNumber.ParseInput(typed).Refusal?.Code);

    [Theory]
    [InlineData("７-０１０４-０１０２-２９１６")]
    [InlineData("7010401022916")]
    public void A_corporate_number_is_read_in_either_width(string typed) => Assert.Equal("7010401022916", CorporateNumber.ParseInput(typed).Value.Value);

    [Fact]
    public void A_resident_code_with_another_check_digit_is_kept_and_told_apart()
    {
        var code = ResidentCode.ParseInput("1234567890 4").Value;
        Assert.False(code.HasValidCheckDigit);
        Assert.Equal("12345678904", code.Value);
        Assert.Equal("****", $"{code}");
        Assert.Equal("RCD-001", ResidentCode.ParseInput(" ").Refusal?.Code);
        Assert.Equal("RCD-002", ResidentCode.ParseInput("1234567890").Refusal?.Code);
        Assert.Equal(code, JsonSerializer.Deserialize<ResidentCode>(JsonSerializer.Serialize(code)));
    }

    [Fact]
    public void Municipal_codes_find_every_single_wrong_digit_unless_the_check_digit_is_1()
    {
        // Remainders 0 and 10 share the digit 1; every other remainder has its own.
        var cases = Gen.Choose(0, 99999).SelectMany(_ => Gen.Choose(0, 4), (body, at) => (body, at)).SelectMany(_ => Gen.Choose(1, 9), (c, by) => (c.body, c.at, by)).ToArbitrary();
        Check.QuickThrowOnFailure(Prop.ForAll(cases, c =>
        {
            var body = c.body.ToString("D5", CultureInfo.InvariantCulture);
            var digit = MunicipalityCode.CheckDigit(body);
            var wrong = body.ToCharArray();
            wrong[c.at] = (char)('0' + (wrong[c.at] - '0' + c.by) % 10);
            return MunicipalityCode.TryParse($"{body}{digit}", null, out var code) && code.Body == body
                && (digit == 1 || !MunicipalityCode.TryParse($"{new string(wrong)}{digit}", null, out _));
        }));
    }

    [Fact]
    public void Corporate_numbers_find_every_single_wrong_digit_but_0_for_9()
    {
        var cases = Gen.Choose(0, int.MaxValue).Select(seed => (seed * 461L + 7) % 1_000_000_000_000)
            .SelectMany(_ => Gen.Choose(0, 11), (body, at) => (body, at)).SelectMany(_ => Gen.Choose(0, 9), (c, digit) => (c.body, c.at, digit)).ToArbitrary();
        Check.QuickThrowOnFailure(Prop.ForAll(cases, c =>
        {
            var body = c.body.ToString("D12", CultureInfo.InvariantCulture);
            var number = CorporateNumber.Parse($"{CorporateNumber.CheckDigit(body)}{body}", null);
            var wrong = body.ToCharArray();
            var right = wrong[c.at] - '0';
            wrong[c.at] = (char)('0' + c.digit);
            var same = (right - c.digit) % 9 == 0;
            return number.Value[1..] == body && CorporateNumber.TryParse($"{number.Value[0]}{new string(wrong)}", null, out _) == same;
        }));
    }

    [Fact]
    public void Addressee_numbers_find_every_single_wrong_digit()
    {
        var cases = Gen.Choose(1, int.MaxValue).SelectMany(_ => Gen.Choose(1, 14), (serial, at) => (serial, at)).SelectMany(_ => Gen.Choose(1, 9), (c, by) => (c.serial, c.at, by)).ToArbitrary();
        Check.QuickThrowOnFailure(Prop.ForAll(cases, c =>
        {
            if (AddresseeNumber.FromSerial(c.serial) is not { } number)
                return true;
            var digits = number.ToString().ToCharArray();
            digits[c.at - 1] = (char)('0' + (digits[c.at - 1] - '0' + c.by) % 10);
            var wrong = new string(digits);
            // Remainder 1 has no digit of its own and is accepted as 0 from older systems: the one gap.
            var gap = Modulus11.CheckDigit(long.Parse(wrong, CultureInfo.InvariantCulture) / 10) is null && wrong[14] == '0';
            return AddresseeNumber.Parse(number.ToString()) == number && (gap || !AddresseeNumber.TryParse(wrong, null, out _));
        }));
    }
}
