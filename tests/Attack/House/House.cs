using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Moyai.Attack;
using Moyai.Kernel;
using Moyai.Platform.Hosting;
using Moyai.TestKit;

[assembly: AssemblyFixture(typeof(House))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Moyai.Attack;

/// <summary>The staff host as it is shipped, on a port of its own, over two towns with colliding numbers; all it logs is kept.</summary>
public sealed class House : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("moyai-attack-").FullName;
    private readonly StringWriter _log = new();
    private Shipped _factory = null!;
    private int _attacks;

    public TwoTowns Towns { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    internal IReadOnlyList<Target> Targets { get; private set; } = [];

    internal IReadOnlyDictionary<MunicipalityCode, Estate> Estates { get; private set; } = null!;

    /// <summary>Keeps no cookies and follows nothing: every request is what its attack made of it.</summary>
    public HttpClient Client { get; private set; } = null!;

    public IServiceProvider Services => _factory.Services;

    public string LogText()
    {
        lock (_log)
            return _log.ToString();
    }

    public async ValueTask InitializeAsync()
    {
        Towns = await TwoTowns.CreateAsync();
        var keys = Path.Combine(_folder, "keys.json");
        await File.WriteAllBytesAsync(keys, JsonSerializer.SerializeToUtf8Bytes(TwoTowns.Keys));
        _factory = new Shipped(new Dictionary<string, string>
        {
            ["MOYAI_DATABASE"] = Towns.AppConnectionString,
            ["MOYAI_KEY_FILE"] = keys,
            ["MOYAI_KEY_FOLDER"] = Path.Combine(_folder, "browser-keys"),
        }, _log);
        _factory.UseKestrel(0);
        _factory.StartServer();
        Address = new Uri(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        Targets = Target.AllOf(Services.GetRequiredService<EndpointDataSource>());
        Estates = new Dictionary<MunicipalityCode, Estate>
        {
            [TwoTowns.Hinoemata] = await Estate.BuildAsync(this, TwoTowns.Hinoemata),
            [TwoTowns.Hayama] = await Estate.BuildAsync(this, TwoTowns.Hayama),
        };
    }

    public async ValueTask DisposeAsync()
    {
        Console.WriteLine($"attacks: {_attacks} requests on {Targets.Count} routes");
        if (Environment.GetEnvironmentVariable("MOYAI_ATTACK_LOG") is { } log)
            await File.WriteAllTextAsync(log, LogText());
        Client.Dispose();
        await _factory.DisposeAsync();
        await Towns.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    internal void CountAttack() => Interlocked.Increment(ref _attacks);

    /// <summary>The pair of antiforgery tokens that our own page would have given to this session; to nobody when there is none.</summary>
    internal (string Cookie, string Field) TokensOf(Seat? seat)
    {
        using var scope = Services.CreateScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        if (seat is not null)
            http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, seat.Session.ToString())], "moyai"));
        var tokens = scope.ServiceProvider.GetRequiredService<IAntiforgery>().GetTokens(http);
        return ($"{scope.ServiceProvider.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.Cookie.Name}={tokens.CookieToken}", tokens.RequestToken!);
    }

    private sealed class Shipped(IReadOnlyDictionary<string, string> settings, StringWriter log) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Production");
            foreach (var (name, value) in settings)
                builder.UseSetting(name, value);
            builder.ConfigureTestServices(services =>
            {
                services.RemoveAll<ILoggerProvider>(); // the console; the same lines are kept instead
                services.AddSingleton<ILoggerProvider>(new JsonLines(TextWriter.Synchronized(log), TimeProvider.System));
            });
        }
    }
}
