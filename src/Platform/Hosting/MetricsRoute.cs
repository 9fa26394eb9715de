using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Moyai.Platform.Http;

namespace Moyai.Platform.Hosting;

/// <summary>Figures for a Prometheus, to whoever knows the word in MOYAI_METRICS_TOKEN. Without that word nobody gets them.</summary>
public static class MetricsRoute
{
    public const string Variable = "MOYAI_METRICS_TOKEN";

    public static IEndpointConventionBuilder MapMetrics(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var figures = routes.ServiceProvider.GetRequiredService<Figures>();
        return routes.MapGet("/metrics", (HttpContext http) => Knows(http, Environment.GetEnvironmentVariable(Variable))
                ? TypedResults.Text(figures.Write(), "text/plain; version=0.0.4; charset=utf-8")
                : Results.NotFound())
            .Open("監視装置が環境変数の合い言葉で読む。個人に関する情報を返さない").ExcludeFromDescription();
    }

    private static bool Knows(HttpContext http, string? word) =>
        word is { Length: >= 16 } && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes("Bearer " + word)), SHA256.HashData(Encoding.UTF8.GetBytes(http.Request.Headers.Authorization.ToString())));
}
