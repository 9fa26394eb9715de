using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Moyai.Kernel;
using Moyai.Platform.Http;
using Moyai.Platform.Operations;
using Moyai.Residents.Operations;
using Screen = Moyai.Platform.Http.Pages;

namespace Moyai.Residents.Pages.Person;

/// <summary>住民照会: one person in tabs, each with an address of its own; and 個人番号, apart from all of them.</summary>
internal static class PersonRoutes
{
    public static void MapPerson(this RouteGroupBuilder staff)
    {
        foreach (var tab in Enum.GetValues<PersonTab>())
            staff.MapGet($"/residents/{ResidentRoutes.Number}{PathOf(tab)}", (long number, HttpContext http, OperationRunner runner, CancellationToken ct) => ShowAsync(number, tab, http, runner, ct))
                .Runs(ShowResident.Operation.Definition);
        staff.MapGet($"/residents/{ResidentRoutes.Number}/individual-number", AskAsync).Runs(ShowResident.Operation.Definition, RevealIndividualNumber.Definition);
        staff.MapPost($"/residents/{ResidentRoutes.Number}/individual-number", RevealAsync).Runs(ShowResident.Operation.Definition, RevealIndividualNumber.Definition);
    }

    internal static string PathOf(PersonTab tab) => tab switch
    {
        PersonTab.Household => "/household",
        PersonTab.History => "/history",
        _ => "",
    };

    private static async Task<IResult> ShowAsync(long number, PersonTab tab, HttpContext http, OperationRunner runner, CancellationToken ct)
    {
        var caller = http.SignedIn().Caller;
        var result = await runner.RunAsync(ShowResident.Operation, new ShowResident.Request(AddresseeNumber.FromRegister(number)), caller, ct);
        return result.TryGet(out var shown, out var refusal)
            ? Screen.Render<PersonPage>(http, (nameof(PersonPage.Shown), shown), (nameof(PersonPage.Tab), tab), (nameof(PersonPage.MayReveal), caller.May(ResidentPermissions.RevealIndividualNumber)),
                (nameof(PersonPage.MayIssue), caller.May(ResidentPermissions.IssueCertificates)))
            : Answers.Refused(http, refusal);
    }

    private static async Task<IResult> AskAsync(long number, HttpContext http, OperationRunner runner, CancellationToken ct) =>
        ResidentRoutes.Stop(http, RevealIndividualNumber.Definition) ?? await FormAsync(number, null, http, runner, ct);

    private static async Task<IResult> RevealAsync(long number, IFormCollection form, HttpContext http, OperationRunner runner, RevealIndividualNumber reveal, CancellationToken ct)
    {
        var request = new RevealIndividualNumber.Request(AddresseeNumber.FromRegister(number), form["reason"].ToString());
        var result = await runner.RunAsync(reveal.Operation, request, http.SignedIn().Caller, ct);
        if (result.TryGet(out var receipt, out var refusal))
            return Screen.Render<IndividualNumberPage>(http, (nameof(IndividualNumberPage.Person), receipt.Person), (nameof(IndividualNumberPage.Digits), receipt.IndividualNumber.Reveal()), (nameof(IndividualNumberPage.Reason), request.Reason));
        return refusal.Code == ResidentErrors.RevealReason.Code || refusal.Code == ResidentErrors.NoIndividualNumber.Code
            ? await FormAsync(number, refusal, http, runner, ct)
            : Answers.Refused(http, refusal);
    }

    private static async Task<IResult> FormAsync(long number, Refusal? refused, HttpContext http, OperationRunner runner, CancellationToken ct)
    {
        var result = await runner.RunAsync(ShowResident.Operation, new ShowResident.Request(AddresseeNumber.FromRegister(number)), http.SignedIn().Caller, ct);
        if (!result.TryGet(out var shown, out var refusal))
            return Answers.Refused(http, refusal);
        return refused is null
            ? Screen.Render<IndividualNumberPage>(http, (nameof(IndividualNumberPage.Person), shown.Person))
            : Screen.RenderRefused<IndividualNumberPage>(http, (nameof(IndividualNumberPage.Person), shown.Person), (nameof(IndividualNumberPage.Refusal), refused));
    }
}

/// <summary>The parts of a person's page.</summary>
public enum PersonTab
{
    Basic,
    Household,
    History,
}
