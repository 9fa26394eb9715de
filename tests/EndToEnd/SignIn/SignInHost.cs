using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Moyai.EndToEnd.Browser;
using Moyai.Kernel;
using Moyai.Platform;
using Moyai.Platform.Database;
using Moyai.Platform.Design;
using Moyai.Platform.Municipalities;
using Moyai.Platform.Operations;
using Moyai.Platform.Secrets;
using Moyai.Platform.SignIn;
using Moyai.Standards;
using Moyai.TestKit;

namespace Moyai.EndToEnd.SignIn;

/// <summary>The sign-in of one town before a real browser. The name is localhost, because a passkey belongs to a name and never to a number.</summary>
public sealed class SignInHost(Chromium chromium) : IAsyncLifetime
{
    public const string Password = "correct horse battery";
    public static readonly byte[] Secret = [.. Enumerable.Range(1, 20).Select(i => (byte)i)];
    public static readonly MunicipalityCode Town = MunicipalityCode.Parse("143014");

    private readonly string _keyFolder = Directory.CreateTempSubdirectory("moyai-keys-").FullName;
    private TestDatabase _database = null!;
    private WebApplication _app = null!;

    public IBrowser Browser { get; private set; } = null!;

    public string Address { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(MigrateAsync);
        var keys = new KeyFile(new byte[32], [.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
        await Birth.RegisterAsync(_database.OwnerConnectionString, Municipalities.Find(Town)!, "blue-900", true, CancellationToken.None);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddPlatform(new PlatformModule.Settings(new Dictionary<string, string> { ["main"] = _database.AppConnectionString }, keys, _keyFolder, Zone.IndividualNumber));
        _app = builder.Build();
        _app.MapMoyaiAssets();
        _app.MapSignIn();
        await Birth.FurnishAsync(_app.Services.GetRequiredService<Databases>(), Town, "葉山町長", "見本　一郎", [("100", "住民課")],
        [
            new NewAccount("clerk", "窓口　花子", "100", Password, false, null, [Permissions.SeeIndividualNumber]),
            new NewAccount("leaver", "窓口　次郎", "100", Password, false, null, []),
            new NewAccount("admin", "情報　太郎", "100", Password, false, Secret, [Permissions.ManageAccounts]),
        ], _app.Services.GetRequiredService<TotpVault>(), TimeProvider.System, CancellationToken.None);
        await _app.StartAsync();
        var bound = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Address = $"http://localhost:{bound.Port}";
        Browser = await chromium.RunningAsync();
    }

    private static Task MigrateAsync(string owner, CancellationToken ct) => Migrator.ApplyAsync(owner, PlatformModule.Surface.Migrations, ct);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_keyFolder, recursive: true);
    }
}
