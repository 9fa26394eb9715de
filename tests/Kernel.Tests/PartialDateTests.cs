using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Moyai.Kernel.Tests;

public sealed class PartialDateTests
{
    [Theory]
    [InlineData("S50.4.1", "1975-04-01")]
    [InlineData("s50.4.1", "1975-04-01")]
    [InlineData("昭50.4.1", "1975-04-01")]
    [InlineData("昭和50年4月1日", "1975-04-01")]
    [InlineData("昭和５０年４月１日", "1975-04-01")]
    [InlineData("Ｓ５０．４．１", "1975-04-01")]
    [InlineData("S500401", "1975-04-01")]
    [InlineData("㍼50.4.1", "1975-04-01")]
    [InlineData(" 昭和 50年 4月 1日 ", "1975-04-01")]
    [InlineData("1975-4-1", "1975-04-01")]
    [InlineData("1975年4月1日", "1975-04-01")]
    [InlineData("1975ー4ー1", "1975-04-01")]
    [InlineData("1975−4−1", "1975-04-01")]
    [InlineData("R8/11/22", "2026-11-22")]
    [InlineData("20261122", "2026-11-22")]
    [InlineData("令和元年5月1日", "2019-05-01")]
    [InlineData("R元.5.1", "2019-05-01")]
    [InlineData("R1.5.1", "2019-05-01")]
    [InlineData("昭和50年2月29日", "1975-02-29")]
    [InlineData("19750229", "1975-02-29")]
    [InlineData("明治6年1月1日", "1873-01-01")]
    [InlineData("H31.4.30", "2019-04-30")]
    [InlineData("S64.1.7", "1989-01-07")]
    public void What_a_clerk_types_is_read(string typed, string iso)
    {
        var date = PartialDate.ParseInput(typed);
        Assert.True(date.IsSuccess);
        Assert.Equal(iso, date.Value.Iso);
        Assert.False(date.Value.IsUnknown);
    }

    [Theory]
    [InlineData("", "DAT-001")]
    [InlineData("　", "DAT-001")]
    [InlineData(null, "DAT-001")]
    [InlineData("あした", "DAT-002")]
    [InlineData("昭和50年4月", "DAT-002")]
    [InlineData("S50.4", "DAT-002")]
    [InlineData("S", "DAT-002")]
    [InlineData("3500401", "DAT-002")]
    [InlineData("19750401123", "DAT-002")]
    [InlineData("昭和元5年4月1日", "DAT-002")]
    [InlineData("50.4.1", "DAT-003")]
    [InlineData("M5.12.2", "DAT-004")]
    [InlineData("明治5年12月31日", "DAT-004")]
    [InlineData("18721231", "DAT-004")]
    [InlineData("S65.1.1", "DAT-005")]
    [InlineData("昭和64年1月8日", "DAT-005")]
    [InlineData("平成31年5月1日", "DAT-005")]
    [InlineData("平成元年1月7日", "DAT-005")]
    [InlineData("令和元年4月30日", "DAT-005")]
    [InlineData("大正15年12月26日", "DAT-005")]
    [InlineData("明治45年7月31日", "DAT-005")]
    [InlineData("R0.5.1", "DAT-005")]
    [InlineData("S50.13.1", "DAT-006")]
    [InlineData("S50.0.1", "DAT-006")]
    [InlineData("S50.4.32", "DAT-007")]
    [InlineData("S50.4.0", "DAT-007")]
    [InlineData("昭和50年くらい頃", "DAT-010")]
    [InlineData("昭和65年頃", "DAT-005")]
    [InlineData("昭和50年13月頃", "DAT-006")]
    [InlineData("昭和50年4月32日頃", "DAT-007")]
    [InlineData("明治5年頃", "DAT-004")]
    [InlineData("令和3年4月5日から3月6日頃までの間", "DAT-011")]
    public void What_cannot_be_a_date_is_refused_with_cause_and_remedy(string? typed, string code)
    {
        var refusal = PartialDate.ParseInput(typed).Refusal;
        Assert.Equal(code, refusal?.Code);
        Assert.EndsWith("。", refusal!.Message, StringComparison.Ordinal);
        Assert.EndsWith("。", refusal.Remedy, StringComparison.Ordinal);
        Assert.Null(refusal.Field);
    }

    [Fact]
    public void A_year_beyond_its_era_is_told_where_the_era_ends() =>
        Assert.Equal("昭和は昭和元年12月25日から昭和64年1月7日までです。元号と年を確かめてください。", PartialDate.ParseInput("S65.1.1").Refusal?.Remedy);

