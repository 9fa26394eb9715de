using Microsoft.OpenApi;

namespace Moyai.Staff;

/// <summary>The OpenAPI document: only the routes under /api, each with the operation it runs.</summary>
internal static class ApiDescription
{
    public static IServiceCollection AddMoyaiApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = route => route.RelativePath?.Contains("/api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Moyai", Version = "1", Description = "もやい 自治体クラウド。団体ごとの住民記録への入口。エラーは problem details（code, title, detail, field）で返る。" };
            document.Servers = [];
            return Task.CompletedTask;
        });
    });
}
