using System.Diagnostics;

namespace Moyai.Bench.AccessRecords;

/// <summary>How often a second the disk confirms one page: the limit of whoever commits every record by itself.</summary>
internal static class DiskSync
{
    public static double PerSecond(string folder, TimeSpan time)
    {
        var path = Path.Combine(folder, "bench-sync");
        try
        {
            using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, preallocationSize: 16 << 20);
            var page = new byte[8192];
            var (count, begin) = (0, Stopwatch.GetTimestamp());
            for (; Stopwatch.GetElapsedTime(begin) < time; count++)
            {
                RandomAccess.Write(file, page, count % 2048 * page.Length);
                RandomAccess.FlushToDisk(file);
            }
            return count / Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