    [Theory]
    [InlineData("明治45年7月30日", "1912-07-30", true)]
    [InlineData("大正元年7月30日", "1912-07-30", false)]
    [InlineData("大正15年12月25日", "1926-12-25", true)]
    [InlineData("昭和元年12月25日", "1926-12-25", false)]
    public void The_days_two_eras_share_keep_the_era_they_were_typed_in(string typed, string iso, bool former)
    {
        var date = PartialDate.ParseInput(typed).Value;
        Assert.Equal(iso, date.Iso);
        Assert.Equal(typed, date.ToWareki());
        Assert.Equal(former ? typed : null, date.ShownText);
        Assert.Equal(date, PartialDate.FromRegister(date.Iso, date.IsUnknown, date.ShownText).Value);
    }

    [Fact]
    public void A_day_that_no_calendar_has_is_kept()
    {
        var date = PartialDate.FromRegister("1975-02-29", false, null).Value;
        Assert.Equal("1975-02-29", date.Iso);
        Assert.Equal("昭和50年2月29日", date.ToWareki());
        Assert.Equal("1975年2月29日", date.ToSeireki());
        Assert.Null(date.Calendar);
        Assert.Equal(new DateOnly(1975, 2, 28), date.Sortable);
        Assert.True(date > PartialDate.From(new DateOnly(1975, 2, 28)));
        Assert.True(date < PartialDate.From(new DateOnly(1975, 3, 1)));
    }

    public static IEnumerable<TheoryDataRow<string, string>> Patterns() =>
        StandardsFile.Rows("unknown_date_patterns.csv").Select(row => new TheoryDataRow<string, string>(row[2], row[3]));

    [Fact]
    public void The_table_of_unknown_dates_has_its_fourteen_rows() => Assert.Equal(14, Patterns().Count());

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Every_way_to_write_an_unknown_date_is_read_and_shown_as_stored(string example, string iso)
    {
        var date = PartialDate.ParseInput(example).Value;
        Assert.True(date.IsUnknown);
        Assert.Equal(iso, date.Iso);
        Assert.Equal(example, date.UnknownText);
        Assert.Equal(example, date.ToWareki());
        Assert.Equal(example, date.ToSeireki());
        Assert.Null(date.Calendar);
        Assert.Equal(date, PartialDate.ParseInput(example.Replace(" ", "　", StringComparison.Ordinal)).Value);
        Assert.Equal(date, PartialDate.ParseInput(example.Replace(" ", "", StringComparison.Ordinal)).Value);
        Assert.Equal(date, PartialDate.FromRegister(null, true, example).Value);
        Assert.Equal(date, PartialDate.FromRegister(iso, true, example).Value);
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Every_pattern_works_in_every_era(string example, string iso)
    {
        foreach (var (era, year, western) in new[] { ("明治", 13, 1880), ("大正", 3, 1914), ("昭和", 50, 1975), ("平成", 3, 1991) })
        {
            var older = example.Replace("令和3", $"{era}{year}", StringComparison.Ordinal);
            Assert.Equal(iso.Replace("2021", $"{western}", StringComparison.Ordinal), PartialDate.ParseInput(older).Value.Iso);
        }
    }

    [Theory]
    [InlineData("Ｓ５０年頃", "昭和50年頃", "1975-01-01")]
    [InlineData("昭50年4月　日不詳", "昭和50年4月 日不詳", "1975-04-01")]
    [InlineData("令和元年頃", "令和元年頃", "2019-05-01")]
    [InlineData("令和1年頃", "令和元年頃", "2019-05-01")]
    [InlineData("昭和元年 月日不詳", "昭和元年 月日不詳", "1926-12-25")]
    [InlineData("明治6年頃", "明治6年頃", "1873-01-01")]
    [InlineData("令和3年夏", "令和3年夏", "2021-06-01")]
    [InlineData("令和3年冬", "令和3年冬", "2021-01-01")]
    [InlineData("令和3年4月下旬", "令和3年4月下旬", "2021-04-21")]
    [InlineData("1975年 月日不詳", "1975年 月日不詳", "1975-01-01")]
    public void Unknown_dates_are_stored_in_one_form(string typed, string text, string iso)
    {
        var date = PartialDate.ParseInput(typed).Value;
        Assert.Equal(text, date.UnknownText);
        Assert.Equal(iso, date.Iso);
    }

    [Fact]
    public void An_unknown_date_of_another_system_keeps_its_internal_date()
    {
        var date = PartialDate.FromRegister("1975-07-01", true, "昭和50年　月日不詳").Value;
        Assert.Equal("1975-07-01", date.Iso);
        Assert.Equal("昭和50年　月日不詳", date.ToWareki());
    }

    [Theory]
    [InlineData("1975-07-01", true, null, "DAT-010")]
    [InlineData("1975-07-01", true, "昭和50年ごろかな", "DAT-010")]
    [InlineData(null, false, null, "DAT-001")]
    [InlineData("1975/04/01", false, null, "DAT-012")]
    [InlineData("1975-13-01", false, null, "DAT-012")]
    [InlineData("1872-12-31", false, null, "DAT-004")]
    [InlineData("1975-04-01", false, "昭和50年4月2日", "DAT-013")]
    public void A_register_row_that_contradicts_itself_is_refused(string? iso, bool unknown, string? shown, string code) =>
        Assert.Equal(code, PartialDate.FromRegister(iso, unknown, shown).Refusal?.Code);

    [Fact]
    public void Age_follows_the_internal_date_and_a_wholly_unknown_date_has_none()
    {
        Assert.Equal(51, PartialDate.ParseInput("S50.4.1").Value.AgeOn(new DateOnly(2026, 11, 22)));
        Assert.Equal(51, PartialDate.ParseInput("昭和50年頃").Value.AgeOn(new DateOnly(2026, 11, 22)));
        Assert.Null(PartialDate.ParseInput("年月日不詳").Value.AgeOn(new DateOnly(2026, 11, 22)));
        Assert.Null(PartialDate.ParseInput("R8.11.23").Value.AgeOn(new DateOnly(2026, 11, 22)));
    }

    [Fact]
    public void A_date_of_birth_prints_masked()
    {
        var date = PartialDate.From(new DateOnly(1975, 4, 1));
        Assert.Equal("****", date.ToString());
        Assert.Equal("****", $"{date}");
        Assert.Equal("****", PartialDate.ParseInput("昭和50年頃").Value.ToString());
    }

    [Fact]
    public void A_default_date_is_a_bug() => Assert.Throws<InvalidOperationException>(() => default(PartialDate).Iso);

    [Theory]
    [InlineData("S50.4.1", """{"date":"1975-04-01"}""")]
    [InlineData("19750229", """{"date":"1975-02-29"}""")]
    [InlineData("昭和50年頃", """{"date":"1975-01-01","unknown":true,"shown":"昭和50年頃"}""")]
    [InlineData("明治45年7月30日", """{"date":"1912-07-30","shown":"明治45年7月30日"}""")]
    public void Json_carries_the_three_parts(string typed, string json)
    {
        var date = PartialDate.ParseInput(typed).Value;
        Assert.Equal(json, JsonSerializer.Serialize(date, s_readable));
        Assert.Equal(date, JsonSerializer.Deserialize<PartialDate>(json));
    }

    [Fact]
    public void Json_that_is_no_date_is_refused() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<PartialDate>("""{"date":"1975-4-1"}"""));

