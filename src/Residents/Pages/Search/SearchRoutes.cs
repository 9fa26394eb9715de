using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Moyai.Platform.Http;
using Moyai.Platform.Operations;
using Moyai.Residents.Operations;
using Screen = Moyai.Platform.Http.Pages;

namespace Moyai.Residents.Pages.Search;

/// <summary>住民検索: the page, its results, and the part of it that is replaced while typing.</summary>
internal static class SearchRoutes
{
    public static void MapSearch(this RouteGroupBuilder staff)
    {
        staff.MapGet("/residents", (HttpContext http) => ResidentRoutes.Stop(http, SearchResidents.Operation.Definition) ?? Page(http, new SearchView(SearchForm.Blank, null, default)))
            .Runs(SearchResidents.Operation.Definition);
        staff.MapPost("/residents", SearchAsync).Runs(SearchResidents.Operation.Definition);
    }

    private static async Task<IResult> SearchAsync(IFormCollection form, HttpContext http, OperationRunner runner, TimeProvider clock, CancellationToken ct)
    {
        var asked = SearchForm.Read(form);
        var started = clock.GetTimestamp();
        var result = await runner.RunAsync(SearchResidents.Operation, asked.Request, http.SignedIn().Caller, ct);
        // An empty box while typing is no mistake: the page says what can be typed.
        if (!result.TryGet(out var found, out var refusal) && refusal.Code != ResidentErrors.NoCondition.Code)
            return Answers.Refused(http, refusal);
        var view = new SearchView(asked, found, clock.GetElapsedTime(started));
        return http.Request.Headers.ContainsKey("X-Moyai-Fragment") ? Part(http, view) : Page(http, view);
    }

    private static RazorComponentResult<SearchPage> Page(HttpContext http, SearchView view) => Screen.Render<SearchPage>(http, (nameof(SearchPage.View), view));

    private static RazorComponentResult<SearchResults> Part(HttpContext http, SearchView view)
    {
        http.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<SearchResults>(new Dictionary<string, object?>
        {
            [nameof(SearchResults.View)] = view,
            [nameof(SearchResults.Municipality)] = http.SignedIn().Caller.Municipality.Value,
        })
        { PreventStreamingRendering = true };
    }
}
