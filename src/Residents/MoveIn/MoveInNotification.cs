using Moyai.Kernel;

namespace Moyai.Residents.MoveIn;

/// <summary>転入届 (住民基本台帳法第22条) as the clerk typed it, in values.</summary>
/// <param name="Reason">異動事由: 国内転入 or 国外転入等.</param>
/// <param name="MovedOn">異動日: the day they began to live here.</param>
/// <param name="NotifiedOn">届出日.</param>
/// <param name="PreviousAddress">転入前住所.</param>
/// <param name="Into">一部: the household they join; null for 全部, a new household.</param>
/// <param name="Persons">In the order of the notification.</param>
public sealed record MoveInNotification(
    string Reason,
    PartialDate MovedOn,
    DateOnly NotifiedOn,
    string? PreviousAddress,
    NewAddress? Address,
    HouseholdNumber? Into,
    IReadOnlyList<MoveInPerson> Persons)
{
    public const string FromInside = "国内転入";
    public const string FromOutside = "国外転入等";

    public override string ToString() => "MoveInNotification { **** }";
}

/// <summary>住所 within the municipality.</summary>
public sealed record NewAddress(string Town, string? Lot, string? Building, string? PostalCode)
{
    public override string ToString() => "NewAddress { **** }";
}

/// <summary>One person of a 転入届 (4.1.1.1).</summary>
/// <param name="SealedIndividualNumber">個人番号, sealed by the vault the moment it was read; null when none was told.</param>
public sealed record MoveInPerson(
    string Kind,
    string? Name,
    string? NameLatin,
    string? Alias,
    string? Kana,
    PartialDate Birth,
    string? Sex,
    string Relation,
    string? Honseki,
    string? HeadOfFamilyRegister,
    string? ResidentCode,
    byte[]? SealedIndividualNumber,
    string? Nationality = null,
    string? ResidenceClass = null,
    string? ResidenceStatus = null,
    string? ResidencePeriod = null,
    DateOnly? ResidenceUntil = null,
    string? ResidenceCardNumber = null)
{
    public override string ToString() => "MoveInPerson { **** }";
}
