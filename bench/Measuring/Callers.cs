using System.Diagnostics;

namespace Moyai.Bench.Measuring;

/// <summary>So many callers at once, each asking again as soon as it has its answer.</summary>
internal static class Callers
{
    /// <param name="work">One piece of work; it is told which caller does it.</param>
    public static async Task<Turn> RunAsync(int callers, TimeSpan time, Func<int, Task> work, CancellationToken ct)
    {
        var begin = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => OneAsync(caller, begin, time, work, ct), ct)));
        var elapsed = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        var sorted = times.SelectMany(own => own).ToArray();
        Array.Sort(sorted);
        return new Turn(sorted, sorted.Length / elapsed);
    }

    private static async Task<List<double>> OneAsync(int caller, long begin, TimeSpan time, Func<int, Task> work, CancellationToken ct)
    {
        var times = new List<double>(1024);
        while (Stopwatch.GetElapsedTime(begin) < time)
        {
            ct.ThrowIfCancellationRequested();
            var from = Stopwatch.GetTimestamp();
            await work(caller);
            times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }
        return times;
    }
}
