using System.Diagnostics.CodeAnalysis;

namespace Moyai.Kernel;

/// <summary>全国地方公共団体コード: five digits and their check digit; the first part of every key in Moyai.</summary>
public readonly record struct MunicipalityCode : IParsable<MunicipalityCode>, IComparable<MunicipalityCode>
{
    private readonly string? _value;

    private MunicipalityCode(string value) => _value = value;

    /// <summary>The six digits. A default value has none, and asking for them is a bug.</summary>
    public string Value => _value ?? throw new InvalidOperationException("No municipality is set.");

    /// <summary>都道府県コード: the first two digits.</summary>
    public string PrefectureCode => Value[..2];

    /// <summary>The five digits without the check digit (JIS X 0401/0402).</summary>
    public string Body => Value[..5];

    /// <summary>The check digit of five digits: (11 − Σ digit × 6,5,4,3,2 mod 11) mod 10.</summary>
    public static int CheckDigit(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var i = 0; i < 5; i++)
            sum += (body[i] - '0') * (6 - i);
        return (11 - sum % 11) % 10;
    }

    public static MunicipalityCode Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var code) ? code : throw new FormatException("全国地方公共団体コードは検査数字を含む6桁の数字です。");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MunicipalityCode result)
    {
        result = default;
        if (s is not { Length: 6 } || s.AsSpan().ContainsAnyExceptInRange('0', '9') || CheckDigit(s) != s[5] - '0')
            return false;
        result = new MunicipalityCode(s);
        return true;
    }

    public int CompareTo(MunicipalityCode other) => string.CompareOrdinal(_value, other._value);

    public override string ToString() => Value;

    public static bool operator <(MunicipalityCode left, MunicipalityCode right) => left.CompareTo(right) < 0;

    public static bool operator >(MunicipalityCode left, MunicipalityCode right) => left.CompareTo(right) > 0;

    public static bool operator <=(MunicipalityCode left, MunicipalityCode right) => left.CompareTo(right) <= 0;

    public static bool operator >=(MunicipalityCode left, MunicipalityCode right) => left.CompareTo(right) >= 0;
}
