using Moyai.Platform.SignIn;
using Moyai.Residents;

namespace Moyai.Cli;

/// <summary>The people of a demo town. Their passwords are known to everyone who reads this: a demo listens on this machine only and is marked as one on every page.</summary>
internal static class DemoPeople
{
    public const string MayorName = "見本　一郎";

    /// <summary>The demo's second factor: any authenticator app takes it.</summary>
    private static readonly byte[] TotpSecret = [.. "moyai demo secret 01"u8];

    /// <summary>The code an authenticator app would show now.</summary>
    public static string CodeAt(DateTimeOffset now) => Totp.Code(TotpSecret, now);

    public static readonly IReadOnlyList<(string Code, string Name)> Sections = [("1", "住民課"), ("2", "情報政策課")];

    private static readonly (string Login, string Name, string Section, string Title, string[] Permissions)[] People =
    [
        ("yamada", "山田　窓口", "1", "窓口で入力する人 / enters at the counter",
        [
            ResidentPermissions.Read, ResidentPermissions.EnterChanges, ResidentPermissions.IssueCertificates,
            Permissions.SeeFamilyRegister, Permissions.SeeResidentCode, Permissions.SeeResidenceStatus, Permissions.SeeIndividualNumber,
        ]),
        ("suzuki", "鈴木　係長", "1", "承認する人 / approves",
        [
            ResidentPermissions.Read, ResidentPermissions.EnterChanges, ResidentPermissions.ApproveChanges, ResidentPermissions.IssueCertificates, ResidentPermissions.SeeSuppressed,
            Permissions.SeeFamilyRegister, Permissions.SeeResidentCode, Permissions.SeeResidenceStatus, Permissions.SeeIndividualNumber,
        ]),
        ("sato", "佐藤　情報", "2", "情報担当 / IT section",
        [
            Permissions.ReadAccessRecords, Permissions.ManageAccounts, Permissions.ReadJobs, ResidentPermissions.Import,
        ]),
    ];

    public static string PasswordOf(string login) => $"{login}-demo-2026";

    public static IReadOnlyList<NewAccount> Accounts { get; } =
        [.. People.Select(person => new NewAccount(person.Login, person.Name, person.Section, PasswordOf(person.Login), MustChangePassword: false, TotpSecret, person.Permissions))];

    public static IReadOnlyList<string> Welcome() =>
    [
        "団体 / towns     檜枝岐村 073644（約500人）   葉山町 143014（約32,000人）   すべて作りもの / all synthetic",
        "",
        .. People.Select(person => $"{person.Login,-8} {PasswordOf(person.Login),-18} {person.Title}"),
        $"確認コードの鍵 / second factor (TOTP)  {Totp.Base32(TotpSecret)}   今の番号 / code now  ./moyai demo --code",
        "",
        "ためすこと / three things to try",
        "  1. yamada で入り、葉山町で「さとう」「山﨑」「昭和50年4月」「堀内」と打って検索する / search while typing",
        "  2. 転入を入力して仮登録し、suzuki で入り直して承認する / enter a move-in, approve it as another person",
        "  3. その世帯の住民票の写しを発行し、sato で「アクセス記録」を見る / print the certificate, then read who looked",
    ];
}
