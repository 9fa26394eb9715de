using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Moyai.Kernel;
using Moyai.Platform.Operations;
using Moyai.Platform.SignIn;

namespace Moyai.Platform.Http;

/// <summary>What every route must say of itself: the operations behind it, or why it needs none.</summary>
/// <param name="Operations">The operations its handler runs.</param>
/// <param name="Open">Why anyone may knock without being signed in; null for all others.</param>
public sealed record Door(IReadOnlyList<OperationDefinition> Operations, string? Open);

/// <summary>Routes of the staff host: all stand under /{municipality}, each with its operations.</summary>
public static class StaffDoor
{
    /// <summary>The cookie that holds the session token. __Host- binds it to this host and to HTTPS where there is HTTPS.</summary>
    public const string CookieName = "moyai-session";

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>The routes of one municipality: /{municipality}/…; another municipality's, or nobody's, is 404.</summary>
    public static RouteGroupBuilder MapStaff(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/{municipality:length(6)}");
        group.AddEndpointFilter(LetInAsync);
        return group;
    }

    /// <summary>Declares what a route runs.</summary>
    public static TBuilder Runs<TBuilder>(this TBuilder route, params OperationDefinition[] operations)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new Door(operations, null));

    /// <summary>Declares a route open to all, with the reason.</summary>
    public static TBuilder Open<TBuilder>(this TBuilder route, string reason)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new Door([], reason));

    /// <summary>The signed-in person of this request. Asking behind an open door is a bug.</summary>
    public static SignedIn SignedIn(this HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return (SignedIn)http.Items[typeof(SignedIn)]!;
    }

    private static async ValueTask<object?> LetInAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var http = invocation.HttpContext;
        var door = http.GetEndpoint()!.Metadata.GetMetadata<Door>();
        if (door?.Open is not null)
            return await next(invocation);

        if (!MunicipalityCode.TryParse((string?)http.Request.RouteValues["municipality"], null, out var municipality))
            return Answers.Refused(http, PlatformErrors.NotFound, StatusCodes.Status404NotFound);
        var sessions = http.RequestServices.GetRequiredService<SignInSessions>();
        if (http.Request.Cookies[CookieName] is not { } cookie || !TrySplit(cookie, out var home, out var token)
            || await sessions.FindAsync(home, token, http.RequestAborted) is not { } person)
            return Answers.SignInFirst(http, municipality);
        if (home != municipality)
            return Answers.Refused(http, PlatformErrors.NotFound, StatusCodes.Status404NotFound);

        http.Items[typeof(SignedIn)] = person;
        return await next(invocation);
    }

    /// <summary>The cookie is the municipality and the token: the wall must be known before the token can be looked up.</summary>
    internal static bool TrySplit(string cookie, out MunicipalityCode municipality, out string token)
    {
        token = cookie.Length == 71 && cookie[6] == '.' && !cookie.AsSpan(7).ContainsAnyExcept(Hex) ? cookie[7..] : "";
        municipality = default;
        return token.Length == 64 && MunicipalityCode.TryParse(cookie[..6], null, out municipality);
    }
}
