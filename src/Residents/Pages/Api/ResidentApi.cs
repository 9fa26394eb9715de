using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Moyai.Kernel;
using Moyai.MyNumber;
using Moyai.Platform.Http;
using Moyai.Platform.Operations;
using Moyai.Residents.MoveIn;
using Moyai.Residents.Operations;
using Moyai.Residents.Pages.MoveIns;

namespace Moyai.Residents.Pages.Api;

/// <summary>The same operations for programs: JSON in, JSON or problem details out.</summary>
internal static class ResidentApi
{
    /// <summary>受付キー: a write is asked under a name of the caller's own, so that asking again does nothing new.</summary>
    public const string KeyHeader = "Idempotency-Key";

    public static void MapResidentApi(this RouteGroupBuilder staff)
    {
        var api = staff.MapGroup("/api").WithTags("住民記録");
        api.MapPost("/residents/search", SearchAsync).Runs(SearchResidents.Operation.Definition);
        api.MapGet($"/residents/{ResidentRoutes.Number}", ShowAsync).Runs(ShowResident.Operation.Definition);
        api.MapGet($"/households/{ResidentRoutes.Number}", HouseholdAsync).Runs(ShowHousehold.Operation.Definition);
        api.MapGet("/move-ins", ListAsync).Runs(ShowMoveIns.List.Definition);
        api.MapPost("/move-ins", EnterAsync).Runs(EnterMoveIn.Definition, CheckMoveIn.Definition);
        api.MapPost("/move-ins/{id:guid}/approve", ApproveAsync).Runs(ApproveMoveIn.Definition);
        api.MapPost("/move-ins/{id:guid}/return", ReturnAsync).Runs(DecideMoveIn.Return.Definition);
        api.MapPost("/move-ins/{id:guid}/withdraw", WithdrawAsync).Runs(DecideMoveIn.Withdraw.Definition);
    }

    private static async Task<Results<Ok<SearchResidents.Receipt>, ProblemHttpResult>> SearchAsync(SearchBody body, HttpContext http, OperationRunner runner, CancellationToken ct) =>
        Answer(await runner.RunAsync(SearchResidents.Operation, new SearchResidents.Request(body.Q ?? "", body.ResidentsOnly, body.After), http.SignedIn().Caller, ct), http);

    private static async Task<Results<Ok<ShowResident.Receipt>, ProblemHttpResult>> ShowAsync(long number, HttpContext http, OperationRunner runner, CancellationToken ct) =>
        Answer(await runner.RunAsync(ShowResident.Operation, new ShowResident.Request(AddresseeNumber.FromRegister(number)), http.SignedIn().Caller, ct), http);

    private static async Task<Results<Ok<ShowHousehold.Receipt>, ProblemHttpResult>> HouseholdAsync(long number, HttpContext http, OperationRunner runner, CancellationToken ct) =>
        Answer(await runner.RunAsync(ShowHousehold.Operation, new ShowHousehold.Request(HouseholdNumber.FromRegister(number)), http.SignedIn().Caller, ct), http);

    private static async Task<Results<Ok<ShowMoveIns.ListReceipt>, ProblemHttpResult>> ListAsync(HttpContext http, OperationRunner runner, CancellationToken ct) =>
        Answer(await runner.RunAsync(ShowMoveIns.List, new ShowMoveIns.ListRequest(), http.SignedIn().Caller, ct), http);

