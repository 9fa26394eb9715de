using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Moyai.Kernel;
using Moyai.Platform.Http;
using Moyai.Platform.Operations;
using Npgsql;

namespace Moyai.Platform.Hosting;

/// <summary>A fault is answered with PLT-007 and a number that stands in the log; an unknown address with PLT-001.</summary>
internal sealed partial class Faults(RequestDelegate next, TimeProvider clock, ILogger<Faults> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            if (!IsUtf8(http.Request))
                throw new BadHttpRequestException("Bodies are UTF-8.", StatusCodes.Status415UnsupportedMediaType);
            await next(http);
            if (http.Response is { StatusCode: StatusCodes.Status404NotFound, HasStarted: false } && http.GetEndpoint() is null)
                await Answers.Refused(http, PlatformErrors.NotFound, StatusCodes.Status404NotFound).ExecuteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception exception)
        {
            var (status, refusal) = Judge(exception);
            if (status == StatusCodes.Status500InternalServerError)
            {
                var reference = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N")[..16];
                LogFault(log, exception, reference, RequestLog.RouteOf(http));
                refusal = refusal with { Remedy = $"{refusal.Remedy}（受付番号 {reference}）" };
            }
            if (http.Response.HasStarted)
            {
                http.Abort();
                return;
            }
            await AnswerAsync(http, status, refusal);
        }
    }

    /// <summary>A request the server could not read is its sender's mistake, not a fault.</summary>
    private static (int Status, Refusal Refusal) Judge(Exception exception) => exception switch
    {
        BadHttpRequestException bad => (bad.StatusCode, PlatformErrors.Unreadable),
        // A form that is broken off, too long or of too many fields; and a text with U+0000, which the database takes from nobody.
        InvalidDataException or AntiforgeryValidationException => (StatusCodes.Status400BadRequest, PlatformErrors.Unreadable),
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } => (StatusCodes.Status400BadRequest, PlatformErrors.Unreadable),
        _ => (StatusCodes.Status500InternalServerError, PlatformErrors.SystemFault),
    };

    /// <summary>The readers of the framework throw at a charset they do not know, before any route is asked.</summary>
    private static bool IsUtf8(HttpRequest request) =>
        !MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.Charset.Length == 0 || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase);

    private static async Task AnswerAsync(HttpContext http, int status, Refusal refusal)
    {
        http.Response.Clear();
        try
        {
            await Answers.Refused(http, refusal, status).ExecuteAsync(http);
        }
        catch (Exception) when (!http.Response.HasStarted)
        {
            // Even the page fails: the bare answer needs nothing.
            http.Response.Clear();
            await Answers.Problem(refusal, status).ExecuteAsync(http);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "fault {Reference} {Route}")]
    private static partial void LogFault(ILogger logger, Exception exception, string reference, string route);
}
