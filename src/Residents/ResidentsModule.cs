using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Moyai.Platform;
using Moyai.Platform.Database;
using Moyai.Residents.Certificates;
using Moyai.Residents.Import;
using Moyai.Residents.MoveIn;
using Moyai.Residents.Operations;
using Moyai.Residents.Pages;
using Moyai.Residents.Pages.Import;

namespace Moyai.Residents;

/// <summary>住民記録: the resident register, and all that it shows of itself.</summary>
public static class ResidentsModule
{
    public static Module Surface { get; } = new("residents", "住民記録")
    {
        Migrations = Migration.Of("residents", typeof(ResidentsModule).Assembly),
        Operations =
        [
            SearchResidents.Operation.Definition, ShowResident.Operation.Definition, ShowHousehold.Operation.Definition, RevealIndividualNumber.Definition,
            CheckMoveIn.Definition, EnterMoveIn.Definition, ApproveMoveIn.Definition, DecideMoveIn.Return.Definition, DecideMoveIn.Withdraw.Definition,
            ShowMoveIns.List.Definition, ShowMoveIns.One.Definition,
            IssueCertificate.Definition, CertificateRecords.List.Definition, CertificateRecords.One.Definition, CertificateRecords.Document.Definition, CertificateRecords.Dispose.Definition,
            Memos.List.Definition, Memos.Write.Definition,
            ImportResidents.Operation.Definition, ImportResidents.Findings.Definition, LoadResidents.Definition,
        ],
        Permissions = ResidentPermissions.All,
        FeedKinds = [("residents.moved-in", "転入の本登録がされた"), ("residents.loaded", "住民データの取込で登録された")],
        Menu =
        [
            new("住民検索", "residents", ResidentPermissions.Read, "氏名、カナ、生年月日、住所、番号で住民を探す"),
            new("転入の入力", "move-ins/new", ResidentPermissions.EnterChanges, "窓口で受けた転入届を仮登録する"),
            new("転入の承認待ち", "move-ins", ResidentPermissions.EnterChanges, "仮登録を確かめて承認する。差し戻された届出を直す"),
            new("交付履歴", "certificates", ResidentPermissions.IssueCertificates, "発行した証明書を確かめ、誤発行の処分を記録する"),
            new("住民データの取込", "residents/import", ResidentPermissions.Import, "前のシステムのCSVを点検して登録する"),
        ],
        Search = new("住民検索", "residents", ResidentPermissions.Read),
    };

    /// <param name="fontFolders">Where a municipality puts a newer font for certificates; searched before the distribution's places.</param>
    public static IServiceCollection AddResidents(this IServiceCollection services, params IReadOnlyList<string> fontFolders)
    {
        services.AddSingleton<CheckMoveIn>();
        services.AddSingleton<EnterMoveIn>();
        services.AddSingleton<ApproveMoveIn>();
        services.AddSingleton<RevealIndividualNumber>();
        services.AddSingleton(new CertificateFont(fontFolders));
        services.AddSingleton<IssueCertificate>();
        services.AddSingleton<LoadResidents>();
        services.AddSingleton(LoadResidents.Job);
        services.Configure<FormOptions>(options => options.MultipartBodyLengthLimit = ImportRoutes.LargestFile);
        services.AddSingleton(Surface);
        return services;
    }

    /// <summary>Its pages and its JSON routes, all under /{municipality}/.</summary>
    public static void MapResidents(this RouteGroupBuilder staff) => ResidentRoutes.MapResidents(staff);
}