    private static async Task<Results<Created<EnterMoveIn.Receipt>, ProblemHttpResult>> EnterAsync(
        MoveInBody body, HttpContext http, OperationRunner runner, EnterMoveIn enter, CheckMoveIn check, Vault vault, TimeProvider clock, CancellationToken ct)
    {
        if (Key(http) is not { } key)
            return Answers.Problem(ResidentErrors.KeyMissing, StatusCodes.Status400BadRequest);
        var caller = http.SignedIn().Caller;
        if (!caller.May(EnterMoveIn.Definition.Permission))
            return Answers.Problem(PlatformErrors.NoPermission);
        var reading = MoveInReading.Of(body.ToForm(vault, caller.Municipality), MoveInRoutes.Today(clock));
        if (reading.Errors.Count > 0)
            return Problems(reading.Errors);
        var result = await runner.RunAsync(enter.Operation, reading.Notification, caller, ct, key);
        if (result.TryGet(out var receipt, out var refusal))
            return TypedResults.Created(ResidentRoutes.Path(http, $"move-ins/{receipt.ChangeId}"), receipt);
        // The operation names the first error; a program mends them all at once when it is told all.
        return refusal.Field is not null && (await runner.RunAsync(check.Operation, reading.Notification, caller, ct)).TryGet(out var found, out _) && found.Errors.Count > 0
            ? Problems(found.Errors)
            : Answers.Problem(refusal);
    }

    private static async Task<Results<Ok<ApproveMoveIn.Receipt>, ProblemHttpResult>> ApproveAsync(Guid id, HttpContext http, OperationRunner runner, ApproveMoveIn approve, CancellationToken ct) =>
        Answer(await runner.RunAsync(approve.Operation, new ApproveMoveIn.Request(id), http.SignedIn().Caller, ct, Key(http)), http);

    private static async Task<Results<Ok<DecideMoveIn.Receipt>, ProblemHttpResult>> ReturnAsync(Guid id, ReturnBody body, HttpContext http, OperationRunner runner, CancellationToken ct) =>
        Answer(await runner.RunAsync(DecideMoveIn.Return, new DecideMoveIn.ReturnRequest(id, body.Reason is { Length: > 500 } long_ ? long_[..500] : body.Reason ?? ""), http.SignedIn().Caller, ct, Key(http)), http);

    private static async Task<Results<Ok<DecideMoveIn.Receipt>, ProblemHttpResult>> WithdrawAsync(Guid id, HttpContext http, OperationRunner runner, CancellationToken ct) =>
        Answer(await runner.RunAsync(DecideMoveIn.Withdraw, new DecideMoveIn.WithdrawRequest(id), http.SignedIn().Caller, ct, Key(http)), http);

    private static IdempotencyKey? Key(HttpContext http) => http.Request.Headers[KeyHeader] is [{ Length: >= 8 and <= 100 } value] ? new IdempotencyKey(value) : null;

    private static Results<Ok<T>, ProblemHttpResult> Answer<T>(Result<T> result, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        return result.TryGet(out var receipt, out var refusal) ? TypedResults.Ok(receipt) : Answers.Problem(refusal);
    }

    /// <summary>Every error under its field, the first one as the problem itself.</summary>
    private static ProblemHttpResult Problems(IReadOnlyList<Refusal> errors) => TypedResults.Problem(
        title: errors[0].Message,
        detail: errors[0].Remedy,
        statusCode: StatusCodes.Status422UnprocessableEntity,
        type: $"urn:moyai:error:{errors[0].Code}",
        extensions: new Dictionary<string, object?>
        {
            ["code"] = errors[0].Code,
            ["field"] = errors[0].Field,
            ["errors"] = errors.Select(error => new FieldProblem(error.Code, error.Field, error.Message, error.Remedy)).ToArray(),
        });
}

/// <param name="Q">What would be typed into the search box.</param>
/// <param name="ResidentsOnly">現存者だけ.</param>
/// <param name="After">The <c>next</c> of the page before.</param>
public sealed record SearchBody(string? Q, bool ResidentsOnly = false, string? After = null)
{
    public override string ToString() => "SearchBody { **** }";
}

/// <param name="Reason">差戻しの理由.</param>
public sealed record ReturnBody(string? Reason)
{
    public override string ToString() => "ReturnBody { **** }";
}

/// <summary>One error of several.</summary>
public sealed record FieldProblem(string Code, string? Field, string Title, string Detail);
