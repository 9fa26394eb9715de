using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Moyai.Kernel;
using Moyai.Platform.Http;
using Moyai.Platform.Operations;

namespace Moyai.Platform.SignIn.People;

/// <summary>Routes of the IT section: people, rights, sessions.</summary>
internal static class PeopleRoutes
{
    public static void MapPeople(this RouteGroupBuilder staff)
    {
        var people = staff.MapGroup("/people");
        people.MapGet("", ListAsync).Runs(SignInDefinitions.ListPeople);
        people.MapGet("/new", (HttpContext http, OperationRunner runner, CancellationToken ct) => NewPageAsync(http, runner, null, null, ct)).Runs(SignInDefinitions.ListPeople);
        people.MapPost("/new", AddAsync).Runs(SignInDefinitions.AddPerson, SignInDefinitions.ListPeople);
        people.MapPost("/sections", AddSectionAsync).Runs(SignInDefinitions.AddSection, SignInDefinitions.ListPeople);
        people.MapGet("/rights", MatrixAsync).Runs(SignInDefinitions.PermissionMatrix);
        people.MapGet("/rights.csv", MatrixFileAsync).Runs(SignInDefinitions.PermissionMatrix);
        people.MapPost("/rights/give", GiveToSectionAsync).Runs(SignInDefinitions.GrantPermission, SignInDefinitions.PermissionMatrix);
        people.MapPost("/rights/withdraw", WithdrawFromSectionAsync).Runs(SignInDefinitions.WithdrawPermission, SignInDefinitions.PermissionMatrix);
        people.MapGet("/sessions", SessionsAsync).Runs(SignInDefinitions.ListSessions);
        people.MapPost("/sessions/end", EndSessionAsync).Runs(SignInDefinitions.EndSession);
        people.MapGet("/{id:guid}", (Guid id, HttpContext http, OperationRunner runner, Grants grants, CancellationToken ct) => SheetAsync(id, http, runner, grants, null, ct)).Runs(SignInDefinitions.ShowPerson);
        people.MapPost("/{id:guid}", EditAsync).Runs(SignInDefinitions.EditPerson, SignInDefinitions.ShowPerson);
        people.MapPost("/{id:guid}/password", ResetPasswordAsync).Runs(SignInDefinitions.ResetPassword, SignInDefinitions.ShowPerson);
        people.MapPost("/{id:guid}/second-factors", ResetSecondFactorsAsync).Runs(SignInDefinitions.ResetSecondFactors, SignInDefinitions.ShowPerson);
        people.MapPost("/{id:guid}/unlock", UnlockAsync).Runs(SignInDefinitions.Unlock, SignInDefinitions.ShowPerson);
        people.MapPost("/{id:guid}/give", GiveAsync).Runs(SignInDefinitions.GrantPermission, SignInDefinitions.ShowPerson);
        people.MapPost("/{id:guid}/withdraw", WithdrawAsync).Runs(SignInDefinitions.WithdrawPermission, SignInDefinitions.ShowPerson);
    }

    private static async Task<IResult> ListAsync([FromQuery] string? q, HttpContext http, OperationRunner runner, CancellationToken ct)
    {
        var result = await runner.RunAsync(PeopleOperations.List, q?.Trim(), http.SignedIn().Caller, ct);
        return result.TryGet(out var list, out var refusal)
            ? Pages.Render<PeoplePage>(http, (nameof(PeoplePage.List), list), (nameof(PeoplePage.Part), q))
            : Answers.Refused(http, refusal);
    }

    private static async Task<IResult> NewPageAsync(HttpContext http, OperationRunner runner, PersonForm? form, Refusal? refused, CancellationToken ct)
    {
        var result = await runner.RunAsync(PeopleOperations.List, null, http.SignedIn().Caller, ct);
        if (!result.TryGet(out var list, out var refusal))
            return Answers.Refused(http, refusal);
        return refused is null
            ? Pages.Render<NewPersonPage>(http, (nameof(NewPersonPage.Sections), list.Sections))
            : Pages.RenderRefused<NewPersonPage>(http, (nameof(NewPersonPage.Sections), list.Sections), (nameof(NewPersonPage.Form), form), (nameof(NewPersonPage.Refusal), refused));
    }

