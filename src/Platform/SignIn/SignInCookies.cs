using Microsoft.AspNetCore.Http;
using Moyai.Kernel;
using Moyai.Platform.Http;

namespace Moyai.Platform.SignIn;

/// <summary>What the browser keeps: the municipality and a random token, out of reach of scripts and of other sites.</summary>
internal static class SignInCookies
{
    private const string StepName = "moyai-step";

    public static void GiveSession(HttpContext http, MunicipalityCode municipality, string token)
    {
        http.Response.Cookies.Append(StaffDoor.CookieName, $"{municipality}.{token}", Options(http));
        http.Response.Cookies.Delete(StepName, Options(http));
    }

    public static void GiveStep(HttpContext http, MunicipalityCode municipality, string token) =>
        http.Response.Cookies.Append(StepName, $"{municipality}.{token}", Options(http));

    public static void TakeSession(HttpContext http) => http.Response.Cookies.Delete(StaffDoor.CookieName, Options(http));

    public static string? Step(HttpContext http, MunicipalityCode municipality) =>
        http.Request.Cookies[StepName] is { } cookie && StaffDoor.TrySplit(cookie, out var home, out var token) && home == municipality ? token : null;

    private static CookieOptions Options(HttpContext http) => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, Path = "/", IsEssential = true };
}
