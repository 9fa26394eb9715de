using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Moyai.Cli;

/// <summary>A person at a browser without a browser: keeps cookies, carries each form's token, follows where it is sent.</summary>
internal sealed partial class DemoVisitor : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _town;

    private DemoVisitor(Uri address, string town)
    {
        _town = town;
        _http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address };
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
    }

    /// <summary>Comes in with password and second factor.</summary>
    public static async Task<DemoVisitor> SignInAsync(Uri address, string town, string login, CancellationToken ct)
    {
        var visitor = new DemoVisitor(address, town);
        await visitor.SendAsync("sign-in", "sign-in", [new("login", login), new("password", DemoPeople.PasswordOf(login))], ct);
        var page = await visitor.SendAsync("sign-in/second-factor", "sign-in/second-factor", [new("code", DemoPeople.CodeAt(TimeProvider.System.GetUtcNow()))], ct);
        return page.Contains("class=\"municipality-bar", StringComparison.Ordinal) || page.Contains("sign-out", StringComparison.Ordinal) ? visitor : throw new InvalidOperationException($"{login} could not sign in.");
    }

    public async Task<string> PageAsync(string path, CancellationToken ct)
    {
        using var answer = await _http.GetAsync(Uri(path), ct);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync(ct);
    }

    public async Task<byte[]> FileAsync(string path, CancellationToken ct) => await _http.GetByteArrayAsync(Uri(path), ct);

    /// <summary>Opens the page of a form, takes its token, sends the form, and returns the page it leads to.</summary>
    public async Task<string> SendAsync(string page, string action, IReadOnlyList<KeyValuePair<string, string>> fields, CancellationToken ct)
    {
        using var content = new FormUrlEncodedContent([.. fields, .. await HiddenAsync(page, ct)]);
        return await PostAsync(action, content, ct);
    }

    public async Task<string> UploadAsync(string page, string action, string field, string fileName, byte[] file, IReadOnlyList<KeyValuePair<string, string>> fields, CancellationToken ct)
    {
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in (IEnumerable<KeyValuePair<string, string>>)[.. fields, .. await HiddenAsync(page, ct)])
            content.Add(new StringContent(value), name);
        content.Add(new ByteArrayContent(file), field, fileName);
        return await PostAsync(action, content, ct);
    }

    /// <summary>The same house's JSON door.</summary>
    public async Task<JsonElement> AskAsync(string path, object body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Uri("api/" + path)) { Content = JsonContent.Create(body) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Add("X-Moyai-Client", "moyai demo");
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString("N"));
        using var answer = await _http.SendAsync(request, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
    }

    /// <summary>The hidden fields of the page's own form: its antiforgery token and its 受付キー.</summary>
    private async Task<List<KeyValuePair<string, string>>> HiddenAsync(string page, CancellationToken ct)
    {
        var hidden = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match input in HiddenInput().Matches(await PageAsync(page, ct)))
            if (NameOf().Match(input.Value) is { Success: true } name && ValueOf().Match(input.Value) is { Success: true } value)
                hidden[name.Groups[1].Value] = WebUtility.HtmlDecode(value.Groups[1].Value);
        return [.. hidden];
    }

    private async Task<string> PostAsync(string action, HttpContent content, CancellationToken ct)
    {
        using var answer = await _http.PostAsync(Uri(action), content, ct);
        var page = await answer.Content.ReadAsStringAsync(ct);
        return answer.IsSuccessStatusCode ? page : throw new InvalidOperationException($"{action}: {(int)answer.StatusCode} {TitleOf().Match(page).Groups[1].Value}");
    }

    private Uri Uri(string path) => new($"/{_town}/{path}", UriKind.Relative);

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex HiddenInput();

    [GeneratedRegex("name=\"([^\"]*)\"")]
    private static partial Regex NameOf();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex ValueOf();

    [GeneratedRegex("<title>([^<]*)</title>")]
    private static partial Regex TitleOf();
}
