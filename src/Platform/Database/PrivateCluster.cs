using System.Globalization;
using Npgsql;

namespace Moyai.Platform.Database;

/// <summary>A PostgreSQL server of the program's own: own data, own socket, no network, ended with the program (専用データベース).</summary>
public sealed class PrivateCluster : IAsyncDisposable
{
    private readonly ClusterFolder _folder;
    private readonly PostgresBinaries _binaries;
    private readonly ServerAccount _account;
    private readonly string _socketFolder;
    private bool _stopped;

    private PrivateCluster(ClusterFolder folder, PostgresBinaries binaries, ServerAccount account, string socketFolder)
    {
        _folder = folder;
        _binaries = binaries;
        _account = account;
        _socketFolder = socketFolder;
    }

    /// <summary>Makes and owns schemas and tables; no superuser, obeys row-level security. For migrations only.</summary>
    public string OwnerConnectionString => Connections.Owner;

    /// <summary>Owns nothing and obeys row-level security. What programs work with.</summary>
    public string AppConnectionString => Connections.App;

    /// <summary>Superuser on the maintenance database. For making and dropping databases only.</summary>
    public string AdminConnectionString => Connections.Admin;

    private ClusterConnections Connections => new(_socketFolder);

    /// <summary>The process number of the server.</summary>
    public int ServerProcessId => int.Parse(File.ReadLines(_folder.Data + "/postmaster.pid").First(), CultureInfo.InvariantCulture);

    public string SocketFolder => _socketFolder;

    public string LogFile => _folder.Log;

    /// <summary>Starts the cluster, making it first when there is none; whatever an earlier, killed program left behind is put in order.</summary>
    /// <exception cref="StartupProblem">No PostgreSQL, no right, no room, or in use by another program.</exception>
    public static async Task<PrivateCluster> StartAsync(PrivateClusterOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var binaries = await PostgresBinaries.FindAsync(options.BinariesFolder, cancellation);
        var account = ServerAccount.ForServer();
        var folder = await ClusterFolder.HoldAsync(RealPath(options.Folder), account, cancellation);
        try
        {
            return await StartHeldAsync(options, folder, binaries, account, cancellation);
        }
        catch (Exception error)
        {
            folder.Dispose();
            if (StartupProblem.IsDiskFull(error))
                throw StartupProblem.DiskFull(folder.Path, error);
            if (error is UnauthorizedAccessException)
                throw StartupProblem.NoRight(folder.Path, Environment.UserName, error);
            throw;
        }
    }

    /// <summary>Ends whatever server still runs there and deletes the cluster with all its data. Nothing happens when there is none.</summary>
    /// <exception cref="StartupProblem">In use by another program, or no right to delete.</exception>
    public static async Task DestroyAsync(string folder, CancellationToken cancellation = default)
    {
        var path = RealPath(folder);
        if (!Directory.Exists(path))
            return;
        using var held = await ClusterFolder.HoldAsync(path, ServerAccount.ForServer(), cancellation);
        await ServerProcesses.EndAllAsync(held.Data, cancellation);
        await held.RemoveUnfinishedAsync(cancellation);
        held.RemoveShortSocketFolder();
        Directory.Delete(path, recursive: true);
    }

    /// <summary>Makes one more database with the grants of the first: empty, or a clone of another one that nobody is connected to.</summary>
    public async Task CreateDatabaseAsync(string name, string template = "template0", CancellationToken cancellation = default)
    {
        await using var source = NpgsqlDataSource.Create(AdminConnectionString);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await connection.RunAsync($"create database {name} owner {ClusterRoles.Owner} template {template} strategy wal_log", cancellation);
        await ClusterRoles.GrantAsync(connection, name, cancellation);
    }

    public string OwnerConnectionStringOf(string database) => Connections.OwnerOf(database);

    public string AppConnectionStringOf(string database) => Connections.AppOf(database);

