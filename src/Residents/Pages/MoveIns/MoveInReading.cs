using System.Globalization;
using Moyai.Kernel;
using Moyai.Residents.Model;
using Moyai.Residents.MoveIn;

namespace Moyai.Residents.Pages.MoveIns;

/// <summary>The form read into values: the notification, and every field that could not be read.</summary>
/// <param name="Notification">Where a field could not be read it holds a stand-in; it is registered only when there are no errors.</param>
public sealed record MoveInReading(MoveInNotification Notification, IReadOnlyList<Refusal> Errors)
{
    /// <summary>Reads all fields, and judges by the rules those that could be read, so that one answer names all that is to be mended.</summary>
    public static MoveInReading Of(MoveInForm form, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(form);
        var errors = new List<Refusal>();
        var notified = Read("notified_on", form["notified_on"], ResidentErrors.Required) is { } on ? OnCalendar("notified_on", on) ?? today : today;
        var moved = Read("moved_on", form["moved_on"], ResidentErrors.MovedOnMissing) ?? PartialDate.From(notified);
        HouseholdNumber? into = form.IntoExisting ? HouseholdOf(form["household_number"]) : null;
        var notification = new MoveInNotification(
            form["reason"], moved, notified,
            Checked("previous_address", form["previous_address"], Items.PreviousAddress),
            form.IntoExisting ? null : new NewAddress(
                Checked("address_town", form["address_town"], Items.AddressTown) ?? "",
                Checked("address_lot", form["address_lot"], Items.AddressLot),
                Checked("address_building", form["address_building"], Items.AddressBuilding),
                Checked("postal_code", DigitText.Read(form["postal_code"]), Items.PostalCode)),
            into,
            [.. form.Persons.Select((person, i) => PersonOf(person, string.Create(CultureInfo.InvariantCulture, $"person{i + 1}_"), moved))]);

        if (form["reason"].Length == 0)
            errors.Add(ResidentErrors.Required.At("reason"));
        var found = errors.Select(error => error.Field).ToHashSet();
        if (errors.Count > 0)
            errors.AddRange(MoveInRules.Errors(notification, null, today).Where(error => !found.Contains(error.Field) && !AsksTheHousehold(error, form)));
        return new MoveInReading(notification, [.. errors.OrderBy(error => Place(error.Field, form.Persons.Count))]);

        MoveInPerson PersonOf(MoveInPersonForm person, string prefix, PartialDate standIn)
        {
            if (person.NumberRefusal is { } refused)
                errors.Add(refused.At(prefix + "individual_number"));
            var foreign = person["kind"] == Kinds.Foreign;
            return new MoveInPerson(
                person["kind"], Clean(person["name"]), foreign ? Clean(person["name_latin"]) : null, foreign ? Clean(person["alias"]) : null, KanaOf(prefix + "kana", person["kana"]),
                Read(prefix + "birth", person["birth"], ResidentErrors.Required) ?? standIn, Clean(person["sex"]), RelationOf(prefix + "relation", person["relation"]),
                foreign ? null : Clean(person["honseki"]), foreign ? null : Clean(person["head_of_family_register"]),
                Clean(DigitText.Read(person["resident_code"])), person.Box,
                foreign ? Clean(person["nationality"]) : null, foreign ? Clean(person["residence_class"]) : null, foreign ? Clean(person["residence_status"]) : null, foreign ? Clean(person["residence_period"]) : null,
                foreign && Clean(person["residence_until"]) is { } until && Read(prefix + "residence_until", until, ResidentErrors.Required) is { } end ? OnCalendar(prefix + "residence_until", end) : null,
                foreign ? Clean(Widths.Compact(person["residence_card_number"]).ToUpperInvariant()) : null);
        }

        PartialDate? Read(string field, string typed, Refusal whenBlank)
        {
            if (string.IsNullOrWhiteSpace(typed))
                errors.Add(whenBlank.At(field));
            else if (PartialDate.ParseInput(typed).TryGet(out var date, out var refusal))
                return date;
            else
                errors.Add(refusal.At(field));
            return null;
        }

        DateOnly? OnCalendar(string field, PartialDate date)
        {
            if (date.Calendar is null)
                errors.Add(ResidentErrors.NotOnCalendar.At(field));
            return date.Calendar;
        }

        string? Checked(string field, string typed, ResidentItem item)
        {
            if (Clean(typed) is not { } text)
                return null;
            if (ItemChecks.Text(item, text) is { } refusal)
                errors.Add(refusal.At(field));
            return text;
        }

        string? KanaOf(string field, string typed)
        {
            if (Clean(typed) is not { } text)
                return null;
            if (Kana.Parse(text).TryGet(out var kana, out var refusal))
                return kana.Value;
            errors.Add(refusal.At(field));
            return null;
        }

        string RelationOf(string field, string typed)
        {
            var relation = Widths.Compact(typed).Replace('(', '（').Replace(')', '）');
            if (relation.Length == 0)
                errors.Add(ResidentErrors.Required.At(field));
            return relation;
        }

        HouseholdNumber? HouseholdOf(string typed)
        {
            if (NumberOf(typed) is { } number)
                return number;
            errors.Add((string.IsNullOrWhiteSpace(typed) ? ResidentErrors.Required : ResidentErrors.HouseholdNotFound).At("household_number"));
            return null;
        }
    }

    /// <summary>A typed 世帯番号, of either width, with or without its leading zeros.</summary>
    internal static HouseholdNumber? NumberOf(string typed) =>
        DigitText.Read(typed) is { Length: > 0 and <= 15 } digits && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? HouseholdNumber.FromRegister(value) : null;

    /// <summary>Without the household at hand these cannot be judged.</summary>
    private static bool AsksTheHousehold(Refusal error, MoveInForm form) =>
        form.IntoExisting && (error.Code == ResidentErrors.HouseholdNotFound.Code || error.Code == ResidentErrors.NoHead.Code || error.Code == ResidentErrors.Address.Code);

    /// <summary>Spaces at the ends are slips of the hand; everything between stays as it was typed.</summary>
    private static string? Clean(string typed)
    {
        var (start, end) = (0, typed.Length);
        while (start < end && Widths.IsSpace(typed[start]))
            start++;
        while (end > start && Widths.IsSpace(typed[end - 1]))
            end--;
        return end > start ? typed[start..end] : null;
    }

    /// <summary>Errors stand in the order of the fields.</summary>
    internal static int Place(string? field, int persons)
    {
        if (field is null)
            return int.MaxValue;
        for (var i = 0; i < MoveInForm.Fields.Count; i++)
            if (field == MoveInForm.Fields[i])
                return i;
        for (var person = 1; person <= persons; person++)
            if (field.StartsWith(string.Create(CultureInfo.InvariantCulture, $"person{person}_"), StringComparison.Ordinal))
            {
                var name = field[(field.IndexOf('_', StringComparison.Ordinal) + 1)..];
                return person * 100 + Enumerable.Range(0, FieldWords.OfPerson.Count).FirstOrDefault(i => FieldWords.OfPerson[i].Field == name);
            }
        return int.MaxValue;
    }
}
