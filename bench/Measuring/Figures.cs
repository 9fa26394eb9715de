namespace Moyai.Bench.Measuring;

/// <summary>Which of two figures is the better one.</summary>
internal enum Better
{
    Higher,
    Lower,
}

/// <summary>Medians and percentiles.</summary>
internal static class Figures
{
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The smallest value that at least so many of a hundred do not exceed.</summary>
    public static double Percentile(double[] sorted, int percent) =>
        sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(sorted.Length * percent / 100.0) - 1)];
}

/// <summary>The times of one turn, in milliseconds, and how many were done in a second.</summary>
internal sealed record Turn(double[] Sorted, double PerSecond)
{
    public double P50 => Figures.Percentile(Sorted, 50);

    public double P95 => Figures.Percentile(Sorted, 95);

    public double P99 => Figures.Percentile(Sorted, 99);
}
