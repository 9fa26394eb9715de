namespace Moyai.Printing;

internal static class Millimetre
{
    public const double PerPoint = 25.4 / 72;

    /// <summary>The em at a size in points, in millimetres.</summary>
    public static double Em(double size) => size * PerPoint;
}
