using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Moyai.Kernel;
using Moyai.Platform.Http;
using Moyai.Platform.Operations;

namespace Moyai.Platform.AccessRecords;

/// <summary>アクセス記録 for the IT section: search, analyses, CSV, 改ざんの検査. Conditions travel in the body, never in an address.</summary>
public static class AccessRecordRoutes
{
    public static RouteGroupBuilder MapAccessRecords(this RouteGroupBuilder group)
    {
        ArgumentNullException.ThrowIfNull(group);
        group.MapGet("/access-records", ShowAsync).Runs(LookAtAccessRecords.Searches);
        group.MapPost("/access-records", SearchAsync).Runs(LookAtAccessRecords.Searches);
        group.MapPost("/access-records/csv", ExportAsync).Runs(LookAtAccessRecords.Exports);
        group.MapPost("/access-records/verify", VerifyAsync).Runs(LookAtAccessRecords.Verifies);
        return group;
    }

    private static Task<IResult> ShowAsync(HttpContext http, OperationRunner runner, TimeProvider clock, CancellationToken ct) =>
        FindAsync(http, runner, AccessRecordConditions.Today(Today(clock)), ct);

    private static async Task<IResult> SearchAsync(IFormCollection form, HttpContext http, OperationRunner runner, TimeProvider clock, CancellationToken ct)
    {
        var (conditions, mistakes) = AccessRecordConditions.Read(form, Today(clock), Operations(http).Select(operation => operation.Kind));
        return mistakes.Count > 0 ? Mistaken(http, conditions, mistakes) : await FindAsync(http, runner, conditions, ct);
    }

    private static async Task<IResult> FindAsync(HttpContext http, OperationRunner runner, AccessRecordConditions conditions, CancellationToken ct)
    {
        var result = await runner.RunAsync(LookAtAccessRecords.Search(Titles(http)), conditions, http.SignedIn().Caller, ct);
        return result.TryGet(out var found, out var refusal)
            ? Pages.Render<AccessRecordsPage>(http,
                (nameof(AccessRecordsPage.Operations), Operations(http)), (nameof(AccessRecordsPage.Conditions), conditions), (nameof(AccessRecordsPage.Found), found))
            : Answers.Refused(http, refusal);
    }

    private static async Task<IResult> ExportAsync(IFormCollection form, HttpContext http, OperationRunner runner, TimeProvider clock, CancellationToken ct)
    {
        var (conditions, mistakes) = AccessRecordConditions.Read(form, Today(clock), Operations(http).Select(operation => operation.Kind));
        if (mistakes.Count > 0)
            return Mistaken(http, conditions, mistakes);
        var result = await runner.RunAsync(LookAtAccessRecords.Export(Titles(http)), conditions, http.SignedIn().Caller, ct);
        return result.TryGet(out var file, out var refusal)
            ? TypedResults.Stream(file, "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"access-records-{conditions.From:yyyyMMdd}-{conditions.To:yyyyMMdd}.csv"))
            : Answers.Refused(http, refusal);
    }

    private static async Task<IResult> VerifyAsync(IFormCollection form, HttpContext http, OperationRunner runner, AccessRecordVerifier verifier, TimeProvider clock, CancellationToken ct)
    {
        var (number, hash) = (form["anchor-seal"].ToString().Trim(), form["anchor-hash"].ToString().Trim());
        (long, string)? anchor = null;
        if (number.Length > 0 || hash.Length > 0)
        {
            if (!long.TryParse(AccessRecordConditions.Half(number), NumberStyles.None, CultureInfo.InvariantCulture, out var seal) || hash.Length != 64 || !hash.All(char.IsAsciiHexDigit))
                return Mistaken(http, AccessRecordConditions.Today(Today(clock)), [AccessRecordErrors.AnchorMalformed]);
            anchor = (seal, hash);
        }
        var result = await runner.RunAsync(LookAtAccessRecords.Verify(verifier), anchor, http.SignedIn().Caller, ct);
        return result.TryGet(out var verdict, out var refusal)
            ? Pages.Render<AccessRecordsPage>(http,
                (nameof(AccessRecordsPage.Operations), Operations(http)), (nameof(AccessRecordsPage.Conditions), AccessRecordConditions.Today(Today(clock))), (nameof(AccessRecordsPage.Verdict), verdict))
            : Answers.Refused(http, refusal);
    }

    private static IResult Mistaken(HttpContext http, AccessRecordConditions conditions, IReadOnlyList<Refusal> mistakes) => Answers.WantsPage(http)
        ? Pages.RenderRefused<AccessRecordsPage>(http,
            (nameof(AccessRecordsPage.Operations), Operations(http)), (nameof(AccessRecordsPage.Conditions), conditions), (nameof(AccessRecordsPage.Mistakes), mistakes))
        : Answers.Refused(http, mistakes[0]);

    private static List<OperationDefinition> Operations(HttpContext http) =>
        [.. http.RequestServices.GetServices<Module>().SelectMany(module => module.Operations).OrderBy(operation => operation.Kind, StringComparer.Ordinal)];

    private static Dictionary<string, string> Titles(HttpContext http) =>
        Operations(http).DistinctBy(operation => operation.Kind).ToDictionary(operation => operation.Kind, operation => operation.Title, StringComparer.Ordinal);

    private static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(TimeSpan.FromHours(9)).DateTime);
}
