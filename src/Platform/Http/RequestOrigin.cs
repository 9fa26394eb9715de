using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Moyai.Kernel;

namespace Moyai.Platform.Http;

/// <summary>Whether a request that changes something was made by our own page, or by a program that meant it.</summary>
/// <remarks>
/// A form must carry the antiforgery token, which is bound to the session. Any other body must carry <see cref="Header"/>: a page of another origin
/// cannot send it without asking first, and no other origin is ever allowed. Where the browser tells the site it comes from, that must be ours too.
/// </remarks>
public static class RequestOrigin
{
    /// <summary>Programs put this on every write; its value is their name.</summary>
    public const string Header = "X-Moyai-Client";

    internal static readonly Refusal Foreign = new("PLT-015", "この画面から送られた依頼であることを確かめられませんでした。登録は行われていません。", "画面を開き直してから、もう一度操作してください。");

    internal static async ValueTask<bool> IsOursAsync(HttpContext http)
    {
        var request = http.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return true;
        if (request.Headers["Sec-Fetch-Site"] is [{ } site] && site is not ("same-origin" or "none"))
            return false;
        return IsJson(request)
            ? request.Headers.ContainsKey(Header)
            : await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);
    }

    /// <summary>A form can be sent by any page in the world; a body of JSON with our header cannot.</summary>
    private static bool IsJson(HttpRequest request) =>
        request.HasJsonContentType() || (request.ContentLength is null or 0 && request.ContentType is null && request.Headers.ContainsKey(Header));
}
