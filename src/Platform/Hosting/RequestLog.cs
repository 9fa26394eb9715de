using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Moyai.Platform.Hosting;

/// <summary>One line for each request: the pattern of its route, never the address that was asked for.</summary>
internal sealed partial class RequestLog(RequestDelegate next, TimeProvider clock, ILogger<RequestLog> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var begun = clock.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            LogRequest(log, MethodOf(http), RouteOf(http), http.Response.StatusCode, clock.GetElapsedTime(begun).TotalMilliseconds);
        }
    }

    public static string RouteOf(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";

    /// <summary>A method is whatever the sender writes; only those of the standard are told.</summary>
    private static string MethodOf(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) ? "GET" : HttpMethods.IsPost(http.Request.Method) ? "POST" : HttpMethods.IsHead(http.Request.Method) ? "HEAD" : "(other)";

    [LoggerMessage(Level = LogLevel.Information, Message = "request {Method} {Route} {Status} {Milliseconds}")]
    private static partial void LogRequest(ILogger logger, string method, string route, int status, double milliseconds);
}
