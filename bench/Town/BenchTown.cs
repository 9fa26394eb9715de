using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Moyai.Kernel;
using Moyai.MyNumber;
using Moyai.Platform;
using Moyai.Platform.Database;
using Moyai.Platform.Municipalities;
using Moyai.Platform.Operations;
using Moyai.Platform.Secrets;
using Moyai.Platform.SignIn;
using Moyai.Residents;
using Moyai.Standards;

namespace Moyai.Bench.Town;

/// <summary>A durable private cluster with one town in it, made and filled by the product's own means.</summary>
internal sealed class BenchTown : IAsyncDisposable
{
    public static readonly MunicipalityCode Code = MunicipalityCode.Parse("143014");
    private const string FilledMark = "/filled";

    private readonly PrivateCluster _cluster;
    private readonly string _folder;
    private readonly bool _keep;
    private readonly ServiceProvider _services;

    private BenchTown(PrivateCluster cluster, string folder, bool keep, ServiceProvider services, Municipality municipality) =>
        (_cluster, _folder, _keep, _services, Municipality) = (cluster, folder, keep, services, municipality);

    public Municipality Municipality { get; }

    public OperationRunner Runner => Service<OperationRunner>();

    public string AppConnectionString => _cluster.AppConnectionString;

    public string OwnerConnectionString => _cluster.OwnerConnectionString;

    public string AdminConnectionString => _cluster.AdminConnectionString;

    public string ClusterFolder => _folder;

    public string KeyFile => _folder + "/keys.json";

    public string KeyFolder => _folder + "/data-protection";

    public T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public IServiceProvider Services => _services;

    /// <summary>A town that is gone after the run.</summary>
    public static Task<BenchTown> FreshAsync(int residents, CancellationToken ct) =>
        OpenAsync(Path.Combine(Path.GetTempPath(), $"moyai-bench-{Environment.ProcessId}-{Guid.CreateVersion7():N}"[..30]), residents, keep: false, ct);

    /// <summary>A town that stays, so that the next run begins at once; made anew when it was left half filled or the schema has changed.</summary>
    public static async Task<BenchTown> KeptAsync(string folder, int residents, CancellationToken ct)
    {
        if (Directory.Exists(folder) && !File.Exists(folder + FilledMark))
            await RemoveAsync(folder, ct);
        try
        {
            return await OpenAsync(folder, residents, keep: true, ct);
        }
        catch (InvalidOperationException changed) when (changed.Message.StartsWith("Migration ", StringComparison.Ordinal))
        {
            await RemoveAsync(folder, ct);
            return await OpenAsync(folder, residents, keep: true, ct);
        }
    }

    private static async Task<BenchTown> OpenAsync(string folder, int residents, bool keep, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        Directory.CreateDirectory(folder + "/data-protection");
        var cluster = await PrivateCluster.StartAsync(new PrivateClusterOptions(folder + "/cluster") { Durable = true, MaxConnections = 200 }, ct);
        try
        {
            await Migrator.ApplyAsync(cluster.OwnerConnectionString, [.. PlatformModule.Surface.Migrations, .. MyNumberModule.Surface.Migrations, .. ResidentsModule.Surface.Migrations], ct);
            var keys = Platform.Secrets.KeyFile.LoadOrCreate(folder + "/keys.json");
            var services = Compose(cluster.AppConnectionString, keys, folder + "/data-protection");
            var entry = Municipalities.Find(Code)!;
            await Birth.RegisterAsync(cluster.OwnerConnectionString, entry, "blue-900", isDemo: true, ct);
            var databases = services.GetRequiredService<Databases>();
            await Birth.FurnishAsync(databases, Code, $"{entry.AddressPrefix}長", "見本　一郎", [("1", "住民課")], People.Accounts, services.GetRequiredService<TotpVault>(), TimeProvider.System, ct);
            var town = new BenchTown(cluster, folder, keep, services, (await databases.FindAsync(Code, ct))!);
            if (residents > 0 && !File.Exists(folder + FilledMark))
                await town.FillAsync(residents, ct);
            return town;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    private async Task FillAsync(int residents, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        await Filling.FillAsync(this, residents, ct);
        await File.WriteAllTextAsync(_folder + FilledMark, string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s\n"), ct);
    }

    private static ServiceProvider Compose(string connection, KeyFile keys, string keyFolder)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.ClearProviders());
        services.AddPlatform(new PlatformModule.Settings(new Dictionary<string, string> { ["main"] = connection }, keys, keyFolder, Zone.IndividualNumber));
        services.AddMyNumber(keys);
        services.AddResidents([]);
        return services.BuildServiceProvider();
    }

    private static async Task RemoveAsync(string folder, CancellationToken ct)
    {
        await PrivateCluster.DestroyAsync(folder + "/cluster", ct);
        Directory.Delete(folder, recursive: true);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _cluster.DisposeAsync();
        if (!_keep)
            await RemoveAsync(_folder, CancellationToken.None);
    }
}
