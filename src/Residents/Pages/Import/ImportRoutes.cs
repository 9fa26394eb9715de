using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Moyai.Kernel;
using Moyai.Platform.Http;
using Moyai.Platform.Operations;
using Moyai.Platform.SignIn;
using Moyai.Residents.Import;
using Screen = Moyai.Platform.Http.Pages;

namespace Moyai.Residents.Pages.Import;

/// <summary>住民データの取込: giving the file, and what was found in it.</summary>
internal static class ImportRoutes
{
    /// <summary>Two gigabytes: the register of a city of a million with its history.</summary>
    public const long LargestFile = 2L << 30;

    public static void MapImport(this RouteGroupBuilder staff)
    {
        staff.MapGet("/residents/import", (HttpContext http) => ResidentRoutes.Stop(http, ImportResidents.Operation.Definition) ?? Form(http, null, null)).Runs(ImportResidents.Operation.Definition);
        staff.MapPost("/residents/import", TakeAsync).Runs(ImportResidents.Operation.Definition).WithMetadata(new RequestSizeLimitAttribute(LargestFile));
        staff.MapGet("/residents/import/{id:guid}", FindingsAsync).Runs(ImportResidents.Findings.Definition);
        staff.MapGet("/residents/import/{id:guid}/findings.csv", CsvAsync).Runs(ImportResidents.Findings.Definition);
    }

    /// <summary>The form is read here, not bound: a large body of someone who is not signed in is never taken in.</summary>
    private static async Task<IResult> TakeAsync(HttpContext http, OperationRunner runner, CancellationToken ct)
    {
        if (ResidentRoutes.Stop(http, ImportResidents.Operation.Definition) is { } stop)
            return stop;
        if (!http.Request.HasFormContentType)
            return Form(http, null, ResidentErrors.FileMissing);
        var form = await http.Request.ReadFormAsync(ct);
        var mode = form["mode"].ToString();
        if (form.Files["file"] is not { Length: > 0 } file)
            return Form(http, mode, ResidentErrors.FileMissing);
        if (mode is not ("all" or "good"))
            return Form(http, mode, ResidentErrors.ModeMissing);
        await using var content = file.OpenReadStream();
        var result = await runner.RunAsync(ImportResidents.Operation, new ImportResidents.Request(file.FileName, content, mode == "good"), http.SignedIn().Caller, ct);
        return result.TryGet(out var receipt, out var refusal) ? SeeOther.To(ResidentRoutes.Path(http, $"residents/import/{receipt.JobId}"))
            : refusal.Code.StartsWith("PLT-", StringComparison.Ordinal) ? Answers.Refused(http, refusal)
            : Form(http, mode, refusal.At("file"));
    }

    private static async Task<IResult> FindingsAsync(Guid id, HttpContext http, OperationRunner runner, CancellationToken ct)
    {
        var caller = http.SignedIn().Caller;
        var result = await runner.RunAsync(ImportResidents.Findings, new ImportResidents.FindingsRequest(id), caller, ct);
        return result.TryGet(out var findings, out var refusal)
            ? Screen.Render<FindingsPage>(http, (nameof(FindingsPage.Findings), findings), (nameof(FindingsPage.JobId), id), (nameof(FindingsPage.MayReadJobs), caller.May(Permissions.ReadJobs)))
            : Answers.Refused(http, refusal);
    }

    private static async Task<IResult> CsvAsync(Guid id, HttpContext http, OperationRunner runner, CancellationToken ct)
    {
        var result = await runner.RunAsync(ImportResidents.Findings, new ImportResidents.FindingsRequest(id), http.SignedIn().Caller, ct);
        if (!result.TryGet(out var findings, out var refusal))
            return Answers.Refused(http, refusal);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(Csv(findings.Lines), "text/csv; charset=utf-8", $"findings-{id}.csv");
    }

    /// <summary>UTF-8 with a mark, for the spreadsheets of the town hall.</summary>
    internal static byte[] Csv(IEnumerable<ImportResidents.FindingLine> lines)
    {
        var text = new StringBuilder("\uFEFF行,項目,番号,原因,直し方\r\n");
        foreach (var line in lines)
            text.Append(null, $"{line.Row},{Quote(line.Field)},{Quote(line.Code)},{Quote(line.Cause)},{Quote(line.Remedy)}\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Quote(string value) => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static RazorComponentResult<ImportPage> Form(HttpContext http, string? mode, Refusal? refusal) => refusal is null
        ? Screen.Render<ImportPage>(http, (nameof(ImportPage.Mode), mode))
        : Screen.RenderRefused<ImportPage>(http, (nameof(ImportPage.Mode), mode), (nameof(ImportPage.Refusal), refusal));
}
