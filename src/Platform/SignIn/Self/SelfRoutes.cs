using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Moyai.Kernel;
using Moyai.Platform.Http;
using Moyai.Platform.Operations;

namespace Moyai.Platform.SignIn.Self;

/// <summary>Routes of what everyone may do about their own sign-in.</summary>
internal static class SelfRoutes
{
    public static void MapSelf(this RouteGroupBuilder staff)
    {
        staff.MapGet("/home", HomeAsync).Runs(SignInDefinitions.Home);
        staff.MapPost("/sign-out", SignOutAsync).Runs(SignInDefinitions.SignOut).During(FirstStep.ChangePassword, FirstStep.EnrolSecondFactor);

        staff.MapGet("/me/password", (HttpContext http) => Pages.Render<PasswordPage>(http, (nameof(PasswordPage.First), http.SignedIn().MustChangePassword)))
            .Runs(SignInDefinitions.ChangePassword).During(FirstStep.ChangePassword);
        staff.MapPost("/me/password", ChangePasswordAsync).Runs(SignInDefinitions.ChangePassword).During(FirstStep.ChangePassword);

        var factors = staff.MapGroup("/me/second-factors").During(FirstStep.EnrolSecondFactor);
        factors.MapGet("", (HttpContext http, OperationRunner runner, OwnSecondFactors own, CancellationToken ct) => FactorsPageAsync(http, runner, own, null, ct)).Runs(SignInDefinitions.OwnSecondFactors);
        factors.MapPost("/totp/begin", BeginTotpAsync).Runs(SignInDefinitions.BeginTotp, SignInDefinitions.OwnSecondFactors);
        factors.MapPost("/totp/finish", FinishTotpAsync).Runs(SignInDefinitions.FinishTotp, SignInDefinitions.OwnSecondFactors);
        factors.MapPost("/totp/remove", RemoveTotpAsync).Runs(SignInDefinitions.RemoveTotp, SignInDefinitions.OwnSecondFactors);
        factors.MapPost("/passkey/begin", BeginPasskeyAsync).Runs(SignInDefinitions.BeginPasskey, SignInDefinitions.OwnSecondFactors);
        factors.MapPost("/passkey/finish", FinishPasskeyAsync).Runs(SignInDefinitions.FinishPasskey, SignInDefinitions.OwnSecondFactors);
        factors.MapPost("/passkey/remove", RemovePasskeyAsync).Runs(SignInDefinitions.RemovePasskey, SignInDefinitions.OwnSecondFactors);

        staff.MapGet("/me/sessions", SessionsAsync).Runs(SignInDefinitions.OwnSessions);
        staff.MapPost("/me/sessions/end", EndSessionAsync).Runs(SignInDefinitions.EndOwnSession);
        staff.MapPost("/me/sessions/extend", ExtendAsync).Runs(SignInDefinitions.ExtendSession);
    }

    private static async Task<IResult> HomeAsync(HttpContext http, OperationRunner runner, CancellationToken ct)
    {
        var person = http.SignedIn();
        var result = await runner.RunAsync(OwnSession.Home, person.SessionId, person.Caller, ct);
        return result.TryGet(out var previous, out var refusal) ? Pages.Render<HomePage>(http, (nameof(HomePage.Previous), previous)) : Answers.Refused(http, refusal);
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, OperationRunner runner, SignInSessions sessions, CancellationToken ct)
    {
        var person = http.SignedIn();
        await runner.RunAsync(OwnSession.SignOut, person.SessionId, person.Caller, ct);
        sessions.Forget(person.SessionId);
        SignInCookies.TakeSession(http);
        return SeeOther.To($"/{person.Caller.Municipality}/sign-in");
    }

    private static async Task<IResult> ChangePasswordAsync([FromForm] string? current, [FromForm(Name = "new")] string? fresh, [FromForm] string? repeat, HttpContext http, OperationRunner runner, SignInSessions sessions, SignInDoor door, CancellationToken ct)
    {
        var person = http.SignedIn();
        var result = await runner.RunAsync(OwnPassword.Change, new NewPassword(person.SessionId, current ?? "", fresh ?? "", repeat ?? ""), person.Caller, ct);
        if (result.TryGet(out var token, out var refusal))
        {
            sessions.ForgetAccount(person.Caller.AccountId!.Value);
            SignInCookies.GiveSession(http, person.Caller.Municipality, token);
            return SeeOther.To($"/{person.Caller.Municipality}/home");
        }
        if (refusal.Code == SignInErrors.CurrentPasswordWrong.Code && await door.CountFailureAsync(http.Municipality(), person, ct))
        {
            sessions.Forget(person.SessionId);
            SignInCookies.TakeSession(http);
            return SeeOther.To($"/{person.Caller.Municipality}/sign-in");
        }
        return Pages.RenderRefused<PasswordPage>(http, (nameof(PasswordPage.First), person.MustChangePassword), (nameof(PasswordPage.Refusal), refusal));
    }

    private static async Task<IResult> FactorsPageAsync(HttpContext http, OperationRunner runner, OwnSecondFactors own, Refusal? refused, CancellationToken ct)
    {
        var person = http.SignedIn();
        var result = await runner.RunAsync(own.Show, person.SessionId, person.Caller, ct);
        if (!result.TryGet(out var factors, out var refusal))
            return Answers.Refused(http, refusal);
        var page = refused is null
            ? Pages.Render<SecondFactorsPage>(http, (nameof(SecondFactorsPage.Factors), factors), (nameof(SecondFactorsPage.First), person.FirstStep is not null))
            : Pages.RenderRefused<SecondFactorsPage>(http, (nameof(SecondFactorsPage.Factors), factors), (nameof(SecondFactorsPage.First), person.FirstStep is not null), (nameof(SecondFactorsPage.Refusal), refused));
        return page;
    }

