using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Moyai.Kernel;
using Moyai.MyNumber;
using Moyai.Platform.Design;
using Moyai.Platform.Http;
using Moyai.Platform.Operations;
using Moyai.Residents.MoveIn;
using Moyai.Residents.Operations;
using Screen = Moyai.Platform.Http.Pages;

namespace Moyai.Residents.Pages.MoveIns;

/// <summary>転入: the form, 入力内容の確認, 仮登録.</summary>
internal static class MoveInRoutes
{
    public static void MapMoveIns(this RouteGroupBuilder staff)
    {
        staff.MapGet("/move-ins/new", NewAsync).Runs(EnterMoveIn.Definition, ShowMoveIns.One.Definition);
        staff.MapPost("/move-ins/new", CheckAsync).Runs(CheckMoveIn.Definition, ShowHousehold.Operation.Definition);
        staff.MapPost("/move-ins", EnterAsync).Runs(EnterMoveIn.Definition, CheckMoveIn.Definition);
        foreach (var (path, print) in new (string, Func<string, string>)[] { ("/move-ins/date", Printed), ("/move-ins/date/western", Western) })
            staff.MapDatePreview(path, print).Runs(CheckMoveIn.Definition).AddEndpointFilter(async (call, next) => ResidentRoutes.Stop(call.HttpContext, CheckMoveIn.Definition) ?? await next(call));
        staff.MapMoveInQueue();
    }

    /// <summary>A date in words as the field below shows it; nothing when it cannot be read.</summary>
    internal static string Printed(string typed) => PartialDate.ParseInput(typed).TryGet(out var date, out _) ? date.ToWareki() : "";

    /// <summary>The same in 西暦, for the dates of foreign residents (1.1.9).</summary>
    internal static string Western(string typed) => PartialDate.ParseInput(typed).TryGet(out var date, out _) ? date.ToSeireki() : "";

    private static async Task<IResult> NewAsync(Guid? from, HttpContext http, OperationRunner runner, TimeProvider clock, CancellationToken ct)
    {
        if (ResidentRoutes.Stop(http, EnterMoveIn.Definition) is { } stop)
            return stop;
        if (from is not { } id)
            return FormPage(http, MoveInForm.Blank(Today(clock)), [], null, "reason");
        var result = await runner.RunAsync(ShowMoveIns.One, new ShowMoveIns.OneRequest(id), http.SignedIn().Caller, ct);
        if (!result.TryGet(out var earlier, out var refusal))
            return Answers.Refused(http, refusal);
        return earlier.Line is { IsOwn: true, State: "returned" or "withdrawn" } ? FormPage(http, MoveInForm.Of(earlier.Notification), [], null, null) : Answers.Refused(http, ResidentErrors.NotYourEntry);
    }

    private static async Task<IResult> CheckAsync(IFormCollection sent, HttpContext http, OperationRunner runner, CheckMoveIn check, Vault vault, TimeProvider clock, CancellationToken ct)
    {
        if (ResidentRoutes.Stop(http, CheckMoveIn.Definition) is { } stop)
            return stop;
        var caller = http.SignedIn().Caller;
        var form = MoveInForm.Read(sent, vault, caller.Municipality);
        var act = sent["act"].ToString();
        if (act == "add")
            return FormPage(http, form.AddPerson(), [], await JoinedAsync(form, http, runner, ct), string.Create(CultureInfo.InvariantCulture, $"person{form.Persons.Count + 1}_name"));
        if (act.StartsWith("remove-", StringComparison.Ordinal) && int.TryParse(act.AsSpan(7), NumberStyles.None, CultureInfo.InvariantCulture, out var place))
            return FormPage(http, form.RemovePerson(place), [], await JoinedAsync(form, http, runner, ct), string.Create(CultureInfo.InvariantCulture, $"person{Math.Max(1, place - 1)}_name"));
        if (act == "edit")
            return FormPage(http, form, [], await JoinedAsync(form, http, runner, ct), null);
        if (act == "household")
        {
            var joined = await JoinedAsync(form, http, runner, ct);
            return FormPage(http, form, joined is null ? [ResidentErrors.HouseholdNotFound] : [], joined, "household_number");
        }

        var (found, errors) = await FindingsAsync(form, caller, runner, check, clock, ct);
        if (errors is [{ Field: null } refusal])
            return Answers.Refused(http, refusal);
        return errors.Count > 0
            ? FormPage(http, form, errors, found is null ? await JoinedAsync(form, http, runner, ct) : null, null)
            : Screen.Render<MoveInCheckPage>(http, (nameof(MoveInCheckPage.Form), form), (nameof(MoveInCheckPage.Notification), MoveInReading.Of(form, Today(clock)).Notification), (nameof(MoveInCheckPage.Found), found));
    }

