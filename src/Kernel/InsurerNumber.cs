using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Moyai.Kernel;

/// <summary>保険者番号: 8 digits, the last the check digit (モジュラス10 ウェイト2・1分割).</summary>
[JsonConverter(typeof(TextJson<InsurerNumber>))]
public readonly record struct InsurerNumber : IParsable<InsurerNumber>, ITextValue<InsurerNumber>
{
    private readonly string? _value;

    private InsurerNumber(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("No insurer number is set.");

    /// <summary>The check digit of seven digits: weights 2,1 from the right, the digits of each product added.</summary>
    public static int CheckDigit(ReadOnlySpan<char> body)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(body.Length, 7);
        var sum = 0;
        for (var fromRight = 0; fromRight < 7; fromRight++)
        {
            var product = (body[6 - fromRight] - '0') * (2 - fromRight % 2);
            sum += product / 10 + product % 10;
        }
        return (10 - sum % 10) % 10;
    }

    public static InsurerNumber Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var number) ? number : throw new FormatException("保険者番号は検査数字を含む8桁の数字です。");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out InsurerNumber result)
    {
        var valid = s is { Length: 8 } && !s.AsSpan().ContainsAnyExceptInRange('0', '9') && CheckDigit(s.AsSpan(0, 7)) == s[7] - '0';
        result = valid ? new(s!) : default;
        return valid;
    }

    public override string ToString() => Value;
}
