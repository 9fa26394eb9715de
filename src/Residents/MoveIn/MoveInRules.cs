using Moyai.Kernel;
using Moyai.Residents.Model;

namespace Moyai.Residents.MoveIn;

/// <summary>What a 転入届 must be before it can be entered, and what a clerk should look at twice. Pure: facts in, findings out.</summary>
internal static class MoveInRules
{
    /// <summary>届出期間: within 14 days of the day they began to live here (住民基本台帳法第22条第1項).</summary>
    public const int DaysToNotify = 14;

    /// <param name="into">The present members of the household they join; null for a new household.</param>
    public static List<Refusal> Errors(MoveInNotification notification, IReadOnlyList<Resident>? into, DateOnly today)
    {
        var errors = new List<Refusal>();
        if (notification.Reason is not (MoveInNotification.FromInside or MoveInNotification.FromOutside))
            errors.Add(ResidentErrors.NotACode.At("reason"));
        // 4.0.3: 異動日 is today or before; only 転出 may lie ahead.
        if (notification.MovedOn.Sortable > today)
            errors.Add(ResidentErrors.MovedOnInFuture);
        // 4.1.0.2
        if (notification.NotifiedOn > today)
            errors.Add(ResidentErrors.NotifiedInFuture);
        else if (notification.NotifiedOn < notification.MovedOn.Sortable)
            errors.Add(ResidentErrors.NotifiedBeforeMove);
        if (notification.Into is null && string.IsNullOrEmpty(notification.Address?.Town))
            errors.Add(ResidentErrors.Address);
        foreach (var (item, value) in Texts(notification))
            if (!string.IsNullOrEmpty(value) && ItemChecks.Text(item, value) is { } broken)
                errors.Add(broken.At(item.Column));
        if (notification.Into is not null && (into is null || into.Count == 0))
            errors.Add(ResidentErrors.HouseholdNotFound);
        if (notification.Persons.Count == 0)
            errors.Add(ResidentErrors.NoPerson);
        for (var i = 0; i < notification.Persons.Count; i++)
            errors.AddRange(OfPerson(notification.Persons[i], notification).Select(error => error.At($"person{i + 1}_{error.Field}")));

        var heads = notification.Persons.Count(person => person.Relation == Relations.Head);
        var standingHead = into?.Any(member => member.Text(Items.Relation) == Relations.Head) ?? false;
        if (notification.Into is null && notification.Persons.Count > 0 && heads == 0)
            errors.Add(ResidentErrors.NoHead.At("person1_relation"));
        if (heads > 1)
            errors.Add(ResidentErrors.TwoHeads.At("person1_relation"));
        else if (heads == 1 && standingHead)
            errors.Add(ResidentErrors.HeadIntoHousehold.At("person1_relation"));
        return errors;
    }

    private static IEnumerable<Refusal> OfPerson(MoveInPerson person, MoveInNotification notification)
    {
        if (person.Birth.Sortable > notification.NotifiedOn)
            yield return ResidentErrors.BornInFuture;
        else if (person.Birth is { IsUnknown: false } && person.Birth.Sortable > notification.MovedOn.Sortable)
            yield return ResidentErrors.BornAfterMove;
        if (!Relations.IsAllowed(person.Relation))
            yield return ResidentErrors.Relation.At("relation");
        if (person.Sex is not (null or "男" or "女"))
            yield return ResidentErrors.NotACode.At("sex");
        // 1.1.6: 本籍 and 筆頭者 are never blank for a Japanese resident; なし and 不明 are values. The name may be blank in law, not in a notification at the counter.
        if (string.IsNullOrWhiteSpace(person.Name ?? person.NameLatin ?? person.Alias))
            yield return ResidentErrors.Required.At("name");
        if (person.Kind == Kinds.Japanese)
        {
            if (string.IsNullOrWhiteSpace(person.Honseki))
                yield return ResidentErrors.Required.At("honseki");
            if (string.IsNullOrWhiteSpace(person.HeadOfFamilyRegister))
                yield return ResidentErrors.Required.At("head_of_family_register");
        }
        else if (person.Kind == Kinds.Foreign)
        {
            if (string.IsNullOrWhiteSpace(person.Nationality))
                yield return ResidentErrors.Required.At("nationality");
            if (string.IsNullOrWhiteSpace(person.ResidenceClass))
                yield return ResidentErrors.Required.At("residence_class");
            else if (person.ResidenceClass == "中長期在留者" && string.IsNullOrWhiteSpace(person.ResidenceCardNumber))
                yield return ResidentErrors.Required.At("residence_card_number");
        }
        else
        {
            yield return ResidentErrors.NotACode.At("kind");
        }
        foreach (var (item, value) in Texts(person))
            if (!string.IsNullOrEmpty(value) && ItemChecks.Text(item, value) is { } broken)
                yield return broken.At(item.Column);
    }

    /// <summary>アラート: may be confirmed (11.1).</summary>
    public static IEnumerable<string> Alerts(MoveInNotification notification, IReadOnlyList<Resident>? into)
    {
        if (IsLate(notification))
            yield return $"届出日が異動日から{DaysToNotify}日を過ぎています（住民基本台帳法第22条）。期間経過の理由を確かめてください。";
        if (notification.Persons.Any(person => person.Birth.IsUnknown))
            yield return "生年月日に不詳のある人がいます。表記を転出証明書と照らしてください。";
        if (notification.Persons.Any(person => string.IsNullOrEmpty(person.Kana)))
            yield return "フリガナのない人がいます。検索に使うため、確かめて入力してください。";
        if (notification.Persons.Any(person => person.SealedIndividualNumber is null))
            yield return "個人番号のない人がいます。通知書又はカードで確かめてください。";
        if (notification.Persons.Any(person => person.ResidentCode is null))
            yield return "住民票コードのない人がいます。転出証明書で確かめてください。";
        if (into is { Count: > 0 } && into.All(member => member.Text(Items.Relation) != Relations.Head) && notification.Persons.All(person => person.Relation != Relations.Head))
            yield return "入る世帯に世帯主がいません（世帯主未設定）。このまま登録できますが、世帯主変更の届出を確かめてください。";
    }

    /// <summary>The day after which a notification is late is the fourteenth after the move, which itself does not count (民法第140条).</summary>
    public static bool IsLate(MoveInNotification notification) =>
        notification.NotifiedOn.DayNumber - notification.MovedOn.Sortable.DayNumber > DaysToNotify;

    private static IEnumerable<(ResidentItem, string?)> Texts(MoveInNotification notification) =>
    [
        (Items.PreviousAddress, notification.PreviousAddress), (Items.AddressTown, notification.Address?.Town), (Items.AddressLot, notification.Address?.Lot),
        (Items.AddressBuilding, notification.Address?.Building), (Items.PostalCode, notification.Address?.PostalCode),
    ];

    private static IEnumerable<(ResidentItem, string?)> Texts(MoveInPerson person) =>
    [
        (Items.Name, person.Name), (Items.NameLatin, person.NameLatin), (Items.Alias, person.Alias), (Items.Kana, person.Kana),
        (Items.Honseki, person.Honseki), (Items.HeadOfFamilyRegister, person.HeadOfFamilyRegister), (Items.ResidentCode, person.ResidentCode),
        (Items.Nationality, person.Nationality), (Items.ResidenceClass, person.ResidenceClass), (Items.ResidenceStatus, person.ResidenceStatus),
        (Items.ResidencePeriod, person.ResidencePeriod), (Items.ResidenceCardNumber, person.ResidenceCardNumber),
    ];
}
