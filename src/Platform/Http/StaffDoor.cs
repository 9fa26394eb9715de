using System.Buffers;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Moyai.Kernel;
using Moyai.Platform.Database;
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
    /// <summary>The cookie that holds the municipality and the session token: HttpOnly, SameSite=Strict, Secure where there is HTTPS.</summary>
    public const string CookieName = "moyai-session";

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>The routes of one municipality: /{municipality}/…; another municipality's, or nobody's, is 404.</summary>
    public static RouteGroupBuilder MapStaff(this IEndpointRouteBuilder routes)
    {
        // The door checks every form itself, before and after sign-in; the framework's own check would want a middleware and knows no JSON.
        var group = routes.MapGroup("/{municipality:length(6)}").DisableAntiforgery();
        // Around the whole endpoint, not a filter inside it: nobody's body is read before the door has let them in.
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            var inside = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = async http =>
            {
                if (await KeepOutAsync(http) is { } refused)
                    await refused.ExecuteAsync(http);
                else
                    await inside(http);
            };
        });
        return group;
    }

    /// <summary>Declares what a route runs.</summary>
    public static TBuilder Runs<TBuilder>(this TBuilder route, params OperationDefinition[] operations)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new Door(operations, null));

    /// <summary>Declares a route open to all, with the reason.</summary>
    public static TBuilder Open<TBuilder>(this TBuilder route, string reason)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new Door([], reason));

    /// <summary>A route that stays reachable while a first password must be changed or a second factor is still missing.</summary>
    internal static TBuilder During<TBuilder>(this TBuilder route, params FirstStep[] steps)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new FirstStepRoute(steps));

    /// <summary>The signed-in person of this request. Asking behind an open door is a bug.</summary>
    public static SignedIn SignedIn(this HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return (SignedIn)http.Items[typeof(SignedIn)]!;
    }

    /// <summary>The municipality of the signed-in person. Asking behind an open door is a bug.</summary>
    public static Municipality Municipality(this HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return (Municipality)http.Items[typeof(Municipality)]!;
    }

    /// <summary>The answer to whoever may not come in; null lets in.</summary>
    private static async ValueTask<IResult?> KeepOutAsync(HttpContext http)
    {
        var route = http.GetEndpoint()!.Metadata;
        if (route.GetMetadata<Door>()?.Open is not null)
            return await RequestOrigin.IsOursAsync(http) ? null : Answers.Refused(http, RequestOrigin.Foreign);

        if (!MunicipalityCode.TryParse((string?)http.Request.RouteValues["municipality"], null, out var code))
            return Answers.Refused(http, PlatformErrors.NotFound, StatusCodes.Status404NotFound);
        var sessions = http.RequestServices.GetRequiredService<SignInSessions>();
        if (http.Request.Cookies[CookieName] is not { } cookie || !TrySplit(cookie, out var home, out var token)
            || await sessions.FindAsync(home, token, http.RequestAborted) is not { } person)
            return Answers.SignInFirst(http, code);
        if (home != code || await http.RequestServices.GetRequiredService<Databases>().FindAsync(home, http.RequestAborted) is not { } municipality)
            return Answers.Refused(http, PlatformErrors.NotFound, StatusCodes.Status404NotFound);

        Seat(http, person, municipality);
        if (!await RequestOrigin.IsOursAsync(http))
            return Answers.Refused(http, RequestOrigin.Foreign);
        return person.FirstStep is { } step && route.GetMetadata<FirstStepRoute>()?.Steps.Contains(step) != true
            ? Answers.FirstStep(http, code, step)
            : null;
    }

    /// <summary>Puts the person into the request. The principal binds the antiforgery token to this session.</summary>
    private static void Seat(HttpContext http, SignedIn person, Municipality municipality)
    {
        http.Items[typeof(SignedIn)] = person;
        http.Items[typeof(Municipality)] = municipality;
        http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, person.SessionId.ToString())], "moyai"));
    }

    /// <summary>The cookie is the municipality and the token: the wall must be known before the token can be looked up.</summary>
    internal static bool TrySplit(string cookie, out MunicipalityCode municipality, out string token)
    {
        token = cookie.Length == 71 && cookie[6] == '.' && !cookie.AsSpan(7).ContainsAnyExcept(Hex) ? cookie[7..] : "";
        municipality = default;
        return token.Length == 64 && MunicipalityCode.TryParse(cookie[..6], null, out municipality);
    }
}

internal sealed record FirstStepRoute(IReadOnlyList<FirstStep> Steps);
