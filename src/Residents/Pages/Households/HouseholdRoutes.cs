using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Moyai.Kernel;
using Moyai.Platform.Http;
using Moyai.Platform.Operations;
using Moyai.Residents.Operations;
using Screen = Moyai.Platform.Http.Pages;

namespace Moyai.Residents.Pages.Households;

/// <summary>世帯照会.</summary>
internal static class HouseholdRoutes
{
    public static void MapHouseholds(this RouteGroupBuilder staff) =>
        staff.MapGet($"/households/{ResidentRoutes.Number}", ShowAsync).Runs(ShowHousehold.Operation.Definition);

    private static async Task<IResult> ShowAsync(long number, HttpContext http, OperationRunner runner, CancellationToken ct)
    {
        var caller = http.SignedIn().Caller;
        var result = await runner.RunAsync(ShowHousehold.Operation, new ShowHousehold.Request(HouseholdNumber.FromRegister(number)), caller, ct);
        return result.TryGet(out var shown, out var refusal)
            ? Screen.Render<HouseholdPage>(http, (nameof(HouseholdPage.Shown), shown), (nameof(HouseholdPage.MayIssue), caller.May(ResidentPermissions.IssueCertificates)))
            : Answers.Refused(http, refusal);
    }
}
