using System.Text.Json;
using Moyai.Kernel;
using Moyai.Residents.MoveIn;
using Moyai.Residents.Pages.MoveIns;

namespace Moyai.Residents.Tests.Pages;

public sealed class MoveInFormTests
{
    [Fact]
    public void A_whole_form_becomes_a_notification()
    {
        var reading = Sent.Reading();
        Assert.Empty(reading.Errors);
        Assert.Equal(("国内転入", "令和8年11月20日", new DateOnly(2026, 11, 22)), (reading.Notification.Reason, reading.Notification.MovedOn.ToWareki(), reading.Notification.NotifiedOn));
        Assert.Equal("堀内", reading.Notification.Address!.Town);
        Assert.Equal("架空 太郎", Assert.Single(reading.Notification.Persons).Name);
    }

    [Theory]
    [InlineData("ｶｸｳ ﾀﾛｳ", "カクウ　タロウ")]
    [InlineData("かくう　たろう", "カクウ　タロウ")]
    [InlineData("  ヴァン・ｸﾞｴﾝ ", "ヴァン・グエン")]
    public void Kana_is_folded_to_full_width(string typed, string kana) => Assert.Equal(kana, Sent.Reading(("person1_kana", typed)).Notification.Persons[0].Kana);

    [Theory]
    [InlineData("昭50.4.1", "昭和50年4月1日")]
    [InlineData("Ｓ５０．４．１", "昭和50年4月1日")]
    [InlineData("1975-4-1", "昭和50年4月1日")]
    [InlineData("昭和50年頃", "昭和50年頃")]
    public void A_birth_date_is_read_as_clerks_type_it(string typed, string shown)
    {
        var reading = Sent.Reading(("person1_birth", typed));
        Assert.Empty(reading.Errors);
        Assert.Equal(shown, reading.Notification.Persons[0].Birth.ToWareki());
    }

    [Fact]
    public void All_that_is_wrong_is_named_at_once_each_at_its_field_in_the_order_of_the_form()
    {
        var errors = Sent.Reading(("reason", ""), ("moved_on", ""), ("notified_on", "R99.1.1"), ("person1_birth", "きのう"), ("person1_honseki", " "), ("person1_relation", "孫"), ("address_town", "")).Errors;
        Assert.Equal(["reason", "moved_on", "notified_on", "address_town", "person1_birth", "person1_relation", "person1_honseki"], errors.Select(error => error.Field).Distinct());
        Assert.All(errors, error => Assert.False(string.IsNullOrWhiteSpace(error.Remedy)));
    }

    [Fact]
    public void Variation_sequences_and_inner_spaces_of_a_name_stay_and_outer_spaces_go()
    {
        const string name = "渡邉\U000E0114　太郎";
        Assert.Equal(name, Sent.Reading(("person1_name", $"　{name} \t")).Notification.Persons[0].Name);
    }

    [Theory]
    [InlineData("世帯主")]
    [InlineData(" 世帯主　")]
    public void A_relation_may_have_spaces_around_it(string typed) => Assert.Empty(Sent.Reading(("person1_relation", typed)).Errors);

    [Theory]
    [InlineData("妻(未届)", "妻（未届）")]
    [InlineData("子（子の夫）", "子（子の夫）")]
    public void Brackets_of_a_relation_are_full_width(string typed, string relation) =>
        Assert.Equal(relation, Sent.Reading(("into", "existing"), ("household_number", "45671"), ("person1_relation", typed)).Notification.Persons[0].Relation);