    /// <summary>Fast shutdown: open transactions are rolled back, everything committed is on disk.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopped)
            return;
        _stopped = true;
        await StopServerAsync(_folder, _binaries, _account, CancellationToken.None);
        _folder.RemoveShortSocketFolder();
        _folder.Dispose();
    }

    private static async Task<PrivateCluster> StartHeldAsync(
        PrivateClusterOptions options, ClusterFolder folder, PostgresBinaries binaries, ServerAccount account, CancellationToken cancellation)
    {
        if (Directory.Exists(folder.Data))
            await ClearLeftoversAsync(folder, binaries, account, cancellation);
        else
            await MakeAsync(options, folder, binaries, account, cancellation);

        var socketFolder = await folder.SocketFolderAsync(account, cancellation);
        await File.WriteAllTextAsync(folder.Data + "/postgresql.conf", ClusterSettings.Server(options, socketFolder), cancellation);
        await File.WriteAllTextAsync(folder.Data + "/pg_hba.conf", ClusterSettings.HostBasedAuthentication, cancellation);
        await File.WriteAllTextAsync(folder.Data + "/pg_ident.conf", ClusterSettings.UserMap(Environment.UserName), cancellation);
        folder.TurnLog();

        // Not cancelled half-way: a server that comes up afterwards would be nobody's.
        // Relative paths: pg_ctl hands them to a shell, which must not read quotes or dollars of a folder's name.
        var (exit, output) = await account.RunAsync(
            binaries.Control,
            ["start", "--wait", "--timeout=120", "--silent", "-D", Path.GetFileName(folder.Data), "-l", Path.GetFileName(folder.Log)],
            CancellationToken.None,
            folder.Path);
        if (exit != 0)
            throw Failed("start", folder.Path, output + "\n" + folder.EndOfLog());

        var cluster = new PrivateCluster(folder, binaries, account, socketFolder);
        try
        {
            await ClusterRoles.EnsureAsync(cluster.AdminConnectionString, cancellation);
            return cluster;
        }
        catch
        {
            await StopServerAsync(folder, binaries, account, CancellationToken.None);
            throw;
        }
    }

    private static async Task MakeAsync(
        PrivateClusterOptions options, ClusterFolder folder, PostgresBinaries binaries, ServerAccount account, CancellationToken cancellation)
    {
        await folder.RemoveUnfinishedAsync(cancellation);
        if (new DriveInfo(folder.Path).AvailableFreeSpace < options.FreeBytesToBegin)
            throw StartupProblem.DiskFull(folder.Path);

        string[] durability = options.Durable ? [] : ["--no-sync"];
        var (exit, output) = await account.RunAsync(
            binaries.Initdb,
            ["-D", folder.DataBeingMade, "--username", ClusterRoles.Admin, "--locale=C.UTF-8", "--encoding=UTF8", "--data-checksums", "--auth=reject", .. durability],
            cancellation);
        if (exit != 0)
            throw Failed("initdb", folder.Path, output);
        Directory.Move(folder.DataBeingMade, folder.Data);
    }

    private static async Task ClearLeftoversAsync(ClusterFolder folder, PostgresBinaries binaries, ServerAccount account, CancellationToken cancellation)
    {
        var versionFile = folder.Data + "/PG_VERSION";
        if (!File.Exists(versionFile) || !File.Exists(folder.Data + "/global/pg_control"))
            throw StartupProblem.StrangeData(folder.Data);
        var version = (await File.ReadAllTextAsync(versionFile, cancellation)).Trim();
        if (version != binaries.Major.ToString(CultureInfo.InvariantCulture))
            throw StartupProblem.OtherVersion(version, binaries.Major.ToString(CultureInfo.InvariantCulture), folder.Data);

        if (File.Exists(folder.Data + "/postmaster.pid") && ServerProcesses.Of(folder.Data).Count > 0)
            await StopServerAsync(folder, binaries, account, cancellation);
        // With every process of this data folder gone, the pid file is only a memory, even where its number is another process now.
        await ServerProcesses.AwaitEndAsync(folder.Data, cancellation);
        File.Delete(folder.Data + "/postmaster.pid");
    }

    private static async Task StopServerAsync(ClusterFolder folder, PostgresBinaries binaries, ServerAccount account, CancellationToken cancellation)
    {
        var (exit, _) = await account.RunAsync(
            binaries.Control, ["stop", "--mode=fast", "--wait", "--timeout=60", "--silent", "-D", folder.Data], cancellation);
        if (exit != 0)
            await ServerProcesses.AwaitEndAsync(folder.Data, cancellation);
    }

    private static StartupProblem Failed(string step, string folder, string output) =>
        StartupProblem.IsDiskFull(output) ? StartupProblem.DiskFull(folder) : StartupProblem.ServerFailed(step, output);

    /// <summary>The kernel names a process's folder by its real path, so ours must be that one too.</summary>
    internal static string RealPath(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var parent = Path.GetDirectoryName(full);
        var above = parent is null or "/" ? "" : RealPath(parent);
        var here = $"{above}/{Path.GetFileName(full)}";
        return Directory.Exists(here) && new DirectoryInfo(here).ResolveLinkTarget(returnFinalTarget: true) is { } target ? RealPath(target.FullName) : here;
    }
}
