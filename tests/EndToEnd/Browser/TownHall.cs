using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using Moyai.Cli;
using Moyai.Platform.Database;

namespace Moyai.EndToEnd.Browser;

/// <summary>The demo as a visitor starts it, with two smaller towns: a private database, the import, the staff host as a process of its own.</summary>
public sealed class TownHall(Chromium chromium) : IAsyncLifetime
{
    /// <summary>葉山町: the town where most of the work is done.</summary>
    public const string Hayama = "143014";

    /// <summary>檜枝岐村: its people are kept for the tests that sign in by hand.</summary>
    public const string Hinoemata = "073644";

    private const int Residents = 600;
    private static readonly TimeSpan CodeLasts = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("moyai-e2e-").FullName;
    private readonly Dictionary<(string Town, string Login), IBrowserContext> _people = [];
    private readonly Dictionary<(string Town, string Login), long> _usedCodes = [];
    private PrivateCluster? _cluster;
    private StaffServer? _staff;

    public IBrowser Browser { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    /// <summary>What any page made the browser complain about: script errors, and what the content security policy stopped.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var browser = chromium.RunningAsync();
        // The database's own account passes through the folder.
        File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        var home = new MoyaiHome(_folder + "/home");
        home.Make();
        _cluster = await PrivateCluster.StartAsync(new PrivateClusterOptions(home.Cluster) { Durable = false });
        await DemoTowns.PrepareAsync(_cluster, home.LoadOrMakeKeys(), home, TextWriter.Null, CancellationToken.None, Residents);
        _staff = await StaffServer.StartAsync(home, _cluster.AppConnectionString, FreePort(), CancellationToken.None);
        Address = _staff.Address;
        Browser = await browser;
    }

    /// <summary>A browser of a person who is signed in; the same one each time, as at their own desk.</summary>
    public async Task<IBrowserContext> DeskAsync(string login, string town = Hayama)
    {
        if (_people.TryGetValue((town, login), out var known))
            return known;
        var context = await NewContextAsync();
        var page = await context.NewPageAsync();
        await SignInAsync(page, town, login);
        await page.CloseAsync();
        return _people[(town, login)] = context;
    }

    public async Task<IBrowserContext> NewContextAsync(bool script = true)
    {
        var context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address.ToString(), JavaScriptEnabled = script, Locale = "ja-JP", ViewportSize = new ViewportSize { Width = 1366, Height = 768 },
        });
        context.SetDefaultTimeout(15_000);
        context.Console += (_, message) =>
        {
            // A refused form and a page that is not there are answers, not faults.
            if (message.Type == "error" && !message.Text.Contains("the server responded with a status of 4", StringComparison.Ordinal))
                Complaints.Enqueue($"{message.Page?.Url} {message.Text}");
        };
        context.WebError += (_, error) => Complaints.Enqueue($"{error.Page?.Url} {error.Error}");
        return context;
    }

    /// <summary>A page of a signed-in person.</summary>
    public async Task<IPage> OpenAsync(string login, string path, string town = Hayama)
    {
        var page = await (await DeskAsync(login, town)).NewPageAsync();
        await page.GotoAsync($"/{town}/{path}");
        return page;
    }

    public async Task SignInAsync(IPage page, string town, string login)
    {
        await page.GotoAsync($"/{town}/sign-in");
        await page.GetByLabel("ログイン名").FillAsync(login);
        await page.GetByLabel("パスワード").FillAsync(DemoPeople.PasswordOf(login));
        await page.GetByRole(AriaRole.Button, new() { Name = "サインインする" }).ClickAsync();
        await page.GetByLabel("認証アプリの数字").FillAsync(CodeOf(town, login));
        await page.GetByRole(AriaRole.Button, new() { Name = "確かめる" }).ClickAsync();
        await page.WaitForURLAsync($"**/{town}/home");
    }

    /// <summary>A code that this account has not used yet: each is good for one sign-in, and those beside the present one are taken too.</summary>
    public string CodeOf(string town, string login)
    {
        var now = TimeProvider.System.GetUtcNow();
        var present = now.Ticks / CodeLasts.Ticks;
        var code = Math.Max(present - 1, _usedCodes.GetValueOrDefault((town, login)) + 1);
        if (code > present + 1)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{login} in {town} has signed in too often within {CodeLasts.TotalSeconds} s."));
        _usedCodes[(town, login)] = code;
        return DemoPeople.CodeAt(new DateTimeOffset(code * CodeLasts.Ticks, TimeSpan.Zero));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in _people.Values)
            await context.DisposeAsync();
        if (_staff is not null)
            await _staff.DisposeAsync();
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>All journeys share the demo and go one after another.</summary>
[CollectionDefinition(Name)]
public sealed class TownHallCollection : ICollectionFixture<TownHall>
{
    public const string Name = "the town hall";
}
