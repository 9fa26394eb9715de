namespace Moyai.Platform.SignIn;

/// <summary>The rights the platform itself knows. Modules add theirs; every right is given to a person or a section for a period.</summary>
public static class Permissions
{
    /// <summary>アクセス記録の照会.</summary>
    public const string ReadAccessRecords = "platform.access-records";

    /// <summary>利用者と権限の管理.</summary>
    public const string ManageAccounts = "platform.accounts";

    /// <summary>処理状況の照会.</summary>
    public const string ReadJobs = "platform.jobs";

    /// <summary>Every signed-in person: own password, own sessions, own second factor.</summary>
    public const string Self = "platform.self";

    /// <summary>戸籍の表示（本籍・筆頭者）を見る (JK 10.4).</summary>
    public const string SeeFamilyRegister = "item.family-register";

    /// <summary>個人番号を見る (JK 10.4).</summary>
    public const string SeeIndividualNumber = "item.individual-number";

    /// <summary>住民票コードを見る (JK 10.4).</summary>
    public const string SeeResidentCode = "item.resident-code";

    /// <summary>在留資格等を見る (JK 10.4).</summary>
    public const string SeeResidenceStatus = "item.residence-status";
}
