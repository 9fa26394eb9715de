using System.Diagnostics;

namespace Moyai.Platform.Database;

/// <summary>The account of this machine that the server runs under: our own, or an unprivileged one when we are root.</summary>
internal sealed record ServerAccount(string? OtherUser)
{
    public static ServerAccount Ourselves { get; } = new((string?)null);

    public string Name => OtherUser ?? Environment.UserName;

    /// <summary>initdb and postgres refuse to run as root.</summary>
    public static ServerAccount ForServer()
    {
        if (!Environment.IsPrivilegedProcess)
            return Ourselves;
        var known = File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal));
        return new ServerAccount(known ? "postgres" : "nobody");
    }

    /// <summary>Makes the folder if needed; in the end it belongs to the server's account and to nobody else (0700).</summary>
    public async Task OwnAsync(string folder, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(folder);
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw StartupProblem.IsDiskFull(error) ? StartupProblem.DiskFull(folder, error) : StartupProblem.NoRight(folder, Environment.UserName, error);
        }

        if (OtherUser is not null)
            await Ourselves.RunAsync("/bin/chown", [$"{OtherUser}:", folder], cancellation);
        var (exit, _) = await RunAsync("/usr/bin/test", ["-w", folder, "-a", "-x", folder], cancellation);
        if (exit != 0)
            throw StartupProblem.NoRight(folder, Name);
    }

    /// <summary>Runs a program under this account and returns its exit code with everything it said.</summary>
    public async Task<(int Exit, string Output)> RunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellation, string workingFolder = "/")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            // Never our own: it may be one that the other account cannot enter.
            WorkingDirectory = workingFolder,
        };
        if (OtherUser is not null)
            start.UserName = OtherUser;
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C.UTF-8";

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, (await output + await errors).Trim());
    }
}
