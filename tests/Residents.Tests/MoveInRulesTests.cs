using Moyai.Kernel;
using Moyai.Residents.Model;
using Moyai.Residents.MoveIn;

namespace Moyai.Residents.Tests;

public sealed class MoveInRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData("2026-11-08", 22, false)]
    [InlineData("2026-11-07", 22, true)]
    [InlineData("2026-11-22", 22, false)]
    public void The_fourteenth_day_after_the_move_is_the_last(string moved, int notifiedOn, bool late)
    {
        var notification = People.Notification() with { MovedOn = People.Date(moved), NotifiedOn = new DateOnly(2026, 11, notifiedOn) };
        Assert.Empty(MoveInRules.Errors(notification, null, Today));
        Assert.Equal(late, MoveInRules.IsLate(notification));
        Assert.Equal(late, MoveInRules.Alerts(notification, null).Any(alert => alert.Contains("14日", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("2026-11-23", "2026-11-22", "RES-002")]
    [InlineData("2026-11-20", "2026-11-23", "RES-003")]
    [InlineData("2026-11-20", "2026-11-19", "RES-004")]
    public void Days_that_cannot_be(string moved, string notified, string code) =>
        Assert.Contains(code, CodesOf(People.Notification() with { MovedOn = People.Date(moved), NotifiedOn = DateOnly.Parse(notified, null) }));

    [Fact]
    public void A_new_household_has_one_head()
    {
        Assert.Contains("RES-016", CodesOf(People.Notification(People.Newcomer(relation: "妻"))));
        Assert.Contains("RES-017", CodesOf(People.Notification(People.Newcomer(), People.Newcomer())));
        Assert.Contains("RES-015", CodesOf(People.Notification() with { Persons = [] }));
    }

    [Fact]
    public void Into_a_household_that_has_a_head_no_second_one_comes()
    {
        var notification = People.Notification() with { Into = People.Household(1), Address = null };
        Assert.Contains("RES-018", CodesOf(notification, People.Japanese(1, 1, "町田　花子", "マチダ")));
        Assert.Contains("RES-019", CodesOf(notification, []));
        Assert.Empty(CodesOf(notification with { Persons = [People.Newcomer(relation: "子")] }, People.Japanese(1, 1, "町田　花子", "マチダ")));
    }

    [Fact]
    public void A_household_without_head_is_joined_with_an_alert()
    {
        var notification = People.Notification(People.Newcomer(relation: "子")) with { Into = People.Household(1), Address = null };
        var children = People.Japanese(1, 1, "町田　花子", "マチダ", relation: "子");
        Assert.Empty(CodesOf(notification, children));
        Assert.Contains(MoveInRules.Alerts(notification, [children]), alert => alert.Contains("世帯主未設定", StringComparison.Ordinal));
    }

    [Fact]
    public void A_foreign_resident_has_a_card_and_no_family_register()
    {
        var person = People.Newcomer() with { Kind = Kinds.Foreign, Name = null, NameLatin = "NGUYEN VAN A", Honseki = null, HeadOfFamilyRegister = null, Nationality = "ベトナム", ResidenceClass = "中長期在留者" };
        Assert.Equal(["RES-005 person1_residence_card_number"], Found(People.Notification(person)));
        Assert.Empty(Found(People.Notification(person with { ResidenceCardNumber = "AB12345678CD" })));
        Assert.Equal(["RES-005 person1_nationality", "RES-005 person1_residence_class"], Found(People.Notification(person with { Nationality = " ", ResidenceClass = null })));
        Assert.Equal(["RES-007 person1_residence_class"], Found(People.Notification(person with { ResidenceClass = "観光" })));
    }

    [Fact]
    public void Every_error_names_its_person_and_field()
    {
        var bad = People.Newcomer("町田\u0007", "孫", "123", birth: "2026-11-21", kana: "machida") with { Sex = "M", Honseki = "", HeadOfFamilyRegister = " " };
        Assert.Equal(
            ["RES-013 person2_birth", "RES-012 person2_relation", "RES-007 person2_sex", "RES-005 person2_honseki", "RES-005 person2_head_of_family_register", "RES-011 person2_name", "KAN-002 person2_kana", "RES-044 person2_resident_code"],
            Found(People.Notification(People.Newcomer(), bad)).Where(found => found != "RES-011 person2_head_of_family_register"));
    }

    [Fact]
    public void The_address_is_checked_like_any_other_text() => Assert.Equal(
        ["RES-011 previous_address", "RES-006 address_town", "RES-008 postal_code"],
        Found(People.Notification() with { PreviousAddress = "東京都\n", Address = new NewAddress(new string('あ', 121), null, "", "240-011") }));

    [Theory]
    [InlineData("昭和50年頃", null)]
    [InlineData("年月日不詳", null)]
    [InlineData("令和8年11月16日頃", null)]
    [InlineData("令和8年12月頃", "RES-013")]
    public void An_unknown_birth_is_alerted_and_only_a_future_one_refused(string shown, string? code)
    {
        var notification = People.Notification(People.Newcomer() with { Birth = People.Unknown(shown) });
        Assert.Equal(code, CodesOf(notification).FirstOrDefault());
        Assert.Contains(MoveInRules.Alerts(notification, null), alert => alert.Contains("不詳", StringComparison.Ordinal));
    }

    [Fact]
    public void A_child_born_after_the_move_did_not_move_in() =>
        Assert.Contains("RES-014", CodesOf(People.Notification(People.Newcomer(), People.Newcomer(relation: "子", birth: "2026-11-16"))));

    private static IEnumerable<string> CodesOf(MoveInNotification notification, params Resident[] into) =>
        MoveInRules.Errors(notification, notification.Into is null ? null : into, Today).Select(error => error.Code);

    private static IEnumerable<string> Found(MoveInNotification notification) => MoveInRules.Errors(notification, null, Today).Select(error => $"{error.Code} {error.Field}");
}
