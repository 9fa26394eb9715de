using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Moyai.Platform.Http;
using Moyai.Platform.Operations;

namespace Moyai.Platform.Jobs;

/// <summary>処理状況: the list of long work, and one piece of it with its counts.</summary>
public static class JobRoutes
{
    public static RouteGroupBuilder MapJobs(this RouteGroupBuilder group)
    {
        ArgumentNullException.ThrowIfNull(group);
        group.MapGet("/jobs", ListAsync).Runs(LookAtJobs.Lists);
        group.MapGet("/jobs/{id:guid}", ShowAsync).Runs(LookAtJobs.Shows);
        return group;
    }

    private static async Task<IResult> ListAsync(HttpContext http, OperationRunner runner, CancellationToken ct)
    {
        var result = await runner.RunAsync(LookAtJobs.List, true, http.SignedIn().Caller, ct);
        return result.TryGet(out var jobs, out var refusal) ? Pages.Render<JobsPage>(http, (nameof(JobsPage.Jobs), jobs)) : Answers.Refused(http, refusal);
    }

    private static async Task<IResult> ShowAsync(Guid id, HttpContext http, OperationRunner runner, CancellationToken ct)
    {
        var result = await runner.RunAsync(LookAtJobs.Show, id, http.SignedIn().Caller, ct);
        if (!result.TryGet(out var job, out var refusal))
            return Answers.Refused(http, refusal);
        if (!http.Request.Headers.ContainsKey("X-Moyai-Fragment"))
            return Pages.Render<JobPage>(http, (nameof(JobPage.Job), job));
        http.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<JobProgressView>(new Dictionary<string, object?> { [nameof(JobProgressView.Job)] = job });
    }
}
