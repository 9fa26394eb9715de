using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Moyai.Platform.Http;
using Moyai.TestKit;

namespace Moyai.Attack;

/// <summary>One request, put together piece by piece: as a page of ours would send it, unless the attack says otherwise.</summary>
internal sealed class Request(House house, HttpMethod method, string path)
{
    private readonly List<string> _cookies = [];
    private readonly Dictionary<string, string> _headers = new() { ["Accept"] = "text/html" };
    private Seat? _seat;
    private List<(string Name, string Value)> _fields = [];
    private (string Name, byte[] Content)? _file;
    private HttpContent? _body;
    private bool _forged;

    public Request By(Seat seat)
    {
        _seat = seat;
        return Cookie($"{StaffDoor.CookieName}={seat.Cookie}");
    }

    public Request Cookie(string cookie)
    {
        _cookies.Add(cookie);
        return this;
    }

    public Request Header(string name, string value)
    {
        _headers[name] = value;
        return this;
    }

    /// <summary>Asks as a program does: problem details instead of pages.</summary>
    public Request AsProgram() => Header("Accept", "application/json");

    /// <summary>Leaves out what proves that our own page sent it.</summary>
    public Request Forged()
    {
        _forged = true;
        return this;
    }

    public Request Form(IEnumerable<(string, string)> fields)
    {
        _fields = [.. fields];
        return this;
    }

    public Request Filled(Sample sample)
    {
        if (sample.Json is { } json)
            return Json(json);
        _file = sample.File;
        return Form(sample.Fields);
    }

    public Request Json(object body)
    {
        _body = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body)) { Headers = { ContentType = new("application/json") } };
        return this;
    }

    public Request Raw(byte[] body, string contentType)
    {
        _body = new ByteArrayContent(body);
        _body.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return this;
    }

    public async Task<Answer> SendAsync(bool counted = true)
    {
        if (counted)
            house.CountAttack();
        using var message = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in _headers)
            message.Headers.TryAddWithoutValidation(name, value);
        if (method != HttpMethod.Get && method != HttpMethod.Head)
            Fill(message);
        if (_cookies.Count > 0)
            message.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", _cookies));
        using var answer = await house.Client.SendAsync(message);
        return await Answer.OfAsync(answer, path);
    }

    private void Fill(HttpRequestMessage message)
    {
        if (_body is not null)
        {
            message.Content = _body;
            if (!_forged)
                message.Headers.TryAddWithoutValidation(RequestOrigin.Header, "attack");
            return;
        }
        var fields = _fields.ToList();
        if (!_forged)
        {
            var (cookie, field) = house.TokensOf(_seat);
            _cookies.Add(cookie);
            fields.Add(("__RequestVerificationToken", field));
        }
        message.Content = _file is { } file ? Multipart(fields, file) : new ByteArrayContent(Encoding.ASCII.GetBytes(string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Escaped(field.Value)}"))))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") },
        };
    }

    /// <summary>Half a character cannot be written by a well-behaved client; this one is not.</summary>
    private static string Escaped(string value) => value == "\uD800" ? "%ED%A0%80" : Uri.EscapeDataString(value);

    private static MultipartFormDataContent Multipart(List<(string Name, string Value)> fields, (string Name, byte[] Content) file)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            content.Add(new StringContent(value), name);
        content.Add(new ByteArrayContent(file.Content), "file", file.Name);
        return content;
    }
}

/// <summary>What came back, readable: entities and escapes undone, so that a name is found however it was written.</summary>
internal sealed partial record Answer(string Path, HttpStatusCode Status, string? Location, string? ContentType, string Body, string Raw, IReadOnlyList<string> Cookies)
{
    public bool SetsCookieOf(string start) => Cookies.Any(cookie => cookie.StartsWith(start, StringComparison.Ordinal));

    public bool IsProblem => ContentType == "application/problem+json";

    public bool IsFault => (int)Status >= 500;

    /// <summary>Redirected to sign in, or told to.</summary>
    public bool SaysSignIn => Status == HttpStatusCode.Unauthorized || (Status == HttpStatusCode.Redirect && Location!.EndsWith("/sign-in", StringComparison.Ordinal));

    /// <summary>The messages of a page that refused.</summary>
    public string Errors => string.Join(" / ", Message().Matches(Body).Select(match => match.Groups[1].Value).DefaultIfEmpty(Body.Length > 600 ? Body[..600] : Body));

    public static async Task<Answer> OfAsync(HttpResponseMessage message, string path)
    {
        var text = Encoding.UTF8.GetString(await message.Content.ReadAsByteArrayAsync());
        var type = message.Content.Headers.ContentType?.MediaType;
        var body = type switch
        {
            "text/html" => WebUtility.HtmlDecode(text),
            "application/json" or "application/problem+json" => Unescaped(text),
            _ => text,
        };
        return new Answer(path, message.StatusCode, message.Headers.Location?.OriginalString, type, body, text, message.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : []);
    }

    /// <summary>JSON writes some letters as \uXXXX.</summary>
    public static string Unescaped(string json) => Escape().Replace(json, match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());

    public override string ToString() => $"{(int)Status} {Path}";

    [GeneratedRegex(@"\\u([0-9a-fA-F]{4})")]
    private static partial Regex Escape();

    [GeneratedRegex("class=\"field-error\"[^>]*>([^<]+)<")]
    private static partial Regex Message();
}