    private static async Task<IResult> EnterAsync(IFormCollection sent, HttpContext http, OperationRunner runner, EnterMoveIn enter, CheckMoveIn check, Vault vault, TimeProvider clock, CancellationToken ct)
    {
        var caller = http.SignedIn().Caller;
        var form = MoveInForm.Read(sent, vault, caller.Municipality);
        var reading = MoveInReading.Of(form, Today(clock));
        if (reading.Errors.Count == 0)
        {
            var result = await runner.RunAsync(enter.Operation, reading.Notification, caller, ct, new IdempotencyKey(form.Token));
            if (result.TryGet(out var receipt, out var refusal))
                return SeeOther.To(ResidentRoutes.Path(http, $"move-ins/{receipt.ChangeId}?done=entered"));
            if (refusal.Code == PlatformErrors.IdempotencyConflict.Code)
                return Answers.Refused(http, ResidentErrors.AlreadyEntered, StatusCodes.Status409Conflict);
            if (refusal.Field is null)
                return Answers.Refused(http, refusal);
        }
        // The register or the day moved on since the page of 入力内容の確認: back to the fields, with everything that is now in the way.
        var (_, errors) = await FindingsAsync(form, caller, runner, check, clock, ct);
        return FormPage(http, form, errors, null, null);
    }

    /// <summary>All that is wrong with a form: what cannot be read, or what the check finds in it.</summary>
    private static async Task<(CheckMoveIn.Receipt? Found, IReadOnlyList<Refusal> Errors)> FindingsAsync(MoveInForm form, Caller caller, OperationRunner runner, CheckMoveIn check, TimeProvider clock, CancellationToken ct)
    {
        var reading = MoveInReading.Of(form, Today(clock));
        if (reading.Errors.Count > 0)
            return (null, reading.Errors);
        var result = await runner.RunAsync(check.Operation, reading.Notification, caller, ct);
        return result.TryGet(out var found, out var refusal) ? (found, [.. found.Errors.OrderBy(error => MoveInReading.Place(error.Field, form.Persons.Count))]) : (null, [refusal with { Field = null }]);
    }

    /// <summary>The household that is typed, to be seen beside the form; null when there is none or it may not be seen.</summary>
    private static async Task<ShowHousehold.Receipt?> JoinedAsync(MoveInForm form, HttpContext http, OperationRunner runner, CancellationToken ct) =>
        form.IntoExisting && MoveInReading.NumberOf(form["household_number"]) is { } number
        && (await runner.RunAsync(ShowHousehold.Operation, new ShowHousehold.Request(number), http.SignedIn().Caller, ct)).TryGet(out var household, out _)
            ? household
            : null;

    private static RazorComponentResult<MoveInFormPage> FormPage(HttpContext http, MoveInForm form, IReadOnlyList<Refusal> errors, ShowHousehold.Receipt? joined, string? focus)
    {
        var towns = TownNames.Of(http.SignedIn().Caller.Municipality);
        return errors.Count == 0
            ? Screen.Render<MoveInFormPage>(http, (nameof(MoveInFormPage.Form), form), (nameof(MoveInFormPage.Joined), joined), (nameof(MoveInFormPage.Towns), towns), (nameof(MoveInFormPage.Focus), focus))
            : Screen.RenderRefused<MoveInFormPage>(http, (nameof(MoveInFormPage.Form), form), (nameof(MoveInFormPage.Joined), joined), (nameof(MoveInFormPage.Towns), towns), (nameof(MoveInFormPage.Errors), errors));
    }

    internal static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(TimeSpan.FromHours(9)).DateTime);
}
