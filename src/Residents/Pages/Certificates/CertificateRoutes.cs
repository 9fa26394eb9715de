using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Moyai.Kernel;
using Moyai.Platform.Http;
using Moyai.Platform.Operations;
using Moyai.Residents.Certificates;
using Moyai.Residents.Operations;
using Screen = Moyai.Platform.Http.Pages;

namespace Moyai.Residents.Pages.Certificates;

/// <summary>住民票の写し: choosing, issuing, printing, and the 交付履歴.</summary>
internal static class CertificateRoutes
{
    public static void MapCertificates(this RouteGroupBuilder staff)
    {
        staff.MapGet($"/households/{ResidentRoutes.Number}/certificate", ChooseAsync).Runs(IssueCertificate.Definition, ShowHousehold.Operation.Definition);
        staff.MapPost($"/households/{ResidentRoutes.Number}/certificate", IssueAsync).Runs(IssueCertificate.Definition, ShowHousehold.Operation.Definition);
        staff.MapGet("/certificates", ListAsync).Runs(CertificateRecords.List.Definition);
        staff.MapGet("/certificates/{id:guid}", (Guid id, string? done, HttpContext http, OperationRunner runner, CancellationToken ct) => ShowAsync(id, done, null, "", http, runner, ct))
            .Runs(CertificateRecords.One.Definition, CertificateRecords.List.Definition);
        staff.MapGet("/certificates/{id:guid}/document", DocumentAsync).Runs(CertificateRecords.Document.Definition);
        staff.MapPost("/certificates/{id:guid}/dispose", DisposeAsync).Runs(CertificateRecords.Dispose.Definition, CertificateRecords.One.Definition, CertificateRecords.List.Definition);
    }

    private static async Task<IResult> ChooseAsync(long number, HttpContext http, OperationRunner runner, CancellationToken ct) =>
        ResidentRoutes.Stop(http, IssueCertificate.Definition) ?? await FormAsync(number, null, null, http, runner, ct);

    private static async Task<IResult> IssueAsync(long number, IFormCollection sent, HttpContext http, OperationRunner runner, IssueCertificate issue, CancellationToken ct)
    {
        if (ResidentRoutes.Stop(http, IssueCertificate.Definition) is { } stop)
            return stop;
        var form = CertificateForm.Read(sent);
        if (form.CopyCount is not { } copies)
            return await FormAsync(number, form, ResidentErrors.Copies, http, runner, ct);
        var request = new IssueCertificate.Request(HouseholdNumber.FromRegister(number), form.Persons, form.Options, copies);
        var result = await runner.RunAsync(issue.Operation, request, http.SignedIn().Caller, ct, new IdempotencyKey(form.Token));
        return result.TryGet(out var receipt, out var refusal) ? SeeOther.To(ResidentRoutes.Path(http, $"certificates/{receipt.Copies[0].IssueId}?done=issued"))
            : refusal.Code.StartsWith("PLT-", StringComparison.Ordinal) ? Answers.Refused(http, refusal)
            : await FormAsync(number, form, refusal, http, runner, ct);
    }

    private static async Task<IResult> FormAsync(long number, CertificateForm? form, Refusal? refused, HttpContext http, OperationRunner runner, CancellationToken ct)
    {
        var result = await runner.RunAsync(ShowHousehold.Operation, new ShowHousehold.Request(HouseholdNumber.FromRegister(number)), http.SignedIn().Caller, ct);
        if (!result.TryGet(out var household, out var refusal))
            return Answers.Refused(http, refusal);
        form ??= CertificateForm.Blank(household.Present.Select(member => AddresseeNumber.FromRegister(long.Parse(member.Number, null))));
        (string, object?)[] parameters = [(nameof(CertificatePage.Household), household), (nameof(CertificatePage.Form), form), (nameof(CertificatePage.Refusal), refused)];
        return refused is null ? Screen.Render<CertificatePage>(http, parameters) : Screen.RenderRefused<CertificatePage>(http, parameters);
    }

    private static async Task<IResult> ListAsync(HttpContext http, OperationRunner runner, CancellationToken ct)
    {
        var result = await runner.RunAsync(CertificateRecords.List, new CertificateRecords.ListRequest(null), http.SignedIn().Caller, ct);
        return result.TryGet(out var list, out var refusal) ? Screen.Render<CertificatesPage>(http, (nameof(CertificatesPage.Lines), list.Lines)) : Answers.Refused(http, refusal);
    }

    private static async Task<IResult> ShowAsync(Guid id, string? done, Refusal? refused, string reason, HttpContext http, OperationRunner runner, CancellationToken ct)
    {
        var caller = http.SignedIn().Caller;
        var result = await runner.RunAsync(CertificateRecords.One, new CertificateRecords.OneRequest(id), caller, ct);
        if (!result.TryGet(out var line, out var refusal))
            return Answers.Refused(http, refusal);
        // Copies of one request share its moment; each has a number and a file of its own.
        var siblings = await runner.RunAsync(CertificateRecords.List, new CertificateRecords.ListRequest(HouseholdNumber.FromRegister(long.Parse(line.HouseholdNumber, null))), caller, ct);
        IReadOnlyList<CertificateRecords.Line> together = siblings.TryGet(out var list, out _)
            ? [.. list.Lines.Where(other => other.IssuedAt == line.IssuedAt && other.LoginName == line.LoginName).OrderBy(other => other.IssueNumber, StringComparer.Ordinal)]
            : [line];
        (string, object?)[] parameters =
        [
            (nameof(IssuedPage.Line), line), (nameof(IssuedPage.Together), together), (nameof(IssuedPage.Done), done), (nameof(IssuedPage.Refusal), refused), (nameof(IssuedPage.Reason), reason),
            (nameof(IssuedPage.IsOwn), line.LoginName == caller.LoginName),
        ];
        return refused is null ? Screen.Render<IssuedPage>(http, parameters) : Screen.RenderRefused<IssuedPage>(http, parameters);
    }

    private static async Task<IResult> DocumentAsync(Guid id, HttpContext http, OperationRunner runner, CancellationToken ct)
    {
        var result = await runner.RunAsync(CertificateRecords.Document, new CertificateRecords.OneRequest(id), http.SignedIn().Caller, ct);
        if (!result.TryGet(out var document, out var refusal))
            return Answers.Refused(http, refusal);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = "inline; filename=\"certificate.pdf\"";
        return TypedResults.Bytes(document.Content, "application/pdf");
    }

    private static async Task<IResult> DisposeAsync(Guid id, IFormCollection form, HttpContext http, OperationRunner runner, CancellationToken ct)
    {
        var reason = form["reason"].ToString() is var text && text.Length > 500 ? text[..500] : text;
        var result = await runner.RunAsync(CertificateRecords.Dispose, new CertificateRecords.DisposeRequest(id, reason), http.SignedIn().Caller, ct);
        return result.TryGet(out _, out var refusal) ? SeeOther.To(ResidentRoutes.Path(http, $"certificates/{id}?done=disposed"))
            : refusal.Code.StartsWith("PLT-", StringComparison.Ordinal) ? Answers.Refused(http, refusal)
            : await ShowAsync(id, null, refusal, reason, http, runner, ct);
    }
}
