using Moyai.Platform.Operations;

namespace Moyai.Platform.SignIn;

/// <summary>What sign-in and the management of people are called in records and lists.</summary>
public static class SignInDefinitions
{
    private const string Purpose = "利用者の確認と操作権限の管理";
    private const string LegalBasis = "番号法第12条、個人情報保護法第66条（安全管理措置）";

    /// <summary>Run by <see cref="SignInDoor"/>, which writes its own record: there is no caller yet.</summary>
    public static readonly OperationDefinition SignIn = Own("sign-in", "サインイン", OperationMode.Write);

    /// <summary>Run by <see cref="SignInDoor"/>.</summary>
    public static readonly OperationDefinition SecondFactor = Own("second-factor", "二要素認証", OperationMode.Write);

    public static readonly OperationDefinition SignOut = Own("sign-out", "サインインの終了", OperationMode.Write);
    public static readonly OperationDefinition Home = Own("home", "最初の画面", OperationMode.Read);
    public static readonly OperationDefinition ChangePassword = Own("change-password", "自分のパスワードの変更", OperationMode.Write);
    public static readonly OperationDefinition OwnSecondFactors = Own("own-second-factors", "自分の二要素認証の照会", OperationMode.Read);
    public static readonly OperationDefinition BeginTotp = Own("begin-totp", "認証アプリの登録開始", OperationMode.Write);
    public static readonly OperationDefinition FinishTotp = Own("finish-totp", "認証アプリの登録", OperationMode.Write);
    public static readonly OperationDefinition RemoveTotp = Own("remove-totp", "認証アプリの削除", OperationMode.Write);
    public static readonly OperationDefinition BeginPasskey = Own("begin-passkey", "パスキーの登録開始", OperationMode.Write);
    public static readonly OperationDefinition FinishPasskey = Own("finish-passkey", "パスキーの登録", OperationMode.Write);
    public static readonly OperationDefinition RemovePasskey = Own("remove-passkey", "パスキーの削除", OperationMode.Write);
    public static readonly OperationDefinition OwnSessions = Own("own-sessions", "自分のサインイン状況の照会", OperationMode.Read);
    public static readonly OperationDefinition EndOwnSession = Own("end-own-session", "自分のほかのサインインの終了", OperationMode.Write);
    public static readonly OperationDefinition ExtendSession = Own("extend-session", "サインインの延長", OperationMode.Write);

    public static readonly OperationDefinition ListPeople = Manage("list-people", "利用者一覧の照会", OperationMode.Read);
    public static readonly OperationDefinition ShowPerson = Manage("show-person", "利用者の照会", OperationMode.Read);
    public static readonly OperationDefinition AddPerson = Manage("add-person", "利用者の登録", OperationMode.Write);
    public static readonly OperationDefinition EditPerson = Manage("edit-person", "利用者の変更", OperationMode.Write);
    public static readonly OperationDefinition AddSection = Manage("add-section", "所属の登録", OperationMode.Write);
    public static readonly OperationDefinition ResetPassword = Manage("reset-password", "パスワードの初期化", OperationMode.Write);
    public static readonly OperationDefinition ResetSecondFactors = Manage("reset-second-factors", "二要素認証の初期化", OperationMode.Write);
    public static readonly OperationDefinition Unlock = Manage("unlock", "利用停止の解除", OperationMode.Write);
    public static readonly OperationDefinition PermissionMatrix = Manage("permission-matrix", "操作権限一覧表の照会", OperationMode.Read);
    public static readonly OperationDefinition GrantPermission = Manage("grant-permission", "操作権限の付与", OperationMode.Write);
    public static readonly OperationDefinition WithdrawPermission = Manage("withdraw-permission", "操作権限の取消し", OperationMode.Write);
    public static readonly OperationDefinition ListSessions = Manage("list-sessions", "サインイン状況の照会", OperationMode.Read);
    public static readonly OperationDefinition EndSession = Manage("end-session", "サインインの強制終了", OperationMode.Write);

    public static IReadOnlyList<OperationDefinition> All { get; } =
    [
        SignIn, SecondFactor, SignOut, Home, ChangePassword, OwnSecondFactors, BeginTotp, FinishTotp, RemoveTotp, BeginPasskey, FinishPasskey, RemovePasskey,
        OwnSessions, EndOwnSession, ExtendSession,
        ListPeople, ShowPerson, AddPerson, EditPerson, AddSection, ResetPassword, ResetSecondFactors, Unlock,
        PermissionMatrix, GrantPermission, WithdrawPermission, ListSessions, EndSession,
    ];

    private static OperationDefinition Own(string kind, string title, OperationMode mode) =>
        new($"platform.{kind}", title, mode, Permissions.Self, Purpose, LegalBasis);

    private static OperationDefinition Manage(string kind, string title, OperationMode mode) =>
        new($"platform.{kind}", title, mode, Permissions.ManageAccounts, Purpose, LegalBasis) { NeedsSecondFactor = true };
}
