using System.Globalization;
using Moyai.Kernel;
using Moyai.Platform.Operations;
using Moyai.Platform.SignIn;

namespace Moyai.Residents.Model;

/// <summary>Items as people read them: 和暦, but 西暦 for the two items of 1.1.9; what the reader may not see is said, not shown.</summary>
internal static class ItemText
{
    public const string NoRight = "（権限がないため表示しません）";

    public static string Of(Resident resident, ResidentItem item) => resident[item] switch
    {
        null => "",
        PartialDate date => item == Items.Birth && resident.IsForeign ? date.ToSeireki() : date.ToWareki(),
        DateOnly day => item == Items.ResidenceUntil ? PartialDate.From(day).ToSeireki() : Wareki.Format(day),
        bool flag => flag ? "該当" : "非該当",
        int number => number.ToString(CultureInfo.InvariantCulture),
        long when item == Items.HouseholdNumber => resident.Household.ToString(),
        long => resident.Number.ToString(),
        var text => (string)text,
    };

    /// <summary>The same, under the rights of the reader (10.4) and the 抑止 of the person.</summary>
    /// <param name="isSuppressed">Whether the person is under 抑止 now: an earlier snapshot then tells no address either.</param>
    public static string Of(Resident resident, ResidentItem item, Caller reader, bool isSuppressed)
    {
        var text = Of(resident, item);
        return text.Length == 0 ? "" : !IsVisible(item, reader) ? NoRight
            : (isSuppressed || resident.IsSuppressed) && IsWhereabouts(item) && !reader.May(ResidentPermissions.SeeSuppressed) ? Operations.ResidentLine.HiddenAddress
            : text;
    }

    public static bool IsVisible(ResidentItem item, Caller reader) =>
        item == Items.Honseki || item == Items.HeadOfFamilyRegister ? reader.May(Permissions.SeeFamilyRegister)
        : item == Items.ResidentCode ? reader.May(Permissions.SeeResidentCode)
        : item.Group != "在留" || reader.May(Permissions.SeeResidenceStatus);

    /// <summary>Anything that tells where a person lives, lived or went.</summary>
    private static bool IsWhereabouts(ResidentItem item) =>
        (item.Group == "住所" && item.Type is not (ItemType.Date or ItemType.PartialDate)) || item.Column.StartsWith("planned_", StringComparison.Ordinal) || item.Column.StartsWith("confirmed_", StringComparison.Ordinal);
}
