using System.Net;
using System.Text.RegularExpressions;
using Moyai.Kernel;
using Moyai.Platform.Http;

namespace Moyai.Platform.Tests.SignIn;

/// <summary>What a browser does: keeps cookies, asks for pages, posts the forms it was given.</summary>
public sealed partial class Browser : IDisposable
{
    private readonly HttpClient _client;
    private readonly HttpClientHandler _handler;

    public Browser(Uri address)
    {
        _handler = new HttpClientHandler { CookieContainer = Cookies, AllowAutoRedirect = false };
        _client = new HttpClient(_handler) { BaseAddress = address };
        _client.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    public CookieContainer Cookies { get; } = new();

    public string? SessionCookie => Cookies.GetCookies(_client.BaseAddress!)[StaffDoor.CookieName]?.Value;

    public async Task<Answer> GetAsync(string path) => await Answer.OfAsync(await _client.GetAsync(new Uri(path, UriKind.Relative)));

    /// <summary>Opens the page, takes its antiforgery token and posts.</summary>
    public async Task<Answer> PostAsync(string page, string path, params (string Name, string Value)[] fields)
    {
        var token = Token().Match((await GetAsync(page)).Body).Groups[1].Value;
        return await PostRawAsync(path, [("__RequestVerificationToken", token), .. fields]);
    }

    public async Task<Answer> PostRawAsync(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value)));
        return await Answer.OfAsync(await _client.PostAsync(new Uri(path, UriKind.Relative), content));
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request) => await Answer.OfAsync(await _client.SendAsync(request));

    public Task<Answer> SignInAsync(MunicipalityCode code, string login, string password = Towns.Password) =>
        PostAsync($"/{code}/sign-in", $"/{code}/sign-in", ("login", login), ("password", password));

    public Task<Answer> CodeAsync(MunicipalityCode code, string digits) =>
        PostAsync($"/{code}/sign-in/second-factor", $"/{code}/sign-in/second-factor", ("code", digits));

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

/// <summary>An answer with its body read.</summary>
public sealed record Answer(HttpStatusCode Status, string? Location, string Body, HttpResponseMessage Message)
{
    public static async Task<Answer> OfAsync(HttpResponseMessage message) =>
        new(message.StatusCode, message.Headers.Location?.OriginalString, await message.Content.ReadAsStringAsync(), message);
}
