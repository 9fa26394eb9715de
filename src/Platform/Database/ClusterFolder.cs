using System.Globalization;
using System.Text;

namespace Moyai.Platform.Database;

/// <summary>The folder of one private cluster, held by at most one program at a time.</summary>
internal sealed class ClusterFolder : IDisposable
{
    private const int LongestSocketPath = 107;
    private const string SocketName = "/.s.PGSQL.5432";
    private const string Unfinished = "data.new";
    private const string HolderName = "/moyai.pid";
    private const long LargestLog = 10 * 1024 * 1024;

    private readonly FileStream _lock;

    private ClusterFolder(string path, FileStream held)
    {
        Path = path;
        DataBeingMade = $"{path}/{Unfinished}.{Guid.CreateVersion7().ToString("N")[^12..]}";
        _lock = held;
    }

    public string Path { get; }

    public string Data => Path + "/data";

    /// <summary>initdb works here; the folder gets its real name only when it is whole, so a half-made one never counts.</summary>
    /// <remarks>A fresh name for every attempt: the initdb of a killed program may still be writing into its own.</remarks>
    public string DataBeingMade { get; }

    public string Log => Path + "/postgresql.log";

    private string SocketNote => Path + "/socket-folder";

    /// <summary>The kernel drops the lock when its holder dies, so a lock left by kill -9 is none.</summary>
    public static async Task<ClusterFolder> HoldAsync(string path, ServerAccount account, CancellationToken cancellation)
    {
        await account.OwnAsync(path, cancellation);
        var file = path + "/moyai.lock";
        FileStream held;
        try
        {
            held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (!StartupProblem.IsDiskFull(error) && File.Exists(file))
        {
            throw StartupProblem.Locked(path, await HolderAsync(path + HolderName, cancellation));
        }
        catch (IOException error)
        {
            throw StartupProblem.DiskFull(path, error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw StartupProblem.NoRight(file, Environment.UserName, error);
        }

        try
        {
            // A file of its own: while the lock is held nobody can open the locked one.
            await File.WriteAllTextAsync(path + HolderName, Environment.ProcessId.ToString(CultureInfo.InvariantCulture), cancellation);
            return new ClusterFolder(path, held);
        }
        catch (IOException error)
        {
            await held.DisposeAsync();
            throw StartupProblem.DiskFull(path, error);
        }
    }

    /// <summary>A folder of our own for the socket: inside when its path is short enough for the kernel, else a fresh private one under the temporary folder.</summary>
    public async Task<string> SocketFolderAsync(ServerAccount account, CancellationToken cancellation)
    {
        RemoveShortSocketFolder();
        var inside = Path + "/run";
        if (Encoding.UTF8.GetByteCount(inside + SocketName) <= LongestSocketPath)
        {
            await account.OwnAsync(inside, cancellation);
            return inside;
        }

        var temporary = System.IO.Path.GetTempPath();
        var root = Encoding.UTF8.GetByteCount(temporary) < LongestSocketPath - 40 ? temporary : "/tmp/";
        var fresh = $"{root}moyai-{Guid.CreateVersion7().ToString("N")[^12..]}";
        Directory.CreateDirectory(fresh, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await account.OwnAsync(fresh, cancellation);
        await File.WriteAllTextAsync(SocketNote, fresh, cancellation);
        return fresh;
    }

    public void RemoveShortSocketFolder()
    {
        if (!File.Exists(SocketNote))
            return;
        var folder = File.ReadAllText(SocketNote).Trim();
        if (System.IO.Path.GetFileName(folder).StartsWith("moyai-", StringComparison.Ordinal) && Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        File.Delete(SocketNote);
    }

    /// <summary>Clears away what initdb was making when an earlier start was killed, and that initdb if it still runs.</summary>
    public async Task RemoveUnfinishedAsync(CancellationToken cancellation)
    {
        foreach (var folder in Directory.EnumerateDirectories(Path, Unfinished + "*"))
        {
            await ServerProcesses.EndAllAsync(folder, cancellation);
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (DirectoryNotFoundException)
            {
                // That initdb cleared up after itself in this moment. What is left of it, the next start clears.
            }
        }
    }

    public void TurnLog()
    {
        if (new FileInfo(Log) is { Exists: true, Length: > LargestLog })
            File.Move(Log, Log + ".1", overwrite: true);
    }

    public string EndOfLog()
    {
        if (!File.Exists(Log))
            return "";
        return string.Join('\n', File.ReadLines(Log).TakeLast(12));
    }

    public void Dispose() => _lock.Dispose();

    private static async Task<string> HolderAsync(string file, CancellationToken cancellation)
    {
        var holder = File.Exists(file) ? (await File.ReadAllTextAsync(file, cancellation)).Trim() : "";
        return holder.Length > 0 ? holder : "?";
    }
}
