using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Moyai.Kernel;
using Moyai.MyNumber;
using Moyai.Platform;
using Moyai.Platform.Database;
using Moyai.Platform.Jobs;
using Moyai.Platform.Municipalities;
using Moyai.Platform.Operations;
using Moyai.Platform.Secrets;
using Moyai.Platform.SignIn;
using Moyai.Residents;
using Moyai.Residents.Import;
using Moyai.Standards;
using Moyai.SyntheticJapan;
using Npgsql;

namespace Moyai.TestKit;

/// <summary>檜枝岐村 and 葉山町 in one database: staff of every role, and residents with the same 宛名番号 and 世帯番号 in both, loaded through the import a town would use.</summary>
/// <remarks>The arrangement is made once for a test process; each call of <see cref="CreateAsync"/> is a clone of it.</remarks>
public sealed class TwoTowns : IAsyncDisposable
{
    public const int ResidentsEach = 60;

    public static readonly MunicipalityCode Hinoemata = MunicipalityCode.Parse("073644");
    public static readonly MunicipalityCode Hayama = MunicipalityCode.Parse("143014");

    /// <summary>The keys under which the arrangement was sealed: a host over it is given the same.</summary>
    public static readonly KeyFile Keys = new(SHA256.HashData("access records of the tests"u8), SHA256.HashData("vault of the tests"u8));

    private readonly TestDatabase _database;

    private TwoTowns(TestDatabase database)
    {
        _database = database;
        Admin = NpgsqlDataSource.Create(database.AdminConnectionString);
    }

    /// <summary>What a host is given.</summary>
    public string AppConnectionString => _database.AppConnectionString;

    public string AdminConnectionString => _database.AdminConnectionString;

    /// <summary>Superuser: arranges what no page can, and sees what the walls hid.</summary>
    public NpgsqlDataSource Admin { get; }

    public static IReadOnlyList<Migration> Migrations { get; } =
        [.. PlatformModule.Surface.Migrations, .. MyNumberModule.Surface.Migrations, .. ResidentsModule.Surface.Migrations];

    public static async Task<TwoTowns> CreateAsync(CancellationToken cancellation = default) => new(await TestDatabase.CreateAsync(ArrangeAsync, cancellation));

    /// <summary>The other one.</summary>
    public static MunicipalityCode Other(MunicipalityCode town) => town == Hayama ? Hinoemata : Hayama;

    /// <summary>The rows of the town's file: every name, address and number that may be shown to this town only.</summary>
    public static IEnumerable<SyntheticHousehold> Households(MunicipalityCode town) =>
        SyntheticTown.Generate(new SyntheticTownOptions(town, ResidentsEach, 7, new DateOnly(2026, 11, 1)));

    private static async Task ArrangeAsync(string ownerConnectionString, CancellationToken cancellation)
    {
        await Migrator.ApplyAsync(ownerConnectionString, Migrations, cancellation);
        var cluster = await TestCluster.RunningAsync();
        var app = cluster.AppConnectionStringOf(new NpgsqlConnectionStringBuilder(ownerConnectionString).Database!);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.ClearProviders());
        services.AddPlatform(new PlatformModule.Settings(new Dictionary<string, string> { ["main"] = app }, Keys, Path.GetTempPath(), Zone.IndividualNumber));
        services.AddMyNumber(Keys);
        services.AddResidents([]);
        await using var provider = services.BuildServiceProvider();
        foreach (var town in (MunicipalityCode[])[Hinoemata, Hayama])
        {
            await Birth.RegisterAsync(ownerConnectionString, Municipalities.Find(town)!, town == Hayama ? "blue-900" : "green-900", isDemo: false, cancellation);
            await Birth.FurnishAsync(
                provider.GetRequiredService<Databases>(), town, "長", "試験　首長", TownStaff.Sections(town), [.. TownStaff.All.Select(person => person.AccountIn(town))],
                provider.GetRequiredService<TotpVault>(), TimeProvider.System, cancellation);
            await LoadAsync(provider, town, cancellation);
        }
    }

    private static async Task LoadAsync(ServiceProvider provider, MunicipalityCode town, CancellationToken cancellation)
    {
        using var file = new MemoryStream();
        ResidentCsv.Write(file, Households(town), cancellation);
        file.Position = 0;
        var asked = await provider.GetRequiredService<OperationRunner>().RunAsync(
            ImportResidents.Operation, new ImportResidents.Request("residents.csv", file, GoodRowsOnly: false), Caller.Console(town, "arrangement", ResidentPermissions.Import), cancellation);
        var municipality = (await provider.GetRequiredService<Databases>().FindAsync(town, cancellation))!;
        var worker = ActivatorUtilities.CreateInstance<JobWorker>(provider);
        if (!asked.IsSuccess || !await worker.WorkOneAsync(municipality, cancellation))
            throw new InvalidOperationException($"The residents of {town} were not imported: {(asked.TryGet(out _, out var refusal) ? "no job" : refusal.Code)}.");
    }

    public async ValueTask DisposeAsync()
    {
        await Admin.DisposeAsync();
        await _database.DisposeAsync();
    }
}