    private static async Task<IResult> AddAsync([FromForm] PersonForm form, HttpContext http, OperationRunner runner, CancellationToken ct)
    {
        Refusal? refusal;
        if (form.Read(null, http).TryGet(out var entry, out refusal)
            && (await runner.RunAsync(PeopleOperations.Add, entry, http.SignedIn().Caller, ct)).TryGet(out var first, out refusal))
            return Pages.Render<FirstPasswordPage>(http, (nameof(FirstPasswordPage.First), first));
        return await NewPageAsync(http, runner, form, refusal, ct);
    }

    private static async Task<IResult> AddSectionAsync([FromForm] string? code, [FromForm] string? name, HttpContext http, OperationRunner runner, CancellationToken ct)
    {
        var result = await runner.RunAsync(PeopleOperations.AddSection, new SectionLine(code?.Trim() ?? "", name ?? ""), http.SignedIn().Caller, ct);
        return result.TryGet(out _, out var refusal) ? SeeOther.To($"/{http.Municipality().Code}/people/rights") : Answers.Refused(http, refusal);
    }

    private static async Task<IResult> SheetAsync(Guid id, HttpContext http, OperationRunner runner, Grants grants, Refusal? refused, CancellationToken ct)
    {
        var result = await runner.RunAsync(PeopleOperations.Show, id, http.SignedIn().Caller, ct);
        if (!result.TryGet(out var sheet, out var refusal))
            return Answers.Refused(http, refusal);
        return refused is null
            ? Pages.Render<PersonPage>(http, (nameof(PersonPage.Sheet), sheet), (nameof(PersonPage.Titles), grants.Titles))
            : Pages.RenderRefused<PersonPage>(http, (nameof(PersonPage.Sheet), sheet), (nameof(PersonPage.Titles), grants.Titles), (nameof(PersonPage.Refusal), refused));
    }

    private static async Task<IResult> EditAsync(Guid id, [FromForm] PersonForm form, HttpContext http, OperationRunner runner, Grants grants, SignInSessions sessions, CancellationToken ct)
    {
        if (!form.Read(id, http).TryGet(out var entry, out var refusal))
            return await SheetAsync(id, http, runner, grants, refusal, ct);
        return await ChangedAsync(id, await runner.RunAsync(PeopleOperations.Edit, entry, http.SignedIn().Caller, ct), http, runner, grants, sessions, ct);
    }

    private static async Task<IResult> ResetPasswordAsync(Guid id, HttpContext http, OperationRunner runner, Grants grants, SignInSessions sessions, CancellationToken ct)
    {
        var result = await runner.RunAsync(Resets.Password, id, http.SignedIn().Caller, ct);
        if (!result.TryGet(out var first, out var refusal))
            return await SheetAsync(id, http, runner, grants, refusal, ct);
        sessions.ForgetAccount(id);
        return Pages.Render<FirstPasswordPage>(http, (nameof(FirstPasswordPage.First), first));
    }

    private static async Task<IResult> ResetSecondFactorsAsync(Guid id, HttpContext http, OperationRunner runner, Grants grants, SignInSessions sessions, CancellationToken ct) =>
        await ChangedAsync(id, await runner.RunAsync(Resets.SecondFactors, id, http.SignedIn().Caller, ct), http, runner, grants, sessions, ct);

    private static async Task<IResult> UnlockAsync(Guid id, HttpContext http, OperationRunner runner, Grants grants, SignInSessions sessions, CancellationToken ct) =>
        await ChangedAsync(id, await runner.RunAsync(Resets.Unlock, id, http.SignedIn().Caller, ct), http, runner, grants, sessions, ct);

    private static async Task<IResult> GiveAsync(Guid id, [FromForm] GrantForm form, HttpContext http, OperationRunner runner, Grants grants, SignInSessions sessions, CancellationToken ct)
    {
        if (!form.Read(Grantee.Account(id), http).TryGet(out var grant, out var refusal))
            return await SheetAsync(id, http, runner, grants, refusal, ct);
        return await ChangedAsync(id, await runner.RunAsync(grants.Give, grant, http.SignedIn().Caller, ct), http, runner, grants, sessions, ct);
    }

    private static async Task<IResult> WithdrawAsync(Guid id, [FromForm] GrantForm form, HttpContext http, OperationRunner runner, Grants grants, SignInSessions sessions, CancellationToken ct)
    {
        if (!form.Read(Grantee.Account(id), http).TryGet(out var grant, out var refusal))
            return await SheetAsync(id, http, runner, grants, refusal, ct);
        return await ChangedAsync(id, await runner.RunAsync(Grants.Withdraw, grant, http.SignedIn().Caller, ct), http, runner, grants, sessions, ct);
    }

