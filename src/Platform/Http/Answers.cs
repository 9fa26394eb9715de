using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Moyai.Kernel;
using Moyai.Platform.Operations;
using Moyai.Platform.SignIn;

namespace Moyai.Platform.Http;

/// <summary>Refusals as answers: problem details for programs, a page for people; the same code, cause and remedy.</summary>
public static class Answers
{
    public static IResult Refused(HttpContext http, Refusal refusal, int? status = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(refusal);
        var code = status ?? StatusOf(refusal);
        return WantsPage(http) ? ErrorPages.Render(http, code, refusal) : Problem(refusal, code);
    }

    /// <summary>A refusal for a program, with the status its code asks for.</summary>
    public static ProblemHttpResult Problem(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return Problem(refusal, StatusOf(refusal));
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

    /// <summary>Before anything else: the first password is changed, then the second factor enrolled.</summary>
    internal static IResult FirstStep(HttpContext http, MunicipalityCode municipality, FirstStep step) => (WantsPage(http), step) switch
    {
        (true, SignIn.FirstStep.ChangePassword) => TypedResults.Redirect($"/{municipality}/me/password"),
        (true, _) => TypedResults.Redirect($"/{municipality}/me/second-factors"),
        (_, SignIn.FirstStep.ChangePassword) => Problem(SignInErrors.ChangePasswordFirst, StatusCodes.Status403Forbidden),
        _ => Problem(SignInErrors.EnrolSecondFactorFirst, StatusCodes.Status403Forbidden),
    };

    /// <summary>Browsers ask for text/html; programs do not.</summary>
    internal static bool WantsPage(HttpContext http) =>
        http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static int StatusOf(Refusal refusal) => refusal.Code switch
    {
        "PLT-001" => StatusCodes.Status404NotFound,
        "PLT-002" or "PLT-003" or "PLT-004" or "PLT-015" => StatusCodes.Status403Forbidden,
        "PLT-005" or "PLT-006" => StatusCodes.Status409Conflict,
        "PLT-008" => StatusCodes.Status401Unauthorized,
        "PLT-009" => StatusCodes.Status400BadRequest,
        "PLT-007" => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
