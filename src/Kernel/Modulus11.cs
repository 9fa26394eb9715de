namespace Moyai.Kernel;

/// <summary>M11W2~7: the check digit of 宛名番号 and 世帯番号 (1.1.13): weights 2 to 7 from the right, repeated.</summary>
internal static class Modulus11
{
    /// <summary>The check digit, or null where the remainder is 1: the standard gives no digit for it, so such serials are skipped.</summary>
    public static int? CheckDigit(long serial)
    {
        long sum = 0;
        for (var (rest, weight) = (serial, 2); rest > 0; rest /= 10, weight = weight == 7 ? 2 : weight + 1)
            sum += rest % 10 * weight;
        return (int)(sum % 11) switch { 0 => 0, 1 => null, var r => 11 - r };
    }

    /// <summary>Numbers received from an older system may carry 0 where the remainder is 1.</summary>
    public static bool IsAcceptable(long number) => number > 0 && number % 10 == (CheckDigit(number / 10) ?? 0);
}