    private static async Task<IResult> ChangedAsync<T>(Guid id, Result<T> result, HttpContext http, OperationRunner runner, Grants grants, SignInSessions sessions, CancellationToken ct)
    {
        if (!result.TryGet(out _, out var refusal))
            return await SheetAsync(id, http, runner, grants, refusal, ct);
        sessions.ForgetAccount(id);
        return SeeOther.To($"/{http.Municipality().Code}/people/{id}");
    }

    private static async Task<IResult> MatrixAsync(HttpContext http, OperationRunner runner, Grants grants, CancellationToken ct) => await MatrixPageAsync(http, runner, grants, null, ct);

    private static async Task<IResult> MatrixPageAsync(HttpContext http, OperationRunner runner, Grants grants, Refusal? refused, CancellationToken ct)
    {
        var result = await runner.RunAsync(Grants.Matrix, false, http.SignedIn().Caller, ct);
        if (!result.TryGet(out var matrix, out var refusal))
            return Answers.Refused(http, refusal);
        return refused is null
            ? Pages.Render<RightsPage>(http, (nameof(RightsPage.Matrix), matrix), (nameof(RightsPage.Titles), grants.Titles))
            : Pages.RenderRefused<RightsPage>(http, (nameof(RightsPage.Matrix), matrix), (nameof(RightsPage.Titles), grants.Titles), (nameof(RightsPage.Refusal), refused));
    }

    private static async Task<IResult> MatrixFileAsync(HttpContext http, OperationRunner runner, Grants grants, CancellationToken ct)
    {
        var result = await runner.RunAsync(Grants.Matrix, true, http.SignedIn().Caller, ct);
        if (!result.TryGet(out var matrix, out var refusal))
            return Answers.Refused(http, refusal);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(RightsFile.Write(matrix, grants.Titles), "text/csv; charset=utf-8", $"操作権限一覧表_{matrix.Today:yyyyMMdd}.csv");
    }

    private static async Task<IResult> GiveToSectionAsync([FromForm] GrantForm form, HttpContext http, OperationRunner runner, Grants grants, SignInSessions sessions, CancellationToken ct) =>
        form.Read(Grantee.Section(form.Section ?? ""), http).TryGet(out var grant, out var refusal)
            ? await SectionChangedAsync(form.Section!, await runner.RunAsync(grants.Give, grant, http.SignedIn().Caller, ct), http, runner, grants, sessions, ct)
            : await MatrixPageAsync(http, runner, grants, refusal, ct);

    private static async Task<IResult> WithdrawFromSectionAsync([FromForm] GrantForm form, HttpContext http, OperationRunner runner, Grants grants, SignInSessions sessions, CancellationToken ct) =>
        form.Read(Grantee.Section(form.Section ?? ""), http).TryGet(out var grant, out var refusal)
            ? await SectionChangedAsync(form.Section!, await runner.RunAsync(Grants.Withdraw, grant, http.SignedIn().Caller, ct), http, runner, grants, sessions, ct)
            : await MatrixPageAsync(http, runner, grants, refusal, ct);

    private static async Task<IResult> SectionChangedAsync(string section, Result<GrantLine> result, HttpContext http, OperationRunner runner, Grants grants, SignInSessions sessions, CancellationToken ct)
    {
        if (!result.TryGet(out _, out var refusal))
            return await MatrixPageAsync(http, runner, grants, refusal, ct);
        sessions.ForgetSection(http.Municipality().Code, section);
        return SeeOther.To($"/{http.Municipality().Code}/people/rights");
    }

    private static async Task<IResult> SessionsAsync(HttpContext http, OperationRunner runner, CancellationToken ct)
    {
        var result = await runner.RunAsync(AllSessions.List, true, http.SignedIn().Caller, ct);
        return result.TryGet(out var lines, out var refusal)
            ? Pages.Render<AllSessionsPage>(http, (nameof(AllSessionsPage.Lines), lines), (nameof(AllSessionsPage.Current), http.SignedIn().SessionId))
            : Answers.Refused(http, refusal);
    }

    private static async Task<IResult> EndSessionAsync([FromForm] Guid? session, HttpContext http, OperationRunner runner, SignInSessions sessions, CancellationToken ct)
    {
        var result = await runner.RunAsync(AllSessions.End, session ?? Guid.Empty, http.SignedIn().Caller, ct);
        if (!result.TryGet(out var ended, out var refusal))
            return Answers.Refused(http, refusal);
        sessions.Forget(ended);
        return SeeOther.To($"/{http.Municipality().Code}/people/sessions");
    }
}
