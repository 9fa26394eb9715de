using System.Globalization;
using System.Text.RegularExpressions;
using Moyai.Bench.Measuring;

namespace Moyai.Bench.Page;

/// <summary>Sixteen browsers that ask without a pause: wrk where it is installed, else sixteen loops of our own.</summary>
internal sealed partial class Loader(string folder, IReadOnlyList<string> paths, string cookie)
{
    private const int Connections = 16;

    public static string Name => Tool.Exists("wrk") ? "wrk" : "HttpClient in the bench itself";

    /// <summary>Pages a second; an answer that is no page is an error.</summary>
    public async Task<double> RunAsync(Uri address, TimeSpan time, CancellationToken ct) =>
        Tool.Exists("wrk") ? await WrkAsync(address, time, ct) : await OwnAsync(address, time, ct);

    private async Task<double> WrkAsync(Uri address, TimeSpan time, CancellationToken ct)
    {
        var script = Path.Combine(folder, "load.lua");
        if (!File.Exists(script))
            await File.WriteAllTextAsync(script, $$"""
                local paths = { {{string.Join(", ", paths.Select(path => $"\"{path}\""))}} }
                local next = 0
                wrk.headers["Accept"] = "text/html"
                wrk.headers["Cookie"] = "{{cookie}}"
                request = function()
                  next = next % #paths + 1
                  return wrk.format("GET", paths[next])
                end
                """, ct);
        var (exit, output) = await Tool.RunAsync("wrk",
            ["-t1", string.Create(CultureInfo.InvariantCulture, $"-c{Connections}"), string.Create(CultureInfo.InvariantCulture, $"-d{Math.Max(1, (int)Math.Round(time.TotalSeconds))}s"), "-s", script, address.ToString()], ct);
        var rate = Rate().Match(output);
        if (exit != 0 || !rate.Success || output.Contains("Non-2xx", StringComparison.Ordinal) || output.Contains("Socket errors", StringComparison.Ordinal))
            throw new InvalidOperationException("wrk: " + output);
        return double.Parse(rate.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    private async Task<double> OwnAsync(Uri address, TimeSpan time, CancellationToken ct)
    {
        using var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = Connections };
        using var http = new HttpClient(handler) { BaseAddress = address };
        http.DefaultRequestHeaders.Add("Accept", "text/html");
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        var next = 0;
        var turn = await Callers.RunAsync(Connections, time, async _ =>
        {
            using var answer = await http.GetAsync(new Uri(paths[Interlocked.Increment(ref next) % paths.Count], UriKind.Relative), ct);
            if ((int)answer.StatusCode != 200)
                throw new InvalidOperationException($"A page was answered with {(int)answer.StatusCode}.");
            await answer.Content.CopyToAsync(Stream.Null, ct);
        }, ct);
        return turn.PerSecond;
    }

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex Rate();
}
