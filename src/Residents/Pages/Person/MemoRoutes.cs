using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Moyai.Kernel;
using Moyai.Platform.Http;
using Moyai.Platform.Operations;
using Moyai.Residents.Operations;
using Screen = Moyai.Platform.Http.Pages;

namespace Moyai.Residents.Pages.Person;

/// <summary>メモ: the fourth tab of a person's page.</summary>
internal static class MemoRoutes
{
    public static void MapMemos(this RouteGroupBuilder staff)
    {
        staff.MapGet($"/residents/{ResidentRoutes.Number}/memos", (long number, Guid? edit, HttpContext http, OperationRunner runner, CancellationToken ct) => PageAsync(number, edit, null, null, http, runner, ct)).Runs(Memos.List.Definition);
        staff.MapPost($"/residents/{ResidentRoutes.Number}/memos", WriteAsync).Runs(Memos.Write.Definition, Memos.List.Definition);
    }

    private static async Task<IResult> WriteAsync(long number, IFormCollection form, HttpContext http, OperationRunner runner, CancellationToken ct)
    {
        var memo = Guid.TryParse(form["memo"], out var id) ? id : (Guid?)null;
        var text = form["act"] == "withdraw" ? null : form["text"].ToString();
        var result = await runner.RunAsync(Memos.Write, new Memos.WriteRequest(AddresseeNumber.FromRegister(number), memo, text), http.SignedIn().Caller, ct);
        if (result.TryGet(out _, out var refusal))
            return SeeOther.To(ResidentRoutes.Path(http, $"residents/{AddresseeNumber.FromRegister(number)}/memos"));
        return refusal.Field is null ? Answers.Refused(http, refusal) : await PageAsync(number, memo, refusal, text, http, runner, ct);
    }

    private static async Task<IResult> PageAsync(long number, Guid? edit, Refusal? refused, string? typed, HttpContext http, OperationRunner runner, CancellationToken ct)
    {
        var result = await runner.RunAsync(Memos.List, new Memos.ListRequest(AddresseeNumber.FromRegister(number)), http.SignedIn().Caller, ct);
        if (!result.TryGet(out var shown, out var refusal))
            return Answers.Refused(http, refusal);
        var edited = shown.Memos.FirstOrDefault(memo => memo.MemoId == edit && !memo.Now.IsWithdrawn);
        (string, object?)[] parameters =
        [
            (nameof(MemosPage.Shown), shown), (nameof(MemosPage.Edited), edited), (nameof(MemosPage.Refusal), refused), (nameof(MemosPage.Typed), typed ?? edited?.Now.Content ?? ""),
            (nameof(MemosPage.MayWrite), http.SignedIn().Caller.May(ResidentPermissions.EnterChanges)),
        ];
        return refused is null ? Screen.Render<MemosPage>(http, parameters) : Screen.RenderRefused<MemosPage>(http, parameters);
    }
}
