using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Moyai.Kernel;

/// <summary>法人番号: 13 digits, the first of them the check digit (法人番号の指定等に関する省令2条). Public, so it prints.</summary>
[JsonConverter(typeof(TextJson<CorporateNumber>))]
public readonly record struct CorporateNumber : IParsable<CorporateNumber>, IComparable<CorporateNumber>, ITextValue<CorporateNumber>
{
    private readonly string? _value;

    private CorporateNumber(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("No corporate number is set.");

    /// <summary>The number of a municipality or prefecture: 000020, its code, and the check digit in front.</summary>
    public static CorporateNumber Of(MunicipalityCode municipality)
    {
        var body = $"000020{municipality.Value}";
        return new($"{CheckDigit(body)}{body}");
    }

    /// <summary>The check digit of twelve digits: 9 − Σ digit × 1,2 from the right mod 9. It is never 0, and 0 for 9 goes unseen.</summary>
    public static int CheckDigit(ReadOnlySpan<char> body)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(body.Length, 12);
        var sum = 0;
        for (var fromRight = 0; fromRight < 12; fromRight++)
            sum += (body[11 - fromRight] - '0') * (fromRight % 2 + 1);
        return 9 - sum % 9;
    }

    /// <summary>Reads what a clerk types: thirteen digits of either width, hyphens and spaces aside.</summary>
    public static Result<CorporateNumber> ParseInput(string? typed)
    {
        var digits = DigitText.Read(typed);
        if (digits.Length == 0)
            return CorporateNumberErrors.Empty;
        if (digits.Length != 13 || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return CorporateNumberErrors.Digits;
        return TryParse(digits, null, out var number) ? number : CorporateNumberErrors.CheckDigit;
    }

    public static CorporateNumber Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var number) ? number : throw new FormatException("法人番号は検査数字を含む13桁の数字です。");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CorporateNumber result)
    {
        var valid = s is { Length: 13 } && !s.AsSpan().ContainsAnyExceptInRange('0', '9') && CheckDigit(s.AsSpan(1)) == s[0] - '0';
        result = valid ? new(s!) : default;
        return valid;
    }

    public int CompareTo(CorporateNumber other) => string.CompareOrdinal(_value, other._value);

    public override string ToString() => Value;

    public static bool operator <(CorporateNumber left, CorporateNumber right) => left.CompareTo(right) < 0;

    public static bool operator >(CorporateNumber left, CorporateNumber right) => left.CompareTo(right) > 0;

    public static bool operator <=(CorporateNumber left, CorporateNumber right) => left.CompareTo(right) <= 0;

    public static bool operator >=(CorporateNumber left, CorporateNumber right) => left.CompareTo(right) >= 0;
}
