using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Moyai.Platform.AccessRecords;
using Moyai.Platform.Database;
using Moyai.Platform.Hosting;
using Moyai.Platform.Http;
using Moyai.Platform.Jobs;
using Moyai.Platform.Operations;
using Moyai.Platform.Secrets;
using Moyai.Platform.SignIn;

namespace Moyai.Platform.Tests.Hosting;

/// <summary>A host as programs and browsers meet it, on a port of its own, with what it logs kept in memory.</summary>
public sealed partial class StaffHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private StaffHost(WebApplication app, StringWriter log, string folder) => (_app, Log, _folder) = (app, log, folder);

    public StringWriter Log { get; }

    public string LogText()
    {
        lock (Log)
            return Log.ToString();
    }

    public static async Task<StaffHost> StartAsync(string appConnectionString, byte[] accessRecordKey)
    {
        var folder = Directory.CreateTempSubdirectory("moyai-host-").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddPlatform(new PlatformModule.Settings(
            new Dictionary<string, string> { ["main"] = appConnectionString }, new KeyFile(accessRecordKey, new byte[32]), folder, Zone.IndividualNumber));
        var log = new StringWriter();
        builder.Logging.AddMoyaiLogging();
        builder.Services.RemoveAll<ILoggerProvider>(); // the console
        builder.Services.AddSingleton<ILoggerProvider>(new JsonLines(TextWriter.Synchronized(log), TimeProvider.System));
        var app = builder.Build();
        app.UseMoyai();
        var staff = app.MapStaff();
        staff.MapAccessRecords();
        staff.MapJobs();
        staff.MapGet("/fault/{name}", string (string name) => throw new InvalidOperationException($"値 {name} を扱えません。", new ArgumentException(name))).Runs(LookAtJobs.Lists);
        await app.StartAsync();
        return new StaffHost(app, log, folder);
    }

    /// <summary>A browser; signed in with these rights, or not at all when there are none.</summary>
    public async Task<HttpClient> BrowserAsync(Municipality municipality, params string[] permissions)
    {
        var cookies = new CookieContainer();
        var address = new Uri(_app.Urls.Single());
        if (permissions.Length > 0)
        {
            await using var session = new Session(_app.Services.GetRequiredService<Databases>().For(municipality), municipality, TimeProvider.System);
            var batch = session.Sql();
            Accounts.AddSection(batch, "010", "情報係");
            var account = Accounts.AddAccount(batch, session, new NewAccount($"u{Guid.CreateVersion7():N}", "町田 花子", "010", "correct horse battery", false, null, permissions), _app.Services.GetRequiredService<TotpVault>());
            var token = SignInSessions.Begin(batch, account, "totp", "PC-01", session.Now);
            await session.CommitAsync(batch, TestContext.Current.CancellationToken);
            cookies.Add(address, new Cookie(StaffDoor.CookieName, $"{municipality.Code}.{token}"));
        }
        var browser = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address };
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        return browser;
    }

    /// <summary>Posts a form of a page as a browser would: with the hidden fields it was given.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string page, string action, params (string Name, string Value)[] fields)
    {
        var html = await browser.GetStringAsync(page);
        var token = AntiforgeryField().Match(html).Groups[1].Value;
        return await browser.PostAsync(action, new FormUrlEncodedContent(
            fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", WebUtility.HtmlDecode(token)))));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryField();
}
