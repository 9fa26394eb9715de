using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Moyai.Kernel;
using Moyai.MyNumber;
using Moyai.Platform;
using Moyai.Platform.Database;
using Moyai.Platform.Http;
using Moyai.Platform.Municipalities;
using Moyai.Platform.Operations;
using Moyai.Platform.Secrets;
using Moyai.Platform.SignIn;
using Moyai.Standards;
using Moyai.TestKit;

namespace Moyai.Residents.Tests.Pages;

/// <summary>The register behind a real web server, in two towns with the same people at the counter.</summary>
public sealed class StaffSite : IAsyncLifetime
{
    private static readonly KeyFile Keys = new(new byte[32], [.. Enumerable.Range(7, 32).Select(i => (byte)i)]);

    private readonly string _keyFolder = Directory.CreateTempSubdirectory("moyai-keys-").FullName;
    private TestDatabase _database = null!;
    private WebApplication _app = null!;
    private Uri _address = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(MigrateAsync);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddPlatform(new PlatformModule.Settings(new Dictionary<string, string> { ["main"] = _database.AppConnectionString }, Keys, _keyFolder, Zone.IndividualNumber));
        builder.Services.AddMyNumber(Keys);
        builder.Services.AddResidents([]);
        _app = builder.Build();
        _app.MapSignIn();
        ResidentsModule.MapResidents(_app.MapStaff());

        string[] counter = [ResidentPermissions.Read, ResidentPermissions.EnterChanges, ResidentPermissions.IssueCertificates];
        foreach (var code in (MunicipalityCode[])[Sent.Here, Sent.Elsewhere])
        {
            await Birth.RegisterAsync(_database.OwnerConnectionString, Municipalities.Find(code)!, "blue-900", true, CancellationToken.None);
            await Birth.FurnishAsync(_app.Services.GetRequiredService<Databases>(), code, "町長", "見本　一郎", [("1", "住民課")],
                [Account("yamada", counter), Account("suzuki", [.. counter, ResidentPermissions.ApproveChanges]), Account("idle", [])],
                _app.Services.GetRequiredService<TotpVault>(), TimeProvider.System, CancellationToken.None);
        }
        await _app.StartAsync();
        _address = new Uri(_app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

        static NewAccount Account(string login, string[] permissions) => new(login, "試験 " + login, "1", PasswordOf(login), false, null, permissions);
    }

    internal async Task<Clerk> SignInAsync(string login, MunicipalityCode? code = null)
    {
        var clerk = new Clerk(_address, code ?? Sent.Here);
        var path = $"/{code ?? Sent.Here}/sign-in";
        await clerk.PostAsync(path, path, ("login", login), ("password", PasswordOf(login)));
        return clerk;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_keyFolder, recursive: true);
    }

    private static string PasswordOf(string login) => login + " correct horse";

    private static Task MigrateAsync(string owner, CancellationToken ct) =>
        Migrator.ApplyAsync(owner, [.. PlatformModule.Surface.Migrations, .. MyNumberModule.Surface.Migrations, .. ResidentsModule.Surface.Migrations], ct);
}

/// <summary>A person at a browser, and a program that uses the same session.</summary>
internal sealed partial class Clerk : IDisposable
{
    private readonly HttpClient _client;

    public Clerk(Uri address, MunicipalityCode home)
    {
        _client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = address };
        Home = $"/{home}/";
    }

    /// <summary>The root of the town.</summary>
    public string Home { get; }

    public Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    /// <summary>Opens a page, takes its token and sends its form.</summary>
    public async Task<Reply> PostAsync(string page, string path, params (string Name, string Value)[] fields)
    {
        var token = Token().Match((await GetAsync(page)).Body).Groups[1].Value;
        using var form = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(field => new KeyValuePair<string, string>(field.Item1, field.Item2)));
        return await SendAsync(HttpMethod.Post, path, form);
    }

    public Task<Reply> JsonAsync(string path, object? body, string? key = null, bool named = true) =>
        SendAsync(HttpMethod.Post, path, JsonContent.Create(body ?? new { }), request =>
        {
            request.Headers.Remove("Accept");
            if (key is not null)
                request.Headers.Add("Idempotency-Key", key);
            if (named)
                request.Headers.Add(RequestOrigin.Header, "tests");
        });

    public void Dispose() => _client.Dispose();

    private async Task<Reply> SendAsync(HttpMethod method, string path, HttpContent? content, Action<HttpRequestMessage>? more = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.Add("Accept", "text/html");
        more?.Invoke(request);
        using var answer = await _client.SendAsync(request);
        return new Reply(answer.StatusCode, answer.Headers.Location?.OriginalString, await answer.Content.ReadAsStringAsync(), answer.Headers.CacheControl?.NoStore == true);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

internal sealed record Reply(HttpStatusCode Status, string? Location, string Body, bool NoStore);
