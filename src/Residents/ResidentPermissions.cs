using Moyai.Platform;

namespace Moyai.Residents;

/// <summary>Rights of the resident register.</summary>
public static class ResidentPermissions
{
    /// <summary>住民の検索と照会.</summary>
    public const string Read = "residents.read";

    /// <summary>異動の入力（仮登録）.</summary>
    public const string EnterChanges = "residents.enter";

    /// <summary>異動の承認（本登録）.</summary>
    public const string ApproveChanges = "residents.approve";

    /// <summary>証明書の発行.</summary>
    public const string IssueCertificates = "residents.certificates";

    /// <summary>個人番号の閲覧.</summary>
    public const string RevealIndividualNumber = Platform.SignIn.Permissions.SeeIndividualNumber;

    /// <summary>抑止中の人の住所を見る.</summary>
    public const string SeeSuppressed = "residents.see-suppressed";

    /// <summary>住民データの取込.</summary>
    public const string Import = "residents.import";

    public static readonly IReadOnlyList<PermissionName> All =
    [
        new(Read, "住民の検索と照会"),
        new(EnterChanges, "異動の入力（仮登録）"),
        new(ApproveChanges, "異動の承認（本登録）"),
        new(IssueCertificates, "証明書の発行"),
        new(SeeSuppressed, "抑止中の人の住所を見る"),
        new(Import, "住民データの取込"),
    ];
}
