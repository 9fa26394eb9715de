using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Residents.Model;

namespace Moyai.Residents.MoveIn;

/// <summary>From a 転入届 to the first snapshot of each person.</summary>
internal static class MoveInSnapshots
{
    public static List<Resident> Of(ProvisionalChange change, IReadOnlyList<Resident> into, HouseholdNumber household, IReadOnlyList<AddresseeNumber> numbers, Session session)
    {
        var notification = change.Notification;
        var address = into.Count > 0 ? AddressOf(into[0]) : notification.Address!;
        var head = notification.Persons.FirstOrDefault(person => person.Relation == Relations.Head);
        var headName = head is not null ? head.Name ?? head.Alias ?? head.NameLatin : into.FirstOrDefault(member => member.Text(Items.Relation) == Relations.Head)?.ShownName;
        // 5.2: newcomers stand at the end.
        var order = into.Select(member => member.Integer(Items.MemberOrder) ?? 0).DefaultIfEmpty(0).Max();

        return [.. notification.Persons.Select((person, i) => new Resident().With(
            (Items.AddresseeNumber, numbers[i].Value),
            (Items.HouseholdNumber, household.Value),
            (Items.Version, 1),
            (Items.Status, Statuses.Resident),
            (Items.Kind, person.Kind),
            (Items.Name, person.Name),
            (Items.NameLatin, person.NameLatin),
            (Items.Alias, person.Alias),
            (Items.Kana, person.Kana),
            (Items.KanaState, person.Kana is null ? null : "届出"),
            (Items.Birth, person.Birth),
            (Items.Sex, person.Sex),
            (Items.HeadName, headName),
            (Items.Relation, person.Relation),
            (Items.MemberOrder, order + i + 1),
            (Items.Honseki, person.Honseki),
            (Items.HeadOfFamilyRegister, person.HeadOfFamilyRegister),
            (person.Kind == Kinds.Japanese ? Items.BecameResident : Items.BecameForeignResident, notification.MovedOn),
            // 4.1.1.1: until a 転居, 住所を定めた年月日 is the day they became residents.
            (Items.AddressSince, notification.MovedOn),
            (Items.AddressCode, into.Count > 0 ? into[0].Text(Items.AddressCode) : null),
            (Items.MachiazaId, into.Count > 0 ? into[0].Text(Items.MachiazaId) : null),
            (Items.AddressTown, address.Town),
            (Items.AddressLot, address.Lot),
            (Items.AddressBuilding, address.Building),
            (Items.PostalCode, address.PostalCode),
            (Items.NotifiedOn, notification.NotifiedOn),
            (Items.PreviousAddress, notification.PreviousAddress),
            (Items.LastRegisteredAddress, notification.PreviousAddress),
            (Items.ResidentCode, person.ResidentCode),
            (Items.Nationality, person.Nationality),
            (Items.ResidenceClass, person.ResidenceClass),
            (Items.ResidenceStatus, person.ResidenceStatus),
            (Items.ResidencePeriod, person.ResidencePeriod),
            (Items.ResidenceUntil, person.ResidenceUntil),
            (Items.ResidenceCardNumber, person.ResidenceCardNumber),
            (Items.Suppressed, false),
            (Items.ChangeReason, notification.Reason),
            (Items.ChangedOn, notification.MovedOn),
            (Items.ProcessedOn, session.Today),
            (Items.EntryPlace, session.Municipality.Name),
            // 4.0.8: where it was typed, never where it was approved.
            (Items.EntryTerminal, change.EntryTerminal)))];
    }

    private static NewAddress AddressOf(Resident member) => new(
        member.Text(Items.AddressTown) ?? "", member.Text(Items.AddressLot), member.Text(Items.AddressBuilding), member.Text(Items.PostalCode));
}
