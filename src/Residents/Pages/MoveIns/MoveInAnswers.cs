using System.Globalization;
using Moyai.Kernel;
using Moyai.Platform.Design;
using Moyai.Residents.Model;
using Moyai.Residents.MoveIn;

namespace Moyai.Residents.Pages.MoveIns;

/// <summary>The answers of a 転入届 in words, for the check page and for whoever decides. 個人番号 is said to be there, never shown.</summary>
internal static class MoveInAnswers
{
    public const string Masked = "************（入力済み）";

    /// <param name="back">The address of the form; null where nothing can be changed any more.</param>
    public static List<CheckItem> OfNotification(MoveInNotification notification, string? back)
    {
        List<CheckItem> items =
        [
            Item("reason", notification.Reason),
            Item("moved_on", notification.MovedOn.ToWareki()),
            Item("notified_on", Wareki.Format(notification.NotifiedOn) + (MoveInRules.IsLate(notification) ? "（届出期間の14日を過ぎています）" : "")),
            Item("previous_address", notification.PreviousAddress ?? "", true),
        ];
        if (notification.Into is { } household)
        {
            items.Add(Item("into", "一部（既にある世帯に入る）"));
            items.Add(Item("household_number", household.ToString()));
        }
        else if (notification.Address is { } address)
        {
            items.Add(Item("into", "全部（新しい世帯を作る）"));
            items.Add(Item("address_town", address.Town, true));
            items.Add(Item("address_lot", address.Lot ?? "", true));
            items.Add(Item("address_building", address.Building ?? "", true));
            items.Add(Item("postal_code", address.PostalCode is { Length: 7 } code ? $"{code[..3]}-{code[3..]}" : address.PostalCode ?? ""));
        }
        return items;

        CheckItem Item(string field, string value, bool isName = false) => Make(FieldWords.Of(field), field, value, back, isName);
    }

    public static List<CheckItem> OfPerson(MoveInPerson person, int place, string? back)
    {
        var foreign = person.Kind == Kinds.Foreign;
        List<CheckItem> items =
        [
            Item("kind", person.Kind), Item("name", person.Name, true),
            .. foreign ? new[] { Item("name_latin", person.NameLatin, true), Item("alias", person.Alias, true) } : [],
            Item("kana", person.Kana), Item("birth", foreign ? person.Birth.ToSeireki() : person.Birth.ToWareki()), Item("sex", person.Sex), Item("relation", person.Relation),
            .. foreign
                ? new[]
                {
                    Item("nationality", person.Nationality), Item("residence_class", person.ResidenceClass), Item("residence_status", person.ResidenceStatus), Item("residence_period", person.ResidencePeriod),
                    Item("residence_until", person.ResidenceUntil is { } until ? PartialDate.From(until).ToSeireki() : null), Item("residence_card_number", person.ResidenceCardNumber),
                }
                : [Item("honseki", person.Honseki, true), Item("head_of_family_register", person.HeadOfFamilyRegister, true)],
            Item("resident_code", person.ResidentCode), Item("individual_number", person.SealedIndividualNumber is null ? null : Masked),
        ];
        return items;

        CheckItem Item(string field, string? value, bool isName = false) =>
            Make(FieldWords.OfPerson.First(known => known.Field == field).Label, string.Create(CultureInfo.InvariantCulture, $"person{place}_{field}"), value ?? "", back, isName);
    }

    private static CheckItem Make(string label, string field, string value, string? back, bool isName) =>
        new(label, null, value.Length > 0 ? value : "（空欄）", back is null ? null : $"{back}#{field}", isName && value.Length > 0);
}
