using System.Globalization;

namespace Moyai.SyntheticJapan;

/// <summary>住民票コード and 個人番号 as digits with their check digit; invented, never anybody's.</summary>
internal static class CheckedNumbers
{
    /// <summary>住民票コード: 10 digits and the check digit, weights 5 4 3 2 7 6 5 4 3 2.</summary>
    public static string ResidentCode(long body) => WithCheckDigit(body, 10);

    /// <summary>個人番号: 11 digits and the check digit of 平成26年総務省令85号5条, weights 6 5 4 3 2 7 6 5 4 3 2.</summary>
    public static string IndividualNumber(long body) => WithCheckDigit(body, 11);

    private static string WithCheckDigit(long body, int digits)
    {
        var sum = 0L;
        for (var (rest, n) = (body, 1); rest > 0; rest /= 10, n++)
            sum += rest % 10 * (n <= 6 ? n + 1 : n - 5);
        var remainder = (int)(sum % 11);
        var check = remainder <= 1 ? 0 : 11 - remainder;
        return (body * 10 + check).ToString(digits == 10 ? "D11" : "D12", CultureInfo.InvariantCulture);
    }
}