    [Fact]
    public void Print_and_parse_agree_for_every_day_and_every_form()
    {
        var days = Gen.Choose(new DateOnly(1873, 1, 1).DayNumber, new DateOnly(2117, 12, 31).DayNumber).ToArbitrary();
        Check.QuickThrowOnFailure(Prop.ForAll(days, number =>
        {
            var day = DateOnly.FromDayNumber(number);
            var date = PartialDate.From(day);
            return PartialDate.ParseInput(date.ToWareki()).Value == date
                && PartialDate.ParseInput(date.ToSeireki()).Value == date
                && PartialDate.ParseInput(date.Iso).Value == date
                && PartialDate.ParseInput(Wareki.FormatShort(day)).Value == date
                && PartialDate.FromRegister(date.Iso, false, date.ShownText).Value == date
                && date.Calendar == day && date.Sortable == day;
        }));
    }

    [Fact]
    public void Order_follows_the_days()
    {
        var keys = Gen.Choose(new DateOnly(1873, 1, 1).DayNumber, new DateOnly(2100, 12, 31).DayNumber).Two().ToArbitrary();
        Check.QuickThrowOnFailure(Prop.ForAll(keys, pair =>
        {
            var (left, right) = (DateOnly.FromDayNumber(pair.Item1), DateOnly.FromDayNumber(pair.Item2));
            return PartialDate.From(left).CompareTo(PartialDate.From(right)) == left.CompareTo(right);
        }));
    }

    [Fact]
    public void Nothing_typed_makes_the_reader_fail() =>
        Check.QuickThrowOnFailure(Prop.ForAll<string?>(typed => PartialDate.ParseInput(typed) is var result && (result.IsSuccess || result.Refusal.Code.StartsWith("DAT-", StringComparison.Ordinal))));

    private static readonly JsonSerializerOptions s_readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
