using System.Text.Json;
using Moyai.Platform.Database;
using Moyai.Platform.Secrets;

namespace Moyai.Cli;

/// <summary>The folder where this machine's Moyai keeps what it must remember.</summary>
internal sealed record MoyaiHome(string Folder)
{
    public string Cluster => Folder + "/cluster";

    public string Keys => Folder + "/keys.json";

    public string DataProtection => Folder + "/data-protection";

    public string StaffLog => Folder + "/staff.log";

    public string StaffProcess => Folder + "/staff.pid";

    /// <summary>MOYAI_HOME, else /var/lib/moyai for root, else the account's own data folder.</summary>
    public static MoyaiHome Find()
    {
        if (Variable("MOYAI_HOME") is { } named)
            return new MoyaiHome(Path.GetFullPath(named));
        if (Environment.IsPrivilegedProcess)
            return new MoyaiHome("/var/lib/moyai");
        var data = Variable("XDG_DATA_HOME") ?? (UserFolder() is { } user ? user + "/.local/share" : null);
        return data is not null ? new MoyaiHome(Path.GetFullPath(data) + "/moyai") : throw new StartupProblem(
            "データを置く場所が分かりません（環境変数 HOME がありません）。",
            "環境変数 MOYAI_HOME に、書き込めるフォルダーを指定してください。",
            "no place for the data is known (the environment variable HOME is not set).",
            "name a folder you may write to in the environment variable MOYAI_HOME.");
    }

    /// <summary>Another home with its own database and keys.</summary>
    public MoyaiHome Beside(string name) => new($"{Folder}-{name}");

    /// <summary>Makes the folder. The server's account of a root start passes through it; the files in it stay closed.</summary>
    public void Make()
    {
        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        const UnixFileMode passing = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        try
        {
            Directory.CreateDirectory(Folder);
            File.SetUnixFileMode(Folder, Environment.IsPrivilegedProcess ? own | passing : own);
            Directory.CreateDirectory(DataProtection, own);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartupProblem(
                $"フォルダー {Folder} を作れません（{error.Message}）。",
                "権限と空き容量を確かめるか、環境変数 MOYAI_HOME で別の場所を指定してください。",
                $"the folder {Folder} cannot be made ({error.Message}).",
                "check permissions and free space, or name another place in the environment variable MOYAI_HOME.",
                error);
        }
    }

    public KeyFile LoadOrMakeKeys()
    {
        try
        {
            return KeyFile.LoadOrCreate(Keys);
        }
        catch (Exception error) when (error is JsonException or InvalidDataException)
        {
            throw new StartupProblem(
                $"鍵のファイルが壊れています: {Keys}",
                "控えから元に戻してください。デモであれば「./moyai demo --reset」で作り直せます。",
                $"the file of keys is damaged: {Keys}",
                "restore it from your backup; a demo can begin anew with ./moyai demo --reset.");
        }
    }

    /// <summary>Deletes only what Moyai itself made here.</summary>
    public async Task ResetAsync(CancellationToken cancellation)
    {
        await PrivateCluster.DestroyAsync(Cluster, cancellation);
        if (Directory.Exists(DataProtection))
            Directory.Delete(DataProtection, recursive: true);
        File.Delete(Keys);
        File.Delete(StaffLog);
        foreach (var file in Directory.EnumerateFiles(Folder, "demo-*.csv"))
            File.Delete(file);
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static string? UserFolder() => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 1 } folder ? folder : null;
}
