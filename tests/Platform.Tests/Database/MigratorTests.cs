using Moyai.Platform.Database;
using Moyai.TestKit;
using Npgsql;

namespace Moyai.Platform.Tests.Database;

public sealed class MigratorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Task NothingAsync(string owner, CancellationToken ct) => Task.CompletedTask;

    private static readonly Migration First = new("probe", 1, "first", "create schema probe; create table probe.fact (name text)");
    private static readonly Migration Second = new("probe", 2, "second", "insert into probe.fact values ('二')");

    [Fact]
    public async Task Each_file_is_applied_once()
    {
        await using var database = await TestDatabase.CreateAsync(NothingAsync, Cancellation);

        Assert.Equal(1, await Migrator.ApplyAsync(database.OwnerConnectionString, [First], Cancellation));
        Assert.Equal(1, await Migrator.ApplyAsync(database.OwnerConnectionString, [First, Second], Cancellation));
        Assert.Equal(0, await Migrator.ApplyAsync(database.OwnerConnectionString, [First, Second], Cancellation));
        Assert.Equal(1L, await CountAsync(database));
    }

    [Fact]
    public async Task A_file_changed_after_it_was_applied_is_refused_and_the_lock_is_free_again()
    {
        await using var database = await TestDatabase.CreateAsync(NothingAsync, Cancellation);
        await Migrator.ApplyAsync(database.OwnerConnectionString, [First], Cancellation);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Migrator.ApplyAsync(database.OwnerConnectionString, [First with { Sql = First.Sql + " " }, Second], Cancellation));
        Assert.Contains("probe/0001", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0L, await CountAsync(database));

        await using var source = NpgsqlDataSource.Create(database.AdminConnectionString);
        await using var command = source.CreateCommand("select count(*) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())");
        Assert.Equal(0L, await command.ExecuteScalarAsync(Cancellation));
    }

    [Fact]
    public async Task A_file_that_fails_leaves_no_half()
    {
        await using var database = await TestDatabase.CreateAsync(NothingAsync, Cancellation);
        var broken = new Migration("probe", 2, "broken", "insert into probe.fact values ('x'); select 1/0");

        await Assert.ThrowsAsync<PostgresException>(() => Migrator.ApplyAsync(database.OwnerConnectionString, [First, broken], Cancellation));
        Assert.Equal(0L, await CountAsync(database));
        Assert.Equal(1, await Migrator.ApplyAsync(database.OwnerConnectionString, [First, Second], Cancellation));
    }

    [Fact]
    public async Task Hosts_that_start_together_migrate_once()
    {
        await using var database = await TestDatabase.CreateAsync(NothingAsync, Cancellation);

        var applied = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            Migrator.ApplyAsync(database.OwnerConnectionString, [First, Second, .. PlatformModule.Surface.Migrations], Cancellation)));

        Assert.Equal(2 + PlatformModule.Surface.Migrations.Count, applied.Sum());
        Assert.Equal(1L, await CountAsync(database));
    }

    [Fact]
    public void No_two_files_of_the_platform_share_a_number() => Assert.Equal(
        PlatformModule.Surface.Migrations.Select(migration => migration.Number).Distinct().Order(), PlatformModule.Surface.Migrations.Select(migration => migration.Number));

    private static async Task<object?> CountAsync(TestDatabase database)
    {
        await using var source = NpgsqlDataSource.Create(database.OwnerConnectionString);
        await using var command = source.CreateCommand("select count(*) from probe.fact");
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
