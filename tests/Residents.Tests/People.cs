using Moyai.Kernel;
using Moyai.Residents.Model;
using Moyai.Residents.MoveIn;

namespace Moyai.Residents.Tests;

/// <summary>Invented people.</summary>
internal static class People
{
    private static readonly AddresseeNumber[] Numbers = [.. Enumerable.Range(1001, 5000).Select(serial => AddresseeNumber.FromSerial(serial)).OfType<AddresseeNumber>()];
    private static readonly HouseholdNumber[] Households = [.. Enumerable.Range(1001, 5000).Select(serial => HouseholdNumber.FromSerial(serial)).OfType<HouseholdNumber>()];

    /// <summary>12 digits each with its right check digit.</summary>
    public const string OneNumber = "123456789018";

    public static readonly string OtherNumber = $"22222222222{MyNumber.IndividualNumber.CheckDigit("22222222222")}";

    public static AddresseeNumber Number(int nth) => Numbers[nth];

    public static HouseholdNumber Household(int nth) => Households[nth];

    public static PartialDate Date(string iso) => PartialDate.FromRegister(iso, false, null).Value;

    public static PartialDate Unknown(string shown) => PartialDate.FromRegister(null, true, shown).Value;

    public static Resident Japanese(int nth, int household, string name, string? kana, string birth = "1975-04-01", string relation = "世帯主", int order = 1) => new Resident().With(
        (Items.AddresseeNumber, Number(nth).Value), (Items.Version, 1), (Items.HouseholdNumber, Household(household).Value), (Items.Status, Statuses.Resident), (Items.Kind, Kinds.Japanese),
        (Items.Name, name), (Items.Kana, kana), (Items.Birth, Date(birth)), (Items.Sex, "男"), (Items.HeadName, relation == Relations.Head ? name : null), (Items.Relation, relation), (Items.MemberOrder, order),
        (Items.Honseki, "神奈川県三浦郡葉山町堀内1番地"), (Items.HeadOfFamilyRegister, name), (Items.BecameResident, Date("2010-04-01")),
        (Items.AddressTown, "堀内"), (Items.AddressLot, "2135番地"), (Items.AddressSince, Date("2010-04-01")), (Items.NotifiedOn, new DateOnly(2010, 4, 3)),
        (Items.PreviousAddress, "東京都千代田区霞が関二丁目1番2号"), (Items.ResidentCode, $"1234567{nth:D4}"), (Items.Suppressed, false), (Items.ChangeReason, "国内転入"), (Items.ChangedOn, Date("2010-04-01")));

    public static Resident Foreign(int nth, int household, string latin, string? alias = null, string relation = "世帯主") => Japanese(nth, household, "", null, "1990-02-03", relation).With(
        (Items.Kind, Kinds.Foreign), (Items.NameLatin, latin), (Items.Alias, alias), (Items.AliasKana, alias is null ? null : "ヤマダ　タロウ"), (Items.Honseki, null), (Items.HeadOfFamilyRegister, null), (Items.BecameResident, null),
        (Items.BecameForeignResident, Date("2018-06-01")), (Items.Nationality, "ベトナム"), (Items.ResidenceClass, "中長期在留者"), (Items.ResidenceStatus, "技術・人文知識・国際業務"), (Items.ResidencePeriod, "5年"),
        (Items.ResidenceUntil, new DateOnly(2028, 6, 1)), (Items.ResidenceCardNumber, "AB12345678CD"));

    public static Resident Next(Resident resident, params ReadOnlySpan<(ResidentItem, object?)> changes) => resident.With(changes).With((Items.Version, resident.Version + 1));

    public static MoveInPerson Newcomer(string name = "町田　次郎", string relation = "世帯主", string? code = null, byte[]? number = null, string birth = "1980-05-06", string? kana = "マチダ　ジロウ") => new(
        Kinds.Japanese, name, null, null, kana, Date(birth), "男", relation, "東京都千代田区千代田1番", name, code, number);

    public static MoveInNotification Notification(params MoveInPerson[] persons) => new(
        MoveInNotification.FromInside, Date("2026-11-15"), new DateOnly(2026, 11, 20), "東京都町田市原町田一丁目1番1号", new NewAddress("一色", "100番地", "もやい荘101号", "2400111"), null, persons.Length == 0 ? [Newcomer()] : persons);
}
