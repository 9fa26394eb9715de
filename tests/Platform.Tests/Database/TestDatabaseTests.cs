using System.Globalization;
using Moyai.Platform.Database;
using Moyai.TestKit;
using Npgsql;

namespace Moyai.Platform.Tests.Database;

public sealed class TestDatabaseTests
{
    private static int s_migrations;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clones_come_from_one_migrated_template_and_do_not_see_each_other()
    {
        await using var first = await TestDatabase.CreateAsync(MigrateAsync, Cancellation);
        await using var second = await TestDatabase.CreateAsync(MigrateAsync, Cancellation);

        Assert.Equal(1, s_migrations);
        await ScalarAsync(first.AppConnectionString, "insert into fact values ('of the first')");
        Assert.Equal(1L, await ScalarAsync(first.AppConnectionString, "select count(*) from fact"));
        Assert.Equal(0L, await ScalarAsync(second.AppConnectionString, "select count(*) from fact"));
        Assert.Equal("moyai_app", await ScalarAsync(first.AppConnectionString, "select current_user::text"));
        Assert.Equal("moyai_owner", await ScalarAsync(first.OwnerConnectionString, "select tableowner::text from pg_tables where tablename = 'fact'"));
    }

    [Fact]
    public async Task The_cluster_of_a_killed_run_is_deleted_at_the_next_start()
    {
        const int nobody = 4194304; // one above the largest process number of Linux
        var folder = Path.Combine(Path.GetTempPath(), "moyai-test-" + nobody.ToString(CultureInfo.InvariantCulture));
        await (await PrivateCluster.StartAsync(new PrivateClusterOptions(folder) { Durable = false }, Cancellation)).DisposeAsync();
        var binaries = await PostgresBinaries.FindAsync(null, Cancellation);
        await ServerAccount.ForServer().RunAsync(binaries.Control, ["start", "-w", "-s", "-D", "data", "-l", "postgresql.log"], Cancellation, folder);
        Assert.NotEmpty(ServerProcesses.Of(folder + "/data"));

        await TestCluster.RemoveAbandonedAsync(Cancellation);

        Assert.False(Directory.Exists(folder));
        Assert.Empty(ServerProcesses.Of(folder + "/data"));
    }

    private static async Task MigrateAsync(string ownerConnectionString, CancellationToken cancellation)
    {
        Interlocked.Increment(ref s_migrations);
        // Left open on purpose: a template must survive a migration that forgets to close.
        var connection = new NpgsqlConnection(ownerConnectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("create table fact (name text); grant select, insert on fact to moyai_app", connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