    [Theory]
    [InlineData("000000000045671")]
    [InlineData("４５６７１")]
    [InlineData("45671 ")]
    public void A_household_number_may_be_typed_without_its_zeros_and_in_either_width(string typed)
    {
        var reading = Sent.Reading(("into", "existing"), ("household_number", typed), ("person1_relation", "子"));
        Assert.Empty(reading.Errors);
        Assert.Equal("000000000045671", reading.Notification.Into.ToString());
        Assert.Null(reading.Notification.Address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("9999999999999999")]
    [InlineData("0")]
    public void A_household_number_that_is_none_is_refused_at_its_field(string typed) =>
        Assert.Equal("household_number", Assert.Single(Sent.Reading(("into", "existing"), ("household_number", typed), ("person1_relation", "子")).Errors).Field);

    [Theory]
    [InlineData("999999", 30)]
    [InlineData("-1", 1)]
    [InlineData("", 1)]
    [InlineData("2; drop", 1)]
    [InlineData("3", 3)]
    public void The_count_of_people_is_held_within_reason(string told, int people) => Assert.Equal(people, Sent.Read(("persons", told)).Persons.Count);

    [Fact]
    public void Texts_of_a_foreign_resident_are_left_out_for_a_Japanese_one_but_stay_in_the_form()
    {
        var form = Sent.Read(("person1_nationality", "ベトナム"), ("person1_residence_card_number", "ａｂ12345678cd"));
        Assert.Null(MoveInReading.Of(form, Sent.Today).Notification.Persons[0].Nationality);
        Assert.Contains(("person1_nationality", "ベトナム"), form.Hidden());

        var foreign = Sent.Reading(("person1_kind", "外国人"), ("person1_nationality", "ベトナム"), ("person1_residence_class", "中長期在留者"), ("person1_residence_card_number", "ａｂ12345678cd"));
        Assert.Empty(foreign.Errors);
        Assert.Equal("AB12345678CD", foreign.Notification.Persons[0].ResidenceCardNumber);
        Assert.Null(foreign.Notification.Persons[0].Honseki);
    }

    [Fact]
    public void A_typed_individual_number_is_sealed_at_once_and_travels_no_more_in_clear()
    {
        var form = Sent.Read(("person1_individual_number", Sent.Digits));
        Assert.DoesNotContain(form.Hidden(), field => field.Value.Contains(Sent.Digits, StringComparison.Ordinal));
        var again = MoveInForm.Read(Sent.Form([.. form.Hidden()]), Sent.Vault, Sent.Here);
        Assert.Equal(Sent.Digits, Sent.Vault.Open(again.Persons[0].Box!, Sent.Here, EnterMoveIn.VaultPlace).Reveal());
    }

    [Fact]
    public void A_wrong_individual_number_is_refused_and_forgotten()
    {
        var wrong = Sent.Digits[..11] + (Sent.Digits[11] == '0' ? '1' : '0');
        var form = Sent.Read(("person1_individual_number", wrong));
        Assert.DoesNotContain(form.Hidden(), field => field.Value.Contains(wrong, StringComparison.Ordinal));
        var error = Assert.Single(MoveInReading.Of(form, Sent.Today).Errors);
        Assert.Equal(("RES-043", "person1_individual_number"), (error.Code, error.Field));
    }

    [Fact]
    public void A_box_of_another_municipality_of_another_key_or_of_nobody_is_no_number()
    {
        var number = MyNumber.IndividualNumber.Parse(Sent.Digits, null);
        string[] boxes =
        [
            Convert.ToBase64String(Sent.Vault.Seal(number, Sent.Elsewhere, EnterMoveIn.VaultPlace)),
            Convert.ToBase64String(Sent.Vault.Seal(number, Sent.Here, "person/000000000000019")),
            Convert.ToBase64String(new MyNumber.Vault(new byte[32]).Seal(number, Sent.Here, EnterMoveIn.VaultPlace)),
            Convert.ToBase64String(new byte[40]), "AAAA", "!", new string('A', 5000), "",
        ];
        Assert.All(boxes, box => Assert.Null(Sent.Read(("person1_sealed_number", box)).Persons[0].Sealed));
        var own = Convert.ToBase64String(Sent.Vault.Seal(number, Sent.Here, EnterMoveIn.VaultPlace));
        Assert.Equal(own, Sent.Read(("person1_sealed_number", own)).Persons[0].Sealed);
        Assert.Null(Sent.Read(("person1_sealed_number", own), ("person1_drop_number", "1")).Persons[0].Sealed);
    }

    [Fact]
    public void The_same_number_sealed_alike_is_the_same_box_and_opens()
    {
        var number = MyNumber.IndividualNumber.Parse(Sent.Digits, null);
        var box = Sent.Vault.SealAlike(number, Sent.Here, EnterMoveIn.VaultPlace);
        Assert.Equal(box, Sent.Vault.SealAlike(number, Sent.Here, EnterMoveIn.VaultPlace));
        Assert.NotEqual(box, Sent.Vault.SealAlike(number, Sent.Elsewhere, EnterMoveIn.VaultPlace));
        Assert.NotEqual(Sent.Vault.Seal(number, Sent.Here, EnterMoveIn.VaultPlace), Sent.Vault.Seal(number, Sent.Here, EnterMoveIn.VaultPlace));
        Assert.Equal(number, Sent.Vault.Open(box, Sent.Here, EnterMoveIn.VaultPlace));
    }

    [Fact]
    public void Leaving_out_a_person_keeps_the_others_and_never_the_last_empty_page()
    {
        var form = Sent.Read(("persons", "3"), ("person2_name", "二人目"), ("person3_name", "三人目"));
        Assert.Equal(["架空 太郎", "三人目"], form.RemovePerson(2).Persons.Select(person => person["name"]));
        Assert.Equal(3, form.RemovePerson(9).Persons.Count);
        Assert.Equal("", Assert.Single(Sent.Read().RemovePerson(1).Persons)["name"]);
    }

    [Fact]
    public void An_entry_that_came_back_fills_a_new_form_with_the_same_answers_under_a_new_key()
    {
        var first = Sent.Read(("person1_individual_number", Sent.Digits), ("into", "existing"), ("household_number", "45671"), ("person1_relation", "子"));
        var notification = MoveInReading.Of(first, Sent.Today).Notification;
        var again = MoveInForm.Of(notification);
        Assert.NotEqual(first.Token, again.Token);
        Assert.Equal(JsonSerializer.Serialize(notification), JsonSerializer.Serialize(MoveInReading.Of(again, Sent.Today).Notification));
    }

    [Fact]
    public void The_household_they_join_survives_the_queue()
    {
        var notification = Sent.Reading(("into", "existing"), ("household_number", "45671"), ("person1_relation", "子")).Notification;
        Assert.Equal(notification.Into, JsonSerializer.Deserialize<MoveInNotification>(JsonSerializer.Serialize(notification))!.Into);
    }

    [Fact]
    public void Nothing_of_a_form_prints()
    {
        var form = Sent.Read();
        Assert.DoesNotContain("架空", form.ToString() + form.Persons[0] + MoveInReading.Of(form, Sent.Today).Notification, StringComparison.Ordinal);
    }
}
