using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Moyai.Platform.Database;
using Moyai.Platform.Http;

namespace Moyai.Platform.Hosting;

/// <summary>Whether this host works: it answers, and so does its database. Nothing else is told.</summary>
public static class HealthRoute
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static IEndpointConventionBuilder MapHealth(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/health", CheckAsync).Open("稼働の確認。個人に関する情報を返さない").ExcludeFromDescription();

    private static async Task<IResult> CheckAsync(Databases databases, TimeProvider clock, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            await using var command = databases.Main.CreateCommand("select 1");
            await command.ExecuteScalarAsync(either.Token);
            return TypedResults.Text("ok");
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            return TypedResults.Text("unavailable", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
