using System.Diagnostics;
using Moyai.Platform.Database;
using Npgsql;

namespace Moyai.Platform.Tests.Database;

public sealed class PrivateClusterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("moyai-cluster-").FullName;

    public PrivateClusterTests() => File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);

    private PrivateClusterOptions Options => new(_folder + "/cluster") { Durable = false, BinariesFolder = null };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task First_start_makes_a_cluster_of_utf8_with_checksums_that_listens_on_no_network()
    {
        await using var cluster = await PrivateCluster.StartAsync(Options, Cancellation);

        Assert.Equal("UTF8", await ScalarAsync(cluster.AdminConnectionString, "show server_encoding"));
        Assert.Equal("C.UTF-8", await ScalarAsync(cluster.AppConnectionString, "select datcollate from pg_database where datname = current_database()"));
        Assert.Equal("on", await ScalarAsync(cluster.AdminConnectionString, "show data_checksums"));
        Assert.Equal("", await ScalarAsync(cluster.AdminConnectionString, "show listen_addresses"));
        Assert.Equal("moyai", await ScalarAsync(cluster.AppConnectionString, "select current_database()"));
    }

    [Fact]
    public async Task The_owner_and_the_application_obey_row_level_security_and_the_application_owns_nothing()
    {
        await using var cluster = await PrivateCluster.StartAsync(Options, Cancellation);

        const string strong = "select count(*) from pg_roles where rolname in ('moyai_owner', 'moyai_app') and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication)";
        Assert.Equal(0L, await ScalarAsync(cluster.AdminConnectionString, strong));
        Assert.Equal("moyai_owner", await ScalarAsync(cluster.AppConnectionString, "select pg_get_userbyid(datdba)::text from pg_database where datname = 'moyai'"));
        Assert.Equal(0L, await ScalarAsync(cluster.AdminConnectionString, "select count(*) from pg_shdepend where refobjid = 'moyai_app'::regrole and deptype = 'o'"));
        await ScalarAsync(cluster.OwnerConnectionString, "create schema residents; create extension btree_gist");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(cluster.AppConnectionString, "create schema mine"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task A_role_that_somebody_made_strong_is_weak_again_after_the_next_start()
    {
        await using (var cluster = await PrivateCluster.StartAsync(Options, Cancellation))
            await ScalarAsync(cluster.AdminConnectionString, "alter role moyai_app bypassrls");

        await using var again = await PrivateCluster.StartAsync(Options, Cancellation);
        Assert.Equal(false, await ScalarAsync(again.AdminConnectionString, "select rolbypassrls from pg_roles where rolname = 'moyai_app'"));
    }

    [Fact]
    public async Task A_second_start_on_the_same_folder_is_refused_in_both_languages_and_names_the_holder()
    {
        await using var cluster = await PrivateCluster.StartAsync(Options, Cancellation);

        var problem = await Assert.ThrowsAsync<StartupProblem>(() => PrivateCluster.StartAsync(Options, Cancellation));

        Assert.Contains($"プロセス番号 {Environment.ProcessId}", problem.Message, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId}", problem.Message, StringComparison.Ordinal);
        Assert.Equal("moyai", await ScalarAsync(cluster.AppConnectionString, "select current_database()"));
    }

    [Fact]
    public async Task A_lock_file_left_by_a_killed_program_does_not_hold_the_next_start()
    {
        await (await PrivateCluster.StartAsync(Options, Cancellation)).DisposeAsync();
        await File.WriteAllTextAsync(_folder + "/cluster/moyai.pid", "1", Cancellation);

        await using var cluster = await PrivateCluster.StartAsync(Options, Cancellation);
        Assert.Equal("moyai", await ScalarAsync(cluster.AppConnectionString, "select current_database()"));
    }

    [Fact]
    public async Task After_kill_9_of_the_server_the_next_start_has_every_committed_row()
    {
        // Durable: what was committed must be there.
        var options = Options with { Durable = true };
        var cluster = await PrivateCluster.StartAsync(options, Cancellation);
        await ScalarAsync(cluster.OwnerConnectionString, "create table kept (n int); insert into kept values (42)");
        using (var server = Process.GetProcessById(cluster.ServerProcessId))
            server.Kill();
        await cluster.DisposeAsync();

        await using var again = await PrivateCluster.StartAsync(options, Cancellation);
        Assert.Equal(42, await ScalarAsync(again.OwnerConnectionString, "select n from kept"));
    }

    [Fact]
    public async Task A_server_left_running_by_a_killed_program_is_replaced_and_keeps_its_rows()
    {
        await using (var cluster = await PrivateCluster.StartAsync(Options, Cancellation))
            await ScalarAsync(cluster.OwnerConnectionString, "create table kept (n int); insert into kept values (42)");
        var account = ServerAccount.ForServer();
        var binaries = await PostgresBinaries.FindAsync(null, Cancellation);
        var data = _folder + "/cluster/data";
        await account.RunAsync(binaries.Control, ["start", "-w", "-s", "-D", data, "-l", _folder + "/cluster/postgresql.log"], Cancellation);
        var left = int.Parse(File.ReadLines(data + "/postmaster.pid").First(), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains(left, ServerProcesses.Of(data));

        await using var again = await PrivateCluster.StartAsync(Options, Cancellation);
        Assert.NotEqual(left, again.ServerProcessId);
        Assert.DoesNotContain(left, ServerProcesses.Of(data));
        Assert.Equal(42, await ScalarAsync(again.OwnerConnectionString, "select n from kept"));
    }

    [Fact]
    public async Task A_pid_file_whose_number_is_another_process_by_now_does_not_hold_the_start()
    {
        await (await PrivateCluster.StartAsync(Options, Cancellation)).DisposeAsync();
        var data = _folder + "/cluster/data";
        await File.WriteAllTextAsync(data + "/postmaster.pid", $"{Environment.ProcessId}\n{data}\n1\n5432\n{_folder}\n\n\n", Cancellation);

        await using var cluster = await PrivateCluster.StartAsync(Options, Cancellation);
        Assert.NotEqual(Environment.ProcessId, cluster.ServerProcessId);
    }

    [Fact]
    public async Task A_half_made_data_folder_is_made_anew()
    {
        var half = Directory.CreateDirectory(_folder + "/cluster/data.new/base").FullName;
        await File.WriteAllTextAsync(half + "/../PG_VERSION", "15\n", Cancellation);

        await using var cluster = await PrivateCluster.StartAsync(Options, Cancellation);
        Assert.Equal("moyai", await ScalarAsync(cluster.AppConnectionString, "select current_database()"));
        Assert.Empty(Directory.GetDirectories(_folder + "/cluster", "data.new*"));
    }

    [Fact]
    public async Task An_initdb_left_running_by_a_killed_program_is_ended_and_the_folder_made_anew()
    {
        var account = ServerAccount.ForServer();
        var binaries = await PostgresBinaries.FindAsync(null, Cancellation);
        await account.OwnAsync(_folder + "/cluster", Cancellation);
        var half = _folder + "/cluster/data.new.left";
        var left = account.RunAsync(binaries.Initdb, ["-D", half, "--locale=C.UTF-8"], Cancellation);
        while (!File.Exists(half + "/PG_VERSION"))
            await Task.Delay(10, Cancellation);

        await using var cluster = await PrivateCluster.StartAsync(Options, Cancellation);

        Assert.NotEqual(0, (await left).Exit);
        Assert.Equal("moyai", await ScalarAsync(cluster.AppConnectionString, "select current_database()"));
    }

    [Fact]
    public async Task A_data_folder_of_somebody_else_is_refused_and_not_touched()
    {
        var file = Directory.CreateDirectory(_folder + "/cluster/data").FullName + "/diary.txt";
        await File.WriteAllTextAsync(file, "mine", Cancellation);

        var problem = await Assert.ThrowsAsync<StartupProblem>(() => PrivateCluster.StartAsync(Options, Cancellation));
        Assert.Contains("never deletes", problem.Message, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(file, Cancellation));
    }

    [Fact]
    public async Task Stopping_leaves_no_process_and_no_socket()
    {
        var cluster = await PrivateCluster.StartAsync(Options, Cancellation);
        Assert.NotEmpty(ServerProcesses.Of(_folder + "/cluster/data"));
        var socket = cluster.SocketFolder + "/.s.PGSQL.5432";
        Assert.True(File.Exists(socket));

        await cluster.DisposeAsync();
        Assert.Empty(ServerProcesses.Of(_folder + "/cluster/data"));
        Assert.False(File.Exists(socket));
    }

    [Fact]
    public async Task A_folder_too_deep_for_a_socket_gets_a_short_one_elsewhere_that_is_removed_at_the_end()
    {
        var deep = $"{_folder}/{new string('深', 30)}/it's a \"$cluster\"";
        string socketFolder;
        await using (var cluster = await PrivateCluster.StartAsync(Options with { Folder = deep }, Cancellation))
        {
            socketFolder = cluster.SocketFolder;
            Assert.DoesNotContain("深", socketFolder, StringComparison.Ordinal);
            Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(socketFolder));
            Assert.Equal("moyai", await ScalarAsync(cluster.AppConnectionString, "select current_database()"));
        }

        Assert.False(Directory.Exists(socketFolder));
    }

    [Fact]
    public async Task An_error_that_quotes_a_value_leaves_no_trace_of_it_in_the_server_log()
    {
        await using var cluster = await PrivateCluster.StartAsync(Options, Cancellation);
        await ScalarAsync(cluster.OwnerConnectionString, "create table person (name text primary key); insert into person values ('焼津カナリア')");

        await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(cluster.OwnerConnectionString, "insert into person values ('焼津カナリア')"));
        await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(cluster.OwnerConnectionString, "select '焼津カナリア'::int"));
        await cluster.DisposeAsync();

        var log = await File.ReadAllTextAsync(cluster.LogFile, Cancellation);
        Assert.Contains("database system is ready", log, StringComparison.Ordinal);
        Assert.DoesNotContain("カナリア", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configured_folder_without_PostgreSQL_is_refused_with_the_package_to_install()
    {
        var problem = await Assert.ThrowsAsync<StartupProblem>(() => PrivateCluster.StartAsync(Options with { BinariesFolder = "/nonexistent" }, Cancellation));

        Assert.Contains("/nonexistent", problem.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install postgresql", problem.Message, StringComparison.Ordinal);
        Assert.Contains("見つかりません", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_little_room_is_told_before_anything_is_made()
    {
        var problem = await Assert.ThrowsAsync<StartupProblem>(() => PrivateCluster.StartAsync(Options with { FreeBytesToBegin = long.MaxValue }, Cancellation));

        Assert.Contains("the disk is full", problem.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder + "/cluster/data"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
