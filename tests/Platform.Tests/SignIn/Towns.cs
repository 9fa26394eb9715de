using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Http;
using Moyai.Platform.Municipalities;
using Moyai.Platform.Operations;
using Moyai.Platform.Secrets;
using Moyai.Platform.SignIn;
using Moyai.Standards;
using Moyai.TestKit;
using Npgsql;

namespace Moyai.Platform.Tests.SignIn;

/// <summary>Two live municipalities with the same login names, behind a real web server, with a clock of the test's own.</summary>
public sealed class Towns : IAsyncLifetime
{
    public const string Password = "correct horse battery";
    public static readonly MunicipalityCode Hayama = MunicipalityCode.Parse("143014");
    public static readonly MunicipalityCode Hinoemata = MunicipalityCode.Parse("073644");
    internal static readonly OperationDefinition Peek = new("tests.peek", "個人番号を見る試し", OperationMode.Read, Permissions.SeeIndividualNumber, "試験", "試験") { NeedsSecondFactor = true };
    private static readonly Operation<int, int> Peeking = new(Peek, (request, _, _, _) => Task.FromResult<Result<int>>(request));
    private static readonly KeyFile Keys = new(new byte[32], [.. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    private readonly string _keyFolder = Directory.CreateTempSubdirectory("moyai-keys-").FullName;
    private TestDatabase _database = null!;
    private WebApplication _app = null!;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 1, 0, 0, TimeSpan.Zero));

    public Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(MigrateAsync);
        foreach (var code in (MunicipalityCode[])[Hayama, Hinoemata])
            await Birth.RegisterAsync(_database.OwnerConnectionString, new MunicipalityEntry(code, "試験県", "試験町" + code, "シケンチョウ", "町", ""), "blue-900", true, CancellationToken.None);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddPlatform(new PlatformModule.Settings(new Dictionary<string, string> { ["main"] = _database.AppConnectionString }, Keys, _keyFolder, Zone.IndividualNumber));
        builder.Services.AddSingleton<TimeProvider>(Clock);
        _app = builder.Build();
        _app.MapSignIn();
        _app.MapStaff().MapGet("/peek", async (HttpContext http, OperationRunner runner, CancellationToken ct) =>
            (await runner.RunAsync(Peeking, 7, http.SignedIn().Caller, ct)).TryGet(out var seen, out var refusal) ? TypedResults.Text(seen.ToString(null, null)) : Answers.Refused(http, refusal)).Runs(Peek);
        _app.MapStaff().MapPost("/poke", () => TypedResults.Text("poked")).Runs(Peek).During(FirstStep.EnrolSecondFactor);
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public Browser NewBrowser() => new(Address);

    /// <summary>A person in one town; the same login may live in the other.</summary>
    public async Task<Guid> AddAsync(MunicipalityCode code, string login, byte[]? totp = null, bool mustChange = false, params string[] permissions)
    {
        await using var session = await SessionAsync(code);
        var batch = session.Sql();
        Accounts.AddSection(batch, "100", "住民課");
        Accounts.AddSection(batch, "900", "情報係");
        var id = Accounts.AddAccount(batch, session, new NewAccount(login, "試験 " + login, "100", Password, mustChange, totp, permissions), Service<TotpVault>());
        await session.CommitAsync(batch, CancellationToken.None);
        return id;
    }

    internal async Task<Session> SessionAsync(MunicipalityCode code)
    {
        var databases = Service<Databases>();
        var municipality = (await databases.FindAsync(code, CancellationToken.None))!;
        return new Session(databases.For(municipality), municipality, Clock);
    }

    public async Task ExecuteAsync(MunicipalityCode code, string sql, params object?[] values)
    {
        await using var session = await SessionAsync(code);
        await session.CommitAsync(session.Sql().Add(sql, values), CancellationToken.None);
    }

    public async Task<T?> ReadAsync<T>(MunicipalityCode code, string sql, params object?[] values)
    {
        await using var session = await SessionAsync(code);
        return await session.Sql().Add(sql, values).FirstAsync(reader => reader.IsDBNull(0) ? default : reader.GetFieldValue<T>(0), CancellationToken.None);
    }

    /// <summary>The access records of sign-in: operation, actor, outcome.</summary>
    public async Task<List<string>> RecordsAsync(MunicipalityCode code)
    {
        await using var session = await SessionAsync(code);
        return await session.Sql().Add("select operation || ' ' || actor || ' ' || outcome from platform.access_record order by at, record_id").ListAsync(reader => reader.GetString(0), CancellationToken.None);
    }

    private static Task MigrateAsync(string owner, CancellationToken ct) => Migrator.ApplyAsync(owner, PlatformModule.Surface.Migrations, ct);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_keyFolder, recursive: true);
    }
}
