using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Moyai.Platform.Database;

namespace Moyai.Cli;

/// <summary>The staff host as a process of its own. It learns where its database and its keys are from its environment, never from its arguments, which every account can read.</summary>
internal sealed class StaffServer : IAsyncDisposable
{
    private const string ProgramName = "Moyai.Staff.dll";
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(10);

    /// <summary>Where Moyai was started by its own executable, the runtime is the one on the path.</summary>
    private static string Runtime => Path.GetFileName(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";

    private readonly Process _process;
    private readonly MoyaiHome _home;

    private StaffServer(Process process, MoyaiHome home, Uri address)
    {
        _process = process;
        _home = home;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>A Moyai that was killed leaves its staff host behind; it is ended before a new one starts.</summary>
    public static async Task EndLeftOverAsync(MoyaiHome home, CancellationToken cancellation)
    {
        if (!File.Exists(home.StaffProcess))
            return;
        if (int.TryParse(await File.ReadAllTextAsync(home.StaffProcess, cancellation), CultureInfo.InvariantCulture, out var id)
            && File.Exists($"/proc/{id}/cmdline")
            && (await File.ReadAllTextAsync($"/proc/{id}/cmdline", cancellation)).Contains(ProgramName, StringComparison.Ordinal))
        {
            using var process = Process.GetProcessById(id);
            await EndAsync(process);
        }

        File.Delete(home.StaffProcess);
    }

    public static void RequireFreePort(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new StartupProblem(
                $"ポート {port} は、ほかのプログラムが使っています。",
                $"別の番号を選んでください。例: ./moyai demo --port {port % 65535 + 1}",
                $"port {port} is in use by another program.",
                $"choose another number, for example: ./moyai demo --port {port % 65535 + 1}",
                error);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new StartupProblem(
                $"ポート {port} を開く権限がありません。",
                "1024 以上の番号を選んでください。例: ./moyai demo --port 8080",
                $"no right to open port {port}.",
                "choose a number from 1024 up, for example: ./moyai demo --port 8080",
                error);
        }
    }

    public static async Task<StaffServer> StartAsync(MoyaiHome home, string appConnectionString, int port, CancellationToken cancellation)
    {
        var address = new Uri($"http://127.0.0.1:{port}");
        var folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Moyai.Staff/release"));
        // The shell points the log to its file and becomes the host, so the process number is the host's. In a session of
        // its own, Ctrl-C does not reach it before us, and it is ended in order: first the host, then its database.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "umask 077; exec setsid \"$0\" \"$@\" >>\"$MOYAI_STAFF_LOG\" 2>&1 </dev/null", Runtime, Path.Combine(folder, ProgramName)])
        {
            WorkingDirectory = folder,
        };
        start.Environment["MOYAI_STAFF_LOG"] = home.StaffLog;
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["MOYAI_DATABASE"] = appConnectionString;
        start.Environment["MOYAI_KEY_FILE"] = home.Keys;
        start.Environment["MOYAI_KEY_FOLDER"] = home.DataProtection;

        var server = new StaffServer(Process.Start(start)!, home, address);
        try
        {
            await File.WriteAllTextAsync(home.StaffProcess, server._process.Id.ToString(CultureInfo.InvariantCulture), cancellation);
            await server.WaitForHealthAsync(cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns when the host has ended by itself, which it should not.</summary>
    public Task WaitForExitAsync(CancellationToken cancellation) => _process.WaitForExitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await EndAsync(_process);
        _process.Dispose();
        File.Delete(_home.StaffProcess);
    }

    private async Task WaitForHealthAsync(CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        var began = TimeProvider.System.GetTimestamp();
        while (!_process.HasExited && TimeProvider.System.GetElapsedTime(began) < LongestStart)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/health", UriKind.Relative), cancellation);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                // Not listening yet.
            }

            await Task.Delay(50, cancellation);
        }

        throw Silent();
    }

    private StartupProblem Silent()
    {
        var said = File.Exists(_home.StaffLog) ? string.Join('\n', File.ReadLines(_home.StaffLog).TakeLast(5)) : "";
        return new StartupProblem(
            $"職員用の画面が始まりませんでした。記録: {_home.StaffLog}\n{said}",
            "記録の最後の行を確かめてください。「./moyai demo --reset」で最初から作り直せます。",
            $"the staff host did not start. Its log: {_home.StaffLog}",
            "read the last lines of that log; ./moyai demo --reset begins anew.");
    }

    private static async Task EndAsync(Process process)
    {
        if (process.HasExited)
            return;
        using (var kill = Process.Start("/bin/sh", ["-c", "kill -TERM \"$0\" 2>/dev/null", process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(LongestStop);
        }
        catch (TimeoutException)
        {
            process.Kill();
        }
    }
}
