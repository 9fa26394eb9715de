using System.Globalization;

namespace Moyai.Kernel;

/// <summary>率: an exact fraction such as 6 % or 84.895 %; never a floating point number.</summary>
public readonly record struct Rate
{
    private readonly long _denominator;

    /// <summary>A fraction as the law writes it: 2分の1 is new Rate(1, 2).</summary>
    public Rate(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numerator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        var divisor = Gcd(numerator, denominator);
        Numerator = numerator / divisor;
        _denominator = denominator / divisor;
    }

    public long Numerator { get; }

    /// <summary>At least 1, in a default value too.</summary>
    public long Denominator => _denominator == 0 ? 1 : _denominator;

    /// <summary>百分率: Percent(6m), Percent(84.895m).</summary>
    public static Rate Percent(decimal percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        var scale = 1L;
        for (; percent != decimal.Truncate(percent); percent *= 10)
            scale *= 10;
        return new((long)percent, scale * 100);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static long Gcd(long left, long right)
    {
        while (right != 0)
            (left, right) = (right, left % right);
        return left;
    }
}
