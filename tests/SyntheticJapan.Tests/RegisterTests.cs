using System.Globalization;
using Moyai.Kernel;

namespace Moyai.SyntheticJapan.Tests;

public sealed class RegisterTests(Hayama town)
{
    [Fact]
    public void There_are_exactly_32000_residents_and_about_15_removed_in_a_hundred()
    {
        Assert.Equal(32_000, town.Residents.Count);
        Assert.InRange(town.Latest.Count - town.Residents.Count, 4_500, 5_100);
        Assert.Equal(32_000, town.Households.Sum(household => household.Current));
        Assert.Equal(town.Latest.Count - 32_000, town.Households.Sum(household => household.Removed));
    }

    [Fact]
    public void History_numbers_run_from_1_without_gaps() =>
        Assert.All(town.Histories, history =>
            Assert.Equal(Enumerable.Range(1, history.Count).Select(n => n.ToString(CultureInfo.InvariantCulture)), history.Select(row => row["version"])));

    [Fact]
    public void Processing_days_never_run_backwards_and_nothing_is_later_than_today()
    {
        var today = DateText.Iso(Hayama.AsOf);
        Assert.All(town.Histories, history =>
        {
            Assert.Equal(history.Select(row => row["processed_on"]).Order(StringComparer.Ordinal), history.Select(row => row["processed_on"]));
            Assert.All(history, row => Assert.True(string.CompareOrdinal(row["processed_on"], today) <= 0));
            Assert.All(history, row => Assert.True(string.CompareOrdinal(row["changed_on"], row["processed_on"]) <= 0));
        });
    }

    [Fact]
    public void Numbers_have_their_check_digits_and_belong_to_one_person()
    {
        Assert.All(town.Latest, row => Assert.True(AddresseeNumber.TryParse(row["addressee_number"], null, out _)));
        Assert.All(town.Rows, row => Assert.True(HouseholdNumber.TryParse(row["household_number"], null, out _)));
        var codes = town.Rows.Select(row => (row["resident_code"], row["addressee_number"])).Where(pair => pair.Item1 is not null).Distinct().ToList();
        Assert.All(codes, pair => Assert.True(HasCheckDigit(pair.Item1!, 11)));
        Assert.Equal(codes.Count, codes.DistinctBy(pair => pair.Item1).Count());
        var numbers = town.Rows.Select(row => (row["individual_number"], row["addressee_number"])).Where(pair => pair.Item1 is not null).Distinct().ToList();
        Assert.All(numbers, pair => Assert.True(HasCheckDigit(pair.Item1!, 12)));
        Assert.Equal(numbers.Count, numbers.DistinctBy(pair => pair.Item1).Count());
    }

    [Theory]
    [InlineData("12345678903", 11, true)]
    [InlineData("00000000019", 11, true)]
    [InlineData("12345678904", 11, false)]
    [InlineData("123456789018", 12, true)]
    [InlineData("111111111118", 12, true)]
    [InlineData("123456789012", 12, false)]
    public void The_check_used_here_agrees_with_the_worked_examples(string number, int length, bool right) =>
        Assert.Equal(right, HasCheckDigit(number, length));

    [Fact]
    public void Every_resident_has_a_code_and_an_individual_number_unless_the_last_change_was_before_numbers_began()
    {
        Assert.All(town.Residents, row => Assert.NotNull(row["resident_code"]));
        Assert.All(town.Residents, row => Assert.NotNull(row["individual_number"]));
        Assert.All(town.Rows.Where(row => string.CompareOrdinal(row["changed_on"], "2015-10-05") < 0), row => Assert.Null(row["individual_number"]));
    }

    [Fact]
    public void Every_household_has_one_head_or_none_and_members_in_order()
    {
        foreach (var household in town.Residents.GroupBy(row => row["household_number"]))
        {
            var heads = household.Where(row => row["relation"] is "世帯主").ToList();
            Assert.InRange(heads.Count, 0, 1);
            if (heads is [var head])
            {
                Assert.All(household, row => Assert.Equal(head["name"], row["head_name"]));
                Assert.All(household, row => Assert.NotNull(row["relation"]));
            }
            else
                Assert.All(household, row => Assert.Null(row["relation"]));

            Assert.Equal(Enumerable.Range(1, household.Count()), household.Select(row => int.Parse(row["member_order"]!, CultureInfo.InvariantCulture)).Order());
            Assert.Single(household.Select(row => (row["address_town"], row["address_lot"], row["address_building"])).Distinct());
        }
    }

