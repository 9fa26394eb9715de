using Moyai.Kernel;
using Moyai.Residents.Model;

namespace Moyai.Residents.Operations;

/// <summary>One person in a list: enough to tell people apart, nothing more.</summary>
public sealed record ResidentLine(
    string Number, string HouseholdNumber, string Name, string Kana, string Birth, int? Age, string? Sex, string Address, string? Relation, string Status, bool IsSuppressed, bool IsFormerMatch)
{
    /// <summary>住所 of a person under 抑止 stays with those who may see it.</summary>
    public const string HiddenAddress = "（抑止中のため表示しません）";

    /// <param name="sharesSuppressed">Lives with a person under 抑止, so that this address is theirs too.</param>
    internal static ResidentLine Of(Resident resident, bool maySeeSuppressed, DateOnly today, bool formerMatch = false, bool sharesSuppressed = false) => new(
        resident.Number.ToString(), resident.Household.ToString(), resident.ShownName, resident.Kana, resident.ShownBirth,
        resident.IsRemoved ? null : resident.Birth?.AgeOn(today), resident.Text(Items.Sex),
        (resident.IsSuppressed || sharesSuppressed) && !maySeeSuppressed ? HiddenAddress : resident.LocalAddress,
        resident.Text(Items.Relation), resident.Status, resident.IsSuppressed, formerMatch);

    public override string ToString() => $"ResidentLine {{ {Number} }}";
}
