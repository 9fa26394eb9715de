using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Moyai.Platform.AccessRecords;
using Moyai.Platform.Database;
using Moyai.Platform.Design;
using Moyai.Platform.Feed;
using Moyai.Platform.Hosting;
using Moyai.Platform.Jobs;
using Moyai.Platform.Operations;
using Moyai.Platform.Secrets;
using Moyai.Platform.SignIn;
using Moyai.Platform.SignIn.People;
using Moyai.Platform.SignIn.Self;

namespace Moyai.Platform;

/// <summary>The floor of the house.</summary>
public static class PlatformModule
{
    /// <summary>What a host must know to stand on the floor.</summary>
    /// <param name="Databases">Database name → connection string of the application role.</param>
    /// <param name="KeyFolder">Where the browser-facing keys (antiforgery) are kept.</param>
    public sealed record Settings(IReadOnlyDictionary<string, string> Databases, KeyFile Keys, string KeyFolder, Zone Zone);

    public static IServiceCollection AddPlatform(this IServiceCollection services, Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new Databases(settings.Databases));
        services.AddSingleton(new AccessRecordKey(settings.Keys.AccessRecordKey));
        services.AddSingleton(new HostZone(settings.Zone));
        services.AddSingleton<AccessRecordWriter>();
        services.AddSingleton<AccessRecordSealer>();
        services.AddSingleton<AccessRecordVerifier>();
        services.AddSingleton<FeedPublisher>();
        services.AddSingleton<OperationRunner>();
        services.AddSingleton<SignInSessions>();
        services.AddSingleton(new TotpVault(settings.Keys.VaultKey));
        services.AddSingleton<SignInDoor>();
        services.AddSingleton<OwnSecondFactors>();
        services.AddSingleton<Grants>();
        services.AddSingleton<Figures>();
        services.AddHostedService<SealingService>();
        services.AddHostedService<FeedService>();
        services.AddHostedService<JobWorker>();
        services.AddDataProtection().SetApplicationName("moyai").PersistKeysToFileSystem(new DirectoryInfo(settings.KeyFolder));
        services.AddAntiforgery();
        services.AddMoyaiDesign();
        services.AddSingleton(Surface);
        return services;
    }

    public static Module Surface { get; } = new("platform", "共通")
    {
        Migrations = Migration.Of("platform", typeof(PlatformModule).Assembly),
        Operations = [.. SignInDefinitions.All, LookAtAccessRecords.Searches, LookAtAccessRecords.Exports, LookAtAccessRecords.Verifies, LookAtJobs.Lists, LookAtJobs.Shows],
        Menu =
        [
            new("処理状況", "jobs", Permissions.ReadJobs, "取込みなど時間のかかる処理の進み具合と結果"),
            new("アクセス記録", "access-records", Permissions.ReadAccessRecords, "誰が、いつ、誰の記録を、何のために見たか。改ざんの検査"),
            new("利用者と権限", "people", Permissions.ManageAccounts, "職員の登録、操作権限、サインイン中の端末"),
        ],
        Permissions =
        [
            new(Permissions.ReadAccessRecords, "アクセス記録の照会"),
            new(Permissions.ManageAccounts, "利用者と権限の管理"),
            new(Permissions.ReadJobs, "処理状況の照会"),
            new(Permissions.SeeFamilyRegister, "戸籍の表示を見る"),
            new(Permissions.SeeIndividualNumber, "個人番号を見る"),
            new(Permissions.SeeResidentCode, "住民票コードを見る"),
            new(Permissions.SeeResidenceStatus, "在留資格等を見る"),
        ],
    };
}
