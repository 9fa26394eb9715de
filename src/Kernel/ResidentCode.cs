using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Moyai.Kernel;

/// <summary>住民票コード: 11 digits (住民基本台帳法施行規則1条). Personal data, so it prints masked.</summary>
/// <remarks>The formula of its check digit is 平成14年総務省告示436号; Moyai knows it from a secondary source only, so a wrong digit is a warning and never a refusal.</remarks>
[DebuggerDisplay("****")]
[JsonConverter(typeof(TextJson<ResidentCode>))]
public readonly record struct ResidentCode : IParsable<ResidentCode>, IComparable<ResidentCode>, ITextValue<ResidentCode>
{
    private readonly string? _value;

    private ResidentCode(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("No resident code is set.");

    /// <summary>False when the last digit does not follow from the ten before it: warn the clerk.</summary>
    public bool HasValidCheckDigit => CheckDigit(Value.AsSpan(0, 10)) == Value[10] - '0';

    /// <summary>The check digit of ten digits: weights 5,4,3,2,7,6,5,4,3,2; remainder 0 or 1 gives 0.</summary>
    public static int CheckDigit(ReadOnlySpan<char> body)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(body.Length, 10);
        var sum = 0;
        for (var fromRight = 0; fromRight < 10; fromRight++)
            sum += (body[9 - fromRight] - '0') * (fromRight % 6 + 2);
        return sum % 11 is var rest and > 1 ? 11 - rest : 0;
    }

    /// <summary>Reads what a clerk types: eleven digits of either width, hyphens and spaces aside.</summary>
    public static Result<ResidentCode> ParseInput(string? typed)
    {
        var digits = DigitText.Read(typed);
        if (digits.Length == 0)
            return ResidentCodeErrors.Empty;
        return TryParse(digits, null, out var code) ? code : ResidentCodeErrors.Digits;
    }

    public static ResidentCode Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var code) ? code : throw new FormatException("住民票コードは11桁の数字です。");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ResidentCode result)
    {
        var valid = s is { Length: 11 } && !s.AsSpan().ContainsAnyExceptInRange('0', '9');
        result = valid ? new(s!) : default;
        return valid;
    }

    public int CompareTo(ResidentCode other) => string.CompareOrdinal(_value, other._value);

    public override string ToString() => "****";

    public static bool operator <(ResidentCode left, ResidentCode right) => left.CompareTo(right) < 0;

    public static bool operator >(ResidentCode left, ResidentCode right) => left.CompareTo(right) > 0;

    public static bool operator <=(ResidentCode left, ResidentCode right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ResidentCode left, ResidentCode right) => left.CompareTo(right) >= 0;
}
