using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Moyai.Kernel;
using Moyai.Platform.Operations;

namespace Moyai.Platform.Http;

/// <summary>Refusals as answers: problem details for programs, a page for people; the same code, cause and remedy.</summary>
public static class Answers
{
    public static IResult Refused(HttpContext http, Refusal refusal, int? status = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(refusal);
        var code = status ?? StatusOf(refusal);
        return WantsPage(http) ? ErrorPages.Render(code, refusal) : Problem(refusal, code);
    }

    public static ProblemHttpResult Problem(Refusal refusal, int status)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return TypedResults.Problem(
            title: refusal.Message,
            detail: refusal.Remedy,
            statusCode: status,
            type: $"urn:moyai:error:{refusal.Code}",
            extensions: new Dictionary<string, object?> { ["code"] = refusal.Code, ["field"] = refusal.Field });
    }

    internal static IResult SignInFirst(HttpContext http, MunicipalityCode municipality) => WantsPage(http)
        ? TypedResults.Redirect($"/{municipality}/sign-in")
        : Problem(PlatformErrors.SignInFirst, StatusCodes.Status401Unauthorized);

    /// <summary>Browsers ask for text/html; programs do not.</summary>
    internal static bool WantsPage(HttpContext http) =>
        http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static int StatusOf(Refusal refusal) => refusal.Code switch
    {
        "PLT-001" => StatusCodes.Status404NotFound,
        "PLT-002" or "PLT-003" or "PLT-004" => StatusCodes.Status403Forbidden,
        "PLT-005" or "PLT-006" => StatusCodes.Status409Conflict,
        "PLT-008" => StatusCodes.Status401Unauthorized,
        "PLT-007" => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
