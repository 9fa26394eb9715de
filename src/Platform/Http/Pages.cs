using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Design;

namespace Moyai.Platform.Http;

/// <summary>Pages as answers. A staff page takes a parameter <c>Frame</c> of type <see cref="StaffFrame"/>, an open one of type <see cref="OpenFrame"/>.</summary>
public static class Pages
{
    /// <summary>A page for the signed-in person: the frame is filled in, the other parameters come from the caller.</summary>
    public static RazorComponentResult<TPage> Render<TPage>(HttpContext http, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where TPage : IComponent => Result<TPage>(http, Frame(http), StatusCodes.Status200OK, parameters);

    /// <summary>The same after a refused POST: 422 unless another status says it better.</summary>
    public static RazorComponentResult<TPage> RenderRefused<TPage>(HttpContext http, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where TPage : IComponent => Result<TPage>(http, Frame(http), StatusCodes.Status422UnprocessableEntity, parameters);

    /// <summary>A page before anyone is signed in.</summary>
    public static RazorComponentResult<TPage> RenderOpen<TPage>(HttpContext http, Municipality? municipality, int status, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where TPage : IComponent => Result<TPage>(http, OpenFrame.Of(http, municipality), status, parameters);

    /// <summary>The frame around a staff page: municipality, person, section, menu by rights, end of the session.</summary>
    public static StaffFrame Frame(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        var person = http.SignedIn();
        var municipality = http.Municipality();
        var tokens = http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http);
        var modules = http.RequestServices.GetServices<Module>().ToList();
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().ToOffset(TimeSpan.FromHours(9));
        var root = $"/{municipality.Code}/";
        var busy = person.FirstStep is null;
        var search = busy ? modules.Select(module => module.Search).FirstOrDefault(entry => entry is not null && person.Caller.May(entry.Permission)) : null;
        return new StaffFrame(
            municipality.Name,
            municipality.Code.Value,
            municipality.Colour,
            municipality.IsDemo,
            person.Caller.DisplayName,
            person.SectionName,
            busy ? [.. modules.SelectMany(module => module.Menu).Where(entry => person.Caller.May(entry.Permission)).Select(entry => new MenuItem(entry.Title, root + entry.Path, About: entry.About))] : [],
            http.Request.Path,
            tokens.RequestToken!,
            tokens.FormFieldName,
            string.Create(CultureInfo.InvariantCulture, $"{Wareki.Format(DateOnly.FromDateTime(now.DateTime))} {now:HH:mm}"))
        {
            HomePath = root + "home",
            SignOutPath = root + "sign-out",
            SearchPath = search is null ? null : root + search.Path,
            SearchLabel = search?.Title ?? "検索",
            SessionEnds = person.ClosesAt,
            SessionExtendPath = root + "me/sessions/extend",
        };
    }

    private static RazorComponentResult<TPage> Result<TPage>(HttpContext http, object frame, int status, ReadOnlySpan<(string Name, object? Value)> parameters)
        where TPage : IComponent
    {
        // What a page shows of a person stays in no cache of the terminal.
        http.Response.Headers.CacheControl = "no-store";
        var all = new Dictionary<string, object?>(StringComparer.Ordinal) { ["Frame"] = frame };
        foreach (var (name, value) in parameters)
            all[name] = value;
        return new RazorComponentResult<TPage>(all) { StatusCode = status, PreventStreamingRendering = true };
    }
}

/// <summary>What a page knows before a person is known.</summary>
/// <param name="Municipality">The municipality of the address; null where it is yet to be chosen.</param>
public sealed record OpenFrame(Municipality? Municipality, string AntiforgeryToken, string AntiforgeryFieldName)
{
    internal static OpenFrame Of(HttpContext http, Municipality? municipality)
    {
        var tokens = http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http);
        return new OpenFrame(municipality, tokens.RequestToken!, tokens.FormFieldName);
    }
}
