using System.Globalization;

namespace Moyai.SyntheticJapan.Tests;

/// <summary>What a real register holds and a tidy program forgets: all of it must occur in the town of 32,000.</summary>
public sealed class UglyCaseTests(Hayama town)
{
    private static readonly string[] UnknownShapes =
    [
        "年頃$", "年[0-9]+月頃$", "年[0-9]+月[0-9]+日頃$", "^推定.*日$", "^推定.*月$", "年春$", "月上旬$", "月中旬頃$", "^年月日不詳$", "年 月日不詳$", "月 日不詳$",
        "月[0-9]+日から[0-9]+月[0-9]+日頃までの間$", "月推定[0-9]+日から[0-9]+日までの間$", "日頃から[0-9]+日頃までの間$",
    ];

    [Fact]
    public void All_14_patterns_of_an_unknown_birth_occur()
    {
        var unknown = town.Latest.Where(row => row.Values[ResidentColumns.At("birth") + 1] is "1").Select(row => row.Values[ResidentColumns.At("birth") + 2]!).ToList();
        Assert.InRange(unknown.Count, 60, 200);
        Assert.All(UnknownShapes, shape => Assert.Contains(unknown, text => System.Text.RegularExpressions.Regex.IsMatch(text, shape)));
        Assert.Contains(unknown, text => text.StartsWith("昭和", StringComparison.Ordinal));
        Assert.Contains(town.Latest, row => row["kind"] is "外国人" && row.Values[ResidentColumns.At("birth") + 1] is "1");
    }

    [Fact]
    public void Births_on_a_day_no_calendar_has_occur()
    {
        var births = town.Latest.Select(row => row["birth"]!).Where(birth => !DateOnly.TryParseExact(birth, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)).ToList();
        Assert.NotEmpty(births);
        Assert.All(births, birth => Assert.EndsWith("-02-29", birth, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\U00020BB7田")]
    [InlineData("髙橋")]
    [InlineData("渡邊")]
    [InlineData("渡邉")]
    [InlineData("山﨑")]
    [InlineData("濵田")]
    [InlineData("廣瀨")]
    [InlineData("德永")]
    [InlineData("葛\U000E0102")]
    [InlineData("辻\U000E0102")]
    [InlineData("邉\U000E010F")]
    public void Names_with_rare_characters_occur(string part) =>
        Assert.Contains(town.Residents, row => row["name"]?.Contains(part, StringComparison.Ordinal) is true);

    [Theory]
    [InlineData("世帯主")]
    [InlineData("夫")]
    [InlineData("妻")]
    [InlineData("夫（未届）", false)]
    [InlineData("妻（未届）")]
    [InlineData("子")]
    [InlineData("子の妻")]
    [InlineData("子の夫")]
    [InlineData("子の子")]
    [InlineData("父")]
    [InlineData("母")]
    [InlineData("父の母")]
    [InlineData("妻の母")]
    [InlineData("妻の父")]
    [InlineData("妻の子")]
    [InlineData("姉")]
    [InlineData("弟")]
    [InlineData("縁故者")]
    [InlineData("同居人")]
    public void Every_kind_of_relation_occurs(string relation, bool expected = true) =>
        Assert.Equal(expected, town.Residents.Any(row => row["relation"] == relation));

    [Fact]
    public void Households_without_head_and_of_both_kinds_of_resident_occur()
    {
        var households = town.Residents.GroupBy(row => row["household_number"]).ToList();
        Assert.Contains(households, household => household.Count() > 1 && household.All(row => row["head_name"] is null));
        Assert.Contains(households, household => household.Select(row => row["kind"]).Distinct().Count() == 2);
        Assert.Contains(households, household => household.Count() >= 7);
    }

    [Fact]
    public void Foreigners_are_a_few_in_a_hundred_with_aliases_and_special_permanent_residents()
    {
        var foreigners = town.Residents.Where(row => row["kind"] is "外国人").ToList();
        Assert.InRange(foreigners.Count, 320, 960);
        Assert.Contains(foreigners, row => row["alias"] is not null);
        Assert.Contains(foreigners, row => row["alias"] is null && row["alias_removed_on"] is not null);
        Assert.Contains(foreigners, row => row["residence_class"] is "特別永住者");
        Assert.Contains(foreigners, row => row["residence_class"] is "仮滞在許可者" or "一時庇護許可者");
        Assert.Contains(foreigners, row => row["name_latin"] is not null && row["name_latin"] != row["name"]);
    }

    [Fact]
    public void Suppressed_persons_are_a_few_in_a_thousand() =>
        Assert.InRange(town.Residents.Count(row => row["suppressed"] is "1"), 40, 250);

    [Fact]
    public void Twins_and_namesakes_next_door_occur()
    {
        Assert.Contains(town.Residents.Where(row => row["relation"] is "子").GroupBy(row => (row["household_number"], row["birth"])), twins => twins.Count() > 1);
        Assert.Contains(town.Residents.Where(row => row["relation"] is "世帯主").GroupBy(row => (row["name"], row["kana"], row["address_town"])), same => same.Count() > 1);
    }

    [Fact]
    public void Blank_items_and_readings_not_yet_confirmed_occur()
    {
        Assert.Contains(town.Residents, row => row["name"] is null);
        Assert.Contains(town.Residents, row => row["sex"] is null);
        Assert.Contains(town.Residents, row => row["kana_state"] is "未確認");
        Assert.Contains(town.Residents, row => row["former_name"] is not null);
        Assert.Contains(town.Residents, row => row["address_building"] is null);
        Assert.Contains(town.Latest, row => row["resident_code"] is null);
        Assert.Contains(town.Residents, row => row["honseki"] is "不明");
        Assert.Contains(town.Residents, row => row["last_registered_address"] is not null && row["previous_address"]!.EndsWith("（未届）", StringComparison.Ordinal));
    }

    [Fact]
    public void The_removed_moved_died_or_were_struck_off()
    {
        Assert.Equal(["死亡", "消除", "転出"], town.Latest.Select(row => row["status"]!).Where(status => status is not "住民").Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(town.Latest, row => row["planned_address"] is not null && row["confirmed_address"] is null);
        Assert.Contains(town.Latest, row => row["confirmed_address"] is not null && row["confirmed_address"] != row["planned_address"]);
    }

    [Fact]
    public void The_town_is_ageing()
    {
        var ages = town.Residents.Select(row => Hayama.AsOf.Year - int.Parse(row["birth"]![..4], CultureInfo.InvariantCulture)).ToList();
        Assert.InRange(100 * ages.Count(age => age >= 65) / ages.Count, 26, 42);
        Assert.InRange(100 * ages.Count(age => age < 15) / ages.Count, 8, 16);
        Assert.Contains(ages, age => age >= 100);
    }

    [Fact]
    public void Most_persons_have_a_history()
    {
        var rows = town.Histories.Select(history => history.Count).ToList();
        Assert.InRange(rows.Average(), 1.8, 3.5);
        Assert.True(rows.Count(count => count <= 6) > rows.Count * 99 / 100);
        Assert.Contains(rows, count => count == 1);
        Assert.Contains(rows, count => count >= 6);
    }
}