    [Fact]
    public void Those_whose_head_died_or_left_have_a_row_that_says_so()
    {
        var removedHeads = town.Latest.Where(row => row["status"] is not "住民" && row["relation"] is "世帯主").ToDictionary(row => row["household_number"]!);
        var bereaved = town.Histories.Where(history => history[^1]["status"] is "住民" && removedHeads.ContainsKey(history[^1]["household_number"]!)).ToList();
        Assert.True(bereaved.Count > 100);
        Assert.All(bereaved, history =>
        {
            var leftOn = removedHeads[history[^1]["household_number"]!]["changed_on"]!;
            Assert.True(history.Exists(row => row["change_reason"] is "世帯主変更" && row["changed_on"] == leftOn) || string.CompareOrdinal(history[0]["changed_on"], leftOn) >= 0);
        });
    }

    [Fact]
    public void Relations_follow_the_grammar()
    {
        Assert.All(town.Rows.Select(row => row["relation"]).Distinct(), relation => Assert.True(relation is null || IsAllowed(relation), relation));
        Assert.False(IsAllowed("孫"));
        Assert.False(IsAllowed("祖父"));
        Assert.False(IsAllowed("子の子の子の子の子"));
        Assert.False(IsAllowed("縁故者の子"));
    }

    [Fact]
    public void Sex_agrees_with_the_relation() =>
        Assert.All(town.Rows.Where(row => row["sex"] is not null && row["relation"] is not null), row =>
        {
            var last = row["relation"]!.Split('の')[^1].Replace("（未届）", "", StringComparison.Ordinal);
            if (last is "夫" or "父" or "兄" or "弟")
                Assert.Equal("男", row["sex"]);
            else if (last is "妻" or "母" or "姉" or "妹")
                Assert.Equal("女", row["sex"]);
        });

    [Fact]
    public void Reasons_of_change_are_those_of_the_table_and_suit_the_kind_of_resident()
    {
        var reasons = Hayama.Table("change_reasons.csv").ToLookup(row => row[1], row => row[2]);
        Assert.All(town.Rows, row => Assert.Contains(reasons[row["change_reason"]!], who => who == "both" || who == row["kind"]));
        Assert.True(town.Rows.Select(row => row["change_reason"]).Distinct().Count() >= 18);
    }

    [Fact]
    public void First_rows_enter_and_last_rows_of_the_removed_leave()
    {
        Assert.All(town.Histories, history => Assert.Contains(history[0]["change_reason"], Enters));
        Assert.All(town.Latest.Where(row => row["status"] is not "住民"), row =>
        {
            Assert.Contains(row["change_reason"], Leaves);
            Assert.NotNull(row["removal_reason"]);
            Assert.NotNull(row["event_on"]);
        });
        Assert.All(town.Histories, history => Assert.All(history[..^1], row => Assert.Equal("住民", row["status"])));
    }

    [Fact]
    public void Items_that_may_not_be_blank_are_filled_and_each_kind_keeps_to_its_items()
    {
        var items = Hayama.Table("items.csv").ToList();
        foreach (var row in town.Rows)
        {
            foreach (var item in items)
            {
                var forKind = item[4] is "both" || item[4] == row["kind"];
                if (!forKind)
                    Assert.Null(row[item[0]]);
                else if (item[5] is "yes")
                    Assert.False(string.IsNullOrEmpty(row[item[0]]), item[1]);
                Assert.True((row[item[0]]?.Length ?? 0) <= int.Parse(item[3], CultureInfo.InvariantCulture), item[1]);
            }
        }

        Assert.All(town.Rows.Where(row => row["residence_class"] is "中長期在留者"), row => Assert.Equal(12, row["residence_card_number"]!.Length));
        Assert.All(town.Rows.Where(row => row["residence_class"] is "特別永住者"), row => Assert.NotNull(row["special_permanent_number"]));
    }

    [Fact]
    public void Kana_are_full_width() =>
        Assert.All(town.Rows.SelectMany(row => new[] { row["kana"], row["former_name_kana"], row["alias_kana"] }).Where(kana => kana is not null).Distinct(),
            kana => Assert.Matches("^[ァ-ヶー　]+$", kana!));

    private static readonly string[] Enters = ["国内転入", "国外転入等", "出生", "職権記載", "改製"];
    private static readonly string[] Leaves = ["国内転出", "国外転出", "死亡", "職権消除"];
    private static readonly HashSet<string> Words = ["夫", "妻", "夫（未届）", "妻（未届）", "子", "父", "母", "兄", "弟", "姉", "妹"];

    private static bool IsAllowed(string relation) =>
        relation is "世帯主" or "縁故者" or "同居人" || (relation.Split('の') is { Length: <= 4 } words && words.All(Words.Contains));

    /// <summary>Written from the rule, digit by digit from the left, and not from the code under test.</summary>
    private static bool HasCheckDigit(string number, int length)
    {
        int[] weights = length == 11 ? [5, 4, 3, 2, 7, 6, 5, 4, 3, 2] : [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
        var remainder = weights.Select((weight, i) => weight * (number[i] - '0')).Sum() % 11;
        return number.Length == length && number[^1] - '0' == (remainder <= 1 ? 0 : 11 - remainder);
    }
}