    private static async Task<IResult> BeginTotpAsync(HttpContext http, OperationRunner runner, OwnSecondFactors own, CancellationToken ct) =>
        await BackAsync(http, runner, own, await runner.RunAsync(own.BeginTotp, http.SignedIn().SessionId, http.SignedIn().Caller, ct), ct);

    private static async Task<IResult> FinishTotpAsync([FromForm] string? code, HttpContext http, OperationRunner runner, OwnSecondFactors own, SignInSessions sessions, CancellationToken ct)
    {
        var result = await runner.RunAsync(own.FinishTotp, new TypedCode(http.SignedIn().SessionId, code ?? ""), http.SignedIn().Caller, ct);
        return await RaisedAsync(http, runner, own, sessions, result, ct);
    }

    private static async Task<IResult> RemoveTotpAsync(HttpContext http, OperationRunner runner, OwnSecondFactors own, CancellationToken ct) =>
        await BackAsync(http, runner, own, await runner.RunAsync(OwnSecondFactors.RemoveTotp, http.SignedIn().SessionId, http.SignedIn().Caller, ct), ct);

    private static async Task<IResult> BeginPasskeyAsync(HttpContext http, OperationRunner runner, OwnSecondFactors own, CancellationToken ct) =>
        await BackAsync(http, runner, own, await runner.RunAsync(OwnSecondFactors.BeginPasskey, http, http.SignedIn().Caller, ct), ct);

    private static async Task<IResult> FinishPasskeyAsync([FromForm] string? credential, [FromForm] string? label, HttpContext http, OperationRunner runner, OwnSecondFactors own, SignInSessions sessions, CancellationToken ct)
    {
        var result = await runner.RunAsync(OwnSecondFactors.FinishPasskey, new MadePasskey(http.SignedIn().SessionId, credential ?? "", label ?? "", http), http.SignedIn().Caller, ct);
        return await RaisedAsync(http, runner, own, sessions, result, ct);
    }

    private static async Task<IResult> RemovePasskeyAsync([FromForm] string? key, HttpContext http, OperationRunner runner, OwnSecondFactors own, CancellationToken ct)
    {
        var id = key is { Length: > 0 and <= 2048 } && key.Length % 2 == 0 && key.All(char.IsAsciiHexDigit) ? Convert.FromHexString(key) : [];
        return await BackAsync(http, runner, own, await runner.RunAsync(OwnSecondFactors.RemovePasskey, id, http.SignedIn().Caller, ct), ct);
    }

    private static async Task<IResult> RaisedAsync(HttpContext http, OperationRunner runner, OwnSecondFactors own, SignInSessions sessions, Result<NewToken> result, CancellationToken ct)
    {
        if (!result.TryGet(out var token, out var refusal))
            return await FactorsPageAsync(http, runner, own, refusal, ct);
        var person = http.SignedIn();
        sessions.Forget(person.SessionId);
        if (token.Value is { } fresh)
            SignInCookies.GiveSession(http, person.Caller.Municipality, fresh);
        return SeeOther.To($"/{person.Caller.Municipality}/{(person.FirstStep is null ? "me/second-factors" : "home")}");
    }

    private static async Task<IResult> BackAsync<T>(HttpContext http, OperationRunner runner, OwnSecondFactors own, Result<T> result, CancellationToken ct) =>
        result.TryGet(out _, out var refusal) ? SeeOther.To($"/{http.SignedIn().Caller.Municipality}/me/second-factors") : await FactorsPageAsync(http, runner, own, refusal, ct);

    private static async Task<IResult> SessionsAsync(HttpContext http, OperationRunner runner, CancellationToken ct)
    {
        var person = http.SignedIn();
        var result = await runner.RunAsync(OwnSession.List, person.SessionId, person.Caller, ct);
        return result.TryGet(out var lines, out var refusal)
            ? Pages.Render<OwnSessionsPage>(http, (nameof(OwnSessionsPage.Lines), lines), (nameof(OwnSessionsPage.Current), person.SessionId))
            : Answers.Refused(http, refusal);
    }

    private static async Task<IResult> EndSessionAsync([FromForm] Guid? session, HttpContext http, OperationRunner runner, SignInSessions sessions, CancellationToken ct)
    {
        var person = http.SignedIn();
        var result = await runner.RunAsync(OwnSession.End, session ?? Guid.Empty, person.Caller, ct);
        if (!result.TryGet(out var ended, out var refusal))
            return Answers.Refused(http, refusal);
        sessions.Forget(ended);
        return SeeOther.To($"/{person.Caller.Municipality}/me/sessions");
    }

    private static async Task<IResult> ExtendAsync(HttpContext http, OperationRunner runner, SignInSessions sessions, CancellationToken ct)
    {
        var person = http.SignedIn();
        var result = await runner.RunAsync(OwnSession.Extend, person.SessionId, person.Caller, ct);
        if (!result.TryGet(out var ends, out var refusal))
            return Answers.Refused(http, refusal);
        sessions.Forget(person.SessionId);
        http.Response.Headers["X-Session-Ends"] = ends.ToString("O", CultureInfo.InvariantCulture);
        return TypedResults.NoContent();
    }
}
