namespace Moyai.Platform.Design;

/// <summary>The colours a municipality may choose for its bar: steps 900 to 1100, on which white text reads. Red, orange and yellow speak of danger and tests.</summary>
public static class MunicipalityColours
{
    private static readonly string[] Hues = ["blue", "light-blue", "cyan", "green", "lime", "magenta", "purple"];
    private static readonly string[] Steps = ["900", "1000", "1100"];

    public const string Default = "blue-900";

    public static IReadOnlyList<string> All { get; } = [.. Hues.SelectMany(hue => Steps, (hue, step) => $"{hue}-{step}")];

    /// <summary>The class of the bar; an unknown colour falls back to blue, because a missing colour must not hide the name.</summary>
    internal static string BarClass(string colour) => "bar-" + (All.Contains(colour) ? colour : Default);
}
