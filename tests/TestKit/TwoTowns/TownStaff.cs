using Moyai.Kernel;
using Moyai.Platform.SignIn;
using Moyai.Residents;

namespace Moyai.TestKit;

/// <summary>A member of staff who lives under the same login in both towns; the name shown tells the town.</summary>
public sealed record TownStaff(string Login, bool HasTotp, IReadOnlyList<string> Permissions)
{
    public const string Password = "correct horse battery";

    /// <summary>The secret of everyone's authenticator app.</summary>
    public static readonly byte[] TotpSecret = [.. "moyai tests secret 1"u8];

    private static readonly string[] Items = [Platform.SignIn.Permissions.SeeFamilyRegister, Platform.SignIn.Permissions.SeeResidentCode, Platform.SignIn.Permissions.SeeResidenceStatus, Platform.SignIn.Permissions.SeeIndividualNumber];

    /// <summary>Everything that can be given.</summary>
    public static readonly IReadOnlyList<string> EveryPermission =
    [
        .. Moyai.Platform.PlatformModule.Surface.Permissions.Concat(ResidentsModule.Surface.Permissions).Select(name => name.Permission).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>窓口.</summary>
    public static readonly TownStaff Clerk = new("clerk", true, [ResidentPermissions.Read, ResidentPermissions.EnterChanges, ResidentPermissions.IssueCertificates, .. Items]);

    /// <summary>係長: approves.</summary>
    public static readonly TownStaff Chief = new("chief", true, [ResidentPermissions.Read, ResidentPermissions.EnterChanges, ResidentPermissions.ApproveChanges, ResidentPermissions.IssueCertificates, ResidentPermissions.SeeSuppressed, .. Items]);

    /// <summary>情報担当.</summary>
    public static readonly TownStaff It = new("it", true, [Platform.SignIn.Permissions.ReadAccessRecords, Platform.SignIn.Permissions.ManageAccounts, Platform.SignIn.Permissions.ReadJobs, ResidentPermissions.Import]);

    /// <summary>Signed in, with no right at all.</summary>
    public static readonly TownStaff Nobody = new("nobody", true, []);

    /// <summary>Reads residents, and never enrolled a second factor.</summary>
    public static readonly TownStaff OneFactor = new("one-factor", false, [ResidentPermissions.Read]);

    /// <summary>Holds every right: what is refused to this person is refused by a wall, not for want of a right.</summary>
    public static readonly TownStaff Everything = new("everything", true, EveryPermission);

    public static readonly IReadOnlyList<TownStaff> All = [Clerk, Chief, It, Nobody, OneFactor, Everything];

    public static string TownWord(MunicipalityCode town) => town == TwoTowns.Hayama ? "御用邸通" : "燧ケ岳裏";

    public string NameIn(MunicipalityCode town) => $"{TownWord(town)} {Login}";

    internal static IReadOnlyList<(string Code, string Name)> Sections(MunicipalityCode town) => [("1", $"{TownWord(town)}住民課"), ("2", $"{TownWord(town)}情報課")];

    internal NewAccount AccountIn(MunicipalityCode town) =>
        new(Login, NameIn(town), this == It ? "2" : "1", Password, MustChangePassword: false, HasTotp ? TotpSecret : null, Permissions);
}
