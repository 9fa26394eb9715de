using System.Globalization;

namespace Moyai.Cli;

/// <summary>`moyai demo --smoke`: the visitor's first walk without a visitor; one line per step.</summary>
internal static class DemoSmoke
{
    /// <returns>0 only when every step was right.</returns>
    public static async Task<int> RunAsync(Uri address, TextWriter output, CancellationToken ending)
    {
        using var http = new HttpClient { BaseAddress = address };
        (string Name, Func<Task<bool>> Try)[] steps =
        [
            ("health", async () => (await http.GetAsync(new Uri("/health", UriKind.Relative), ending)).IsSuccessStatusCode),
        ];
        var failed = 0;
        foreach (var step in steps)
        {
            var began = TimeProvider.System.GetTimestamp();
            var right = await step.Try();
            var taken = TimeProvider.System.GetElapsedTime(began);
            failed += right ? 0 : 1;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{(right ? "ok" : "failed")} {step.Name} {taken.TotalMilliseconds:0}"));
        }

        return failed == 0 ? 0 : 1;
    }
}
