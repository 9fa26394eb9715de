using Npgsql;

namespace Moyai.Platform.Database;

/// <summary>How to reach a private cluster that runs, from the program that started it or from another one of the same account.</summary>
/// <param name="SocketFolder">The folder of its unix socket; only the account that started it may enter.</param>
public sealed record ClusterConnections(string SocketFolder)
{
    /// <inheritdoc cref="PrivateCluster.OwnerConnectionString"/>
    public string Owner => OwnerOf(ClusterRoles.Database);

    /// <inheritdoc cref="PrivateCluster.AppConnectionString"/>
    public string App => AppOf(ClusterRoles.Database);

    /// <inheritdoc cref="PrivateCluster.AdminConnectionString"/>
    public string Admin => ConnectionString(ClusterRoles.Admin, "postgres");

    /// <summary>The cluster of this folder when its server is running now; null when it is not.</summary>
    public static ClusterConnections? OfRunning(string clusterFolder)
    {
        var data = PrivateCluster.RealPath(clusterFolder) + "/data";
        var note = data + "/postmaster.pid";
        if (ServerProcesses.Of(data).Count == 0 || !File.Exists(note))
            return null;
        // The fifth line of the server's own note names its socket folder.
        return File.ReadLines(note).ElementAtOrDefault(4) is { Length: > 0 } folder ? new ClusterConnections(folder) : null;
    }

    internal string OwnerOf(string database) => ConnectionString(ClusterRoles.Owner, database);

    internal string AppOf(string database) => ConnectionString(ClusterRoles.Application, database);

    private string ConnectionString(string role, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = SocketFolder,
        Username = role,
        Database = database,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
        MaxPoolSize = 40,
    }.ConnectionString;
}
