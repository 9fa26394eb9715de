using System.Globalization;

namespace Moyai.Platform.Design;

/// <summary>Counts as a town hall writes them: a comma every three digits, half-width.</summary>
public static class Numbers
{
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
