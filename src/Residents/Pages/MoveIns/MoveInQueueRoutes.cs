using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Moyai.Kernel;
using Moyai.Platform.Http;
using Moyai.Platform.Operations;
using Moyai.Residents.MoveIn;
using Screen = Moyai.Platform.Http.Pages;

namespace Moyai.Residents.Pages.MoveIns;

/// <summary>仮登録一覧, and what is decided on each: 承認, 差戻し, 取消し.</summary>
internal static class MoveInQueueRoutes
{
    public static void MapMoveInQueue(this RouteGroupBuilder staff)
    {
        staff.MapGet("/move-ins", ListAsync).Runs(ShowMoveIns.List.Definition);
        staff.MapGet("/move-ins/{id:guid}", (Guid id, string? done, HttpContext http, OperationRunner runner, CancellationToken ct) => ShowAsync(id, done, null, http, runner, ct)).Runs(ShowMoveIns.One.Definition);
        staff.MapPost("/move-ins/{id:guid}/approve", ApproveAsync).Runs(ApproveMoveIn.Definition, ShowMoveIns.One.Definition);
        staff.MapPost("/move-ins/{id:guid}/return", ReturnAsync).Runs(DecideMoveIn.Return.Definition, ShowMoveIns.One.Definition);
        staff.MapPost("/move-ins/{id:guid}/withdraw", WithdrawAsync).Runs(DecideMoveIn.Withdraw.Definition, ShowMoveIns.One.Definition);
    }

    private static async Task<IResult> ListAsync(HttpContext http, OperationRunner runner, TimeProvider clock, CancellationToken ct)
    {
        var result = await runner.RunAsync(ShowMoveIns.List, new ShowMoveIns.ListRequest(), http.SignedIn().Caller, ct);
        return result.TryGet(out var list, out var refusal)
            ? Screen.Render<MoveInQueuePage>(http, (nameof(MoveInQueuePage.Lines), list.Lines), (nameof(MoveInQueuePage.Now), clock.GetUtcNow()))
            : Answers.Refused(http, refusal);
    }

    private static async Task<IResult> ApproveAsync(Guid id, HttpContext http, OperationRunner runner, ApproveMoveIn approve, CancellationToken ct) =>
        await BackAsync(id, "approved", await runner.RunAsync(approve.Operation, new ApproveMoveIn.Request(id), http.SignedIn().Caller, ct), http, runner, ct);

    private static async Task<IResult> ReturnAsync(Guid id, IFormCollection form, HttpContext http, OperationRunner runner, CancellationToken ct)
    {
        var reason = form["reason"].ToString();
        return await BackAsync(id, "returned", await runner.RunAsync(DecideMoveIn.Return, new DecideMoveIn.ReturnRequest(id, reason.Length > 500 ? reason[..500] : reason), http.SignedIn().Caller, ct), http, runner, ct);
    }

    private static async Task<IResult> WithdrawAsync(Guid id, HttpContext http, OperationRunner runner, CancellationToken ct) =>
        await BackAsync(id, "withdrawn", await runner.RunAsync(DecideMoveIn.Withdraw, new DecideMoveIn.WithdrawRequest(id), http.SignedIn().Caller, ct), http, runner, ct);

    private static async Task<IResult> BackAsync<T>(Guid id, string done, Result<T> result, HttpContext http, OperationRunner runner, CancellationToken ct) =>
        result.TryGet(out _, out var refusal) ? SeeOther.To(ResidentRoutes.Path(http, $"move-ins/{id}?done={done}"))
        : refusal.Code.StartsWith("RES-", StringComparison.Ordinal) ? await ShowAsync(id, null, refusal, http, runner, ct)
        : Answers.Refused(http, refusal);

    private static async Task<IResult> ShowAsync(Guid id, string? done, Refusal? refused, HttpContext http, OperationRunner runner, CancellationToken ct)
    {
        var caller = http.SignedIn().Caller;
        var result = await runner.RunAsync(ShowMoveIns.One, new ShowMoveIns.OneRequest(id), caller, ct);
        if (!result.TryGet(out var shown, out var refusal))
            return Answers.Refused(http, refusal);
        (string, object?)[] parameters =
        [
            (nameof(MoveInPage.Shown), shown), (nameof(MoveInPage.Done), done), (nameof(MoveInPage.Refusal), refused),
            (nameof(MoveInPage.MayApprove), caller.May(ResidentPermissions.ApproveChanges)), (nameof(MoveInPage.MayRead), caller.May(ResidentPermissions.Read)),
        ];
        return refused is null ? Screen.Render<MoveInPage>(http, parameters) : Screen.RenderRefused<MoveInPage>(http, parameters);
    }
}
