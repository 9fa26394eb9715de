using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Moyai.Platform.Design;

/// <summary>What a host adds and maps to have the screens.</summary>
public static class DesignModule
{
    /// <summary>Static components, and an encoder that leaves Japanese readable: escaped, a page is three times as long.</summary>
    public static IServiceCollection AddMoyaiDesign(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        return services;
    }

    /// <summary>The date preview of <see cref="DateField"/>: the typed text in, the date in words out. The text travels in the body only.</summary>
    public static IEndpointConventionBuilder MapDatePreview(this IEndpointRouteBuilder endpoints, string path, Func<string, string> print) =>
        endpoints.MapPost(path, ([FromForm] string? text) => Results.Text(print(text ?? ""), "text/plain; charset=utf-8"));

    /// <summary>Every component in every state, for looking at. Map it in development only.</summary>
    public static IEndpointConventionBuilder MapDesignGallery(this IEndpointRouteBuilder endpoints, string path = "/design")
    {
        var group = endpoints.MapGroup(path);
        group.MapGet("", () => new RazorComponentResult<DesignGallery>());
        group.MapGet("/progress", () => new RazorComponentResult<ProgressBar>(new Dictionary<string, object?>
        {
            [nameof(ProgressBar.Label)] = "住民データの取込み", [nameof(ProgressBar.Done)] = 24800L, [nameof(ProgressBar.Total)] = 48211L,
        }));
        group.MapGet("/{page}", (string page) => new RazorComponentResult<DesignGallery>(new Dictionary<string, object?> { [nameof(DesignGallery.Page)] = page }));
        group.MapPost("/search", (HttpContext http) => http.Request.Headers.ContainsKey("X-Moyai-Fragment")
            ? (IResult)new RazorComponentResult<GalleryResults>()
            : new RazorComponentResult<DesignGallery>(new Dictionary<string, object?> { [nameof(DesignGallery.Page)] = "search" })).DisableAntiforgery();
        return group;
    }
}
