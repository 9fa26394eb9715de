using System.Diagnostics;

namespace Moyai.Bench.Measuring;

/// <summary>So many callers at once, each asking again as soon as it has its answer, or after a pause as people make it.</summary>
internal static class Callers
{
    /// <param name="work">One piece of work; it is told which caller does it.</param>
    /// <param name="pause">The mean pause of a caller between an answer and the next question.</param>
    public static async Task<Turn> RunAsync(int callers, TimeSpan time, Func<int, Task> work, CancellationToken ct, TimeSpan pause = default)
    {
        var begin = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => OneAsync(caller, begin, time, work, pause, ct), ct)));
        var elapsed = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        var sorted = times.SelectMany(own => own).ToArray();
        Array.Sort(sorted);
        return new Turn(sorted, sorted.Length / elapsed);
    }

    private static async Task<List<double>> OneAsync(int caller, long begin, TimeSpan time, Func<int, Task> work, TimeSpan pause, CancellationToken ct)
    {
        var times = new List<double>(1024);
        var random = new Random(caller);
        while (Stopwatch.GetElapsedTime(begin) < time)
        {
            ct.ThrowIfCancellationRequested();
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause * (0.5 + random.NextDouble()), ct);
            var from = Stopwatch.GetTimestamp();
            await work(caller);
            times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }
        return times;
    }
}
