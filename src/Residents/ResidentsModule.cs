using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Moyai.Platform;
using Moyai.Platform.Database;
using Moyai.Residents.MoveIn;
using Moyai.Residents.Operations;
using Moyai.Residents.Pages;

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
        ],
        Permissions = ResidentPermissions.All,
        FeedKinds = [("residents.moved-in", "転入の本登録がされた")],
        Menu =
        [
            new("住民検索", "residents", ResidentPermissions.Read),
            new("転入の入力", "move-ins/new", ResidentPermissions.EnterChanges),
            new("転入の承認待ち", "move-ins", ResidentPermissions.EnterChanges),
        ],
        Search = new("住民検索", "residents", ResidentPermissions.Read),
    };

    public static IServiceCollection AddResidents(this IServiceCollection services)
    {
        services.AddSingleton<CheckMoveIn>();
        services.AddSingleton<EnterMoveIn>();
        services.AddSingleton<ApproveMoveIn>();
        services.AddSingleton<RevealIndividualNumber>();
        services.AddSingleton(Surface);
        return services;
    }

    /// <summary>Its pages and its JSON routes, all under /{municipality}/.</summary>
    public static void MapResidents(this RouteGroupBuilder staff) => ResidentRoutes.MapResidents(staff);
}
