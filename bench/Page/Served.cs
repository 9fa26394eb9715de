using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Moyai.Bench.Page;

/// <summary>A web server as a process of its own, so that the loader and the other side share nothing with it.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly Process _process;

    private Served(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<Served> StartAsync(string program, Func<int, IEnumerable<string>> arguments, IReadOnlyDictionary<string, string> environment, string log, CancellationToken ct)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >>\"$BENCH_LOG\" 2>&1 </dev/null", Environment.ProcessPath!, Path.Combine(AppContext.BaseDirectory, program), .. arguments(port)])
        {
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["BENCH_LOG"] = log;
        start.Environment["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var served = new Served(Process.Start(start)!, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")));
        try
        {
            await served.WaitAsync(log, ct);
            return served;
        }
        catch
        {
            await served.DisposeAsync();
            throw;
        }
    }

    private async Task WaitAsync(string log, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = Address };
        for (var attempt = 0; attempt < 600 && !_process.HasExited; attempt++)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/health", UriKind.Relative), ct);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(50, ct);
        }
        throw new InvalidOperationException("The web server did not start: " + string.Join('\n', File.Exists(log) ? File.ReadLines(log).TakeLast(5) : []));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using (var end = Process.Start("/bin/sh", ["-c", "kill -TERM \"$0\" 2>/dev/null", _process.Id.ToString(CultureInfo.InvariantCulture)]))
                await end.WaitForExitAsync();
            try
            {
                await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
            }
            catch (TimeoutException)
            {
                _process.Kill();
            }
        }
        _process.Dispose();
    }
}
