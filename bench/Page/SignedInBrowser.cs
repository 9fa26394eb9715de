using System.Net;
using System.Text.RegularExpressions;
using Moyai.Bench.Town;

namespace Moyai.Bench.Page;

/// <summary>Signs in as a clerk does, through the pages, with password and second factor.</summary>
internal sealed partial class SignedInBrowser : IDisposable
{
    private readonly HttpClientHandler _handler;
    private readonly HttpClient _http;

    private SignedInBrowser(Uri address)
    {
        _handler = new HttpClientHandler { AllowAutoRedirect = false };
        _http = new HttpClient(_handler) { BaseAddress = address };
        _http.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    /// <summary>All cookies as one header.</summary>
    public string Cookie => string.Join("; ", _handler.CookieContainer.GetCookies(_http.BaseAddress!).Select(cookie => $"{cookie.Name}={cookie.Value}"));

    public static async Task<SignedInBrowser> OpenAsync(Uri address, CancellationToken ct)
    {
        var browser = new SignedInBrowser(address);
        try
        {
            await browser.PostAsync($"/{BenchTown.Code}/sign-in", ct, ("login", People.Login), ("password", People.Password));
            await browser.PostAsync($"/{BenchTown.Code}/sign-in/second-factor", ct, ("code", People.CodeNow()));
            return browser;
        }
        catch
        {
            browser.Dispose();
            throw;
        }
    }

    public async Task<byte[]> PageAsync(string path, CancellationToken ct)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), ct);
        return answer.StatusCode == HttpStatusCode.OK
            ? await answer.Content.ReadAsByteArrayAsync(ct)
            : throw new InvalidOperationException($"{path} was answered with {(int)answer.StatusCode}.");
    }

    private async Task PostAsync(string path, CancellationToken ct, params (string Name, string Value)[] fields)
    {
        var form = await _http.GetStringAsync(new Uri(path, UriKind.Relative), ct);
        var token = WebUtility.HtmlDecode(Token().Match(form).Groups[1].Value);
        using var content = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using var answer = await _http.PostAsync(new Uri(path, UriKind.Relative), content, ct);
        if (answer.StatusCode != HttpStatusCode.SeeOther)
            throw new InvalidOperationException($"Signing in at {path} was answered with {(int)answer.StatusCode}.");
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
