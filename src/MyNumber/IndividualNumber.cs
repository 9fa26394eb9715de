using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Moyai.Kernel;

namespace Moyai.MyNumber;

/// <summary>個人番号: 12 digits, the last the check digit (平成26年総務省令85号5条). It prints masked everywhere and leaves only through <see cref="Reveal"/>.</summary>
/// <remarks>Where the check digit is 0, about one single-digit error in eleven passes; compare 4情報 too. It orders nothing and cannot be formatted, on purpose.</remarks>
[DebuggerDisplay("************")]
[DebuggerTypeProxy(typeof(Masked))]
[JsonConverter(typeof(IndividualNumberJson))]
public readonly struct IndividualNumber : IEquatable<IndividualNumber>, IParsable<IndividualNumber>
{
    private const string Mask = "************";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string? _digits;

    private IndividualNumber(string digits) => _digits = digits;

    /// <summary>The twelve digits. Every call stands in an operation that records 個人番号 as disclosed.</summary>
    public string Reveal() => _digits ?? throw new InvalidOperationException("No individual number is set.");

    /// <summary>The check digit of eleven digits: weights 6,5,4,3,2,7,6,5,4,3,2; remainder 0 or 1 gives 0.</summary>
    public static int CheckDigit(ReadOnlySpan<char> body)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(body.Length, 11);
        var sum = 0;
        for (var fromRight = 0; fromRight < 11; fromRight++)
            sum += (body[10 - fromRight] - '0') * (fromRight % 6 + 2);
        return sum % 11 is var rest and > 1 ? 11 - rest : 0;
    }

    /// <summary>Reads what a clerk types: twelve digits of either width, hyphens and spaces aside.</summary>
    public static Result<IndividualNumber> ParseInput(string? typed)
    {
        var digits = DigitText.Read(typed);
        if (digits.Length == 0)
            return IndividualNumberErrors.Empty;
        if (digits.Length != 12 || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return IndividualNumberErrors.Digits;
        return TryParse(digits, null, out var number) ? number : IndividualNumberErrors.CheckDigit;
    }

    public static IndividualNumber Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var number) ? number : throw new FormatException("個人番号は検査数字を含む12桁の数字です。");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out IndividualNumber result)
    {
        var valid = s is { Length: 12 } && !s.AsSpan().ContainsAnyExceptInRange('0', '9') && CheckDigit(s.AsSpan(0, 11)) == s[11] - '0';
        result = valid ? new(s!) : default;
        return valid;
    }

    public bool Equals(IndividualNumber other) => string.Equals(_digits, other._digits, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is IndividualNumber other && Equals(other);

    public override int GetHashCode() => _digits?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => Mask;

    public static bool operator ==(IndividualNumber left, IndividualNumber right) => left.Equals(right);

    public static bool operator !=(IndividualNumber left, IndividualNumber right) => !left.Equals(right);

    private sealed class Masked
    {
        public Masked(IndividualNumber _) { }

        public string Value { get; } = Mask;
    }
}

/// <summary>Reads a number sent to us; refuses to write one. What must send it reveals it by name.</summary>
internal sealed class IndividualNumberJson : JsonConverter<IndividualNumber>
{
    public override IndividualNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && IndividualNumber.TryParse(reader.GetString(), null, out var number)
            ? number
            : throw new JsonException("個人番号は検査数字を含む12桁の数字です。");

    public override void Write(Utf8JsonWriter writer, IndividualNumber value, JsonSerializerOptions options) =>
        throw new NotSupportedException("個人番号は自動では書き出しません。");
}
