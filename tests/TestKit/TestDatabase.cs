using System.Collections.Concurrent;
using Moyai.Platform.Database;
using Npgsql;

namespace Moyai.TestKit;

/// <summary>A database of its own for one test class: a clone of a template that is migrated once per run, on the run's own cluster.</summary>
/// <remarks>A machine without PostgreSQL fails the test; it never skips it.</remarks>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<Func<string, CancellationToken, Task>, Lazy<Task<string>>> Templates = new();
    private static int s_count;

    private readonly PrivateCluster _cluster;
    private readonly string _name;

    private TestDatabase(PrivateCluster cluster, string name)
    {
        _cluster = cluster;
        _name = name;
    }

    /// <summary>What the code under test works with: owns nothing, obeys row-level security.</summary>
    public string AppConnectionString => _cluster.AppConnectionStringOf(_name);

    /// <summary>For arranging what the application may not do itself. Obeys row-level security too.</summary>
    public string OwnerConnectionString => _cluster.OwnerConnectionStringOf(_name);

    /// <summary>Superuser, in this database: looks past every wall, so only for asserting what the walls hid.</summary>
    public string AdminConnectionString => new NpgsqlConnectionStringBuilder(_cluster.AdminConnectionString) { Database = _name }.ConnectionString;

    /// <param name="migrate">Brings an empty database up to date as its owner. Pass a static method: equal delegates share one template.</param>
    public static async Task<TestDatabase> CreateAsync(Func<string, CancellationToken, Task> migrate, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(migrate);
        var cluster = await TestCluster.RunningAsync();
        var template = await Templates.GetOrAdd(migrate, key => new Lazy<Task<string>>(() => MigratedAsync(cluster, key))).Value.WaitAsync(cancellation);
        var name = $"test_{Interlocked.Increment(ref s_count)}";
        await cluster.CreateDatabaseAsync(name, template, cancellation);
        return new TestDatabase(cluster, name);
    }

    public async ValueTask DisposeAsync()
    {
        await using (var app = new NpgsqlConnection(AppConnectionString))
            NpgsqlConnection.ClearPool(app);
        await RunAsync(_cluster, $"drop database {_name} with (force)");
    }

    private static async Task<string> MigratedAsync(PrivateCluster cluster, Func<string, CancellationToken, Task> migrate)
    {
        var name = $"template_{Interlocked.Increment(ref s_count)}";
        await cluster.CreateDatabaseAsync(name);
        var owner = new NpgsqlConnectionStringBuilder(cluster.OwnerConnectionStringOf(name)) { Pooling = false };
        await migrate(owner.ConnectionString, CancellationToken.None);
        // Cloning needs a template that nobody is connected to.
        await RunAsync(cluster, $"alter database {name} allow_connections false");
        await RunAsync(cluster, $"select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '{name}'");
        return name;
    }

    private static async Task RunAsync(PrivateCluster cluster, string sql)
    {
        await using var source = NpgsqlDataSource.Create(cluster.AdminConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
