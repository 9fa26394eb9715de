using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Moyai.Kernel;

/// <summary>フリガナ: full-width katakana with ー, ・ and a space between 氏 and 名. Personal data, so it prints masked.</summary>
[DebuggerDisplay("****")]
[JsonConverter(typeof(TextJson<Kana>))]
public readonly record struct Kana : IParsable<Kana>, IComparable<Kana>, ITextValue<Kana>
{
    private readonly string? _value;

    private Kana(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("No kana is set.");

    /// <summary>Reads half-width kana and hiragana too. Latin letters, kanji and signs are refused.</summary>
    public static Result<Kana> Parse(string? typed)
    {
        var value = ToFullWidth(typed ?? "").Trim('　');
        if (value.Length == 0)
            return KanaErrors.Empty;
        foreach (var c in value)
        {
            if (c is not '　' and not '・' && !KanaText.IsKatakana(c))
                return KanaErrors.Letters;
        }
        return new Kana(value);
    }

    /// <summary>Half-width kana and hiragana in full-width katakana, ｶﾞ as ガ; a dash after kana is the long vowel mark; other characters stay.</summary>
    public static string ToFullWidth(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (i + 1 < text.Length && KanaText.TryCompose(c, text[i + 1], out var composed))
            {
                c = composed;
                i++;
            }
            c = KanaText.ToKatakana(c);
            buffer[length] = Widths.IsSpace(c) ? '　'
                : Widths.IsDash(c) && length > 0 && KanaText.IsKatakana(buffer[length - 1]) ? 'ー' : c;
            length++;
        }
        var value = new string(buffer, 0, length);
        ArrayPool<char>.Shared.Return(buffer, clearArray: true);
        return value;
    }

    public static Kana Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var kana) ? kana : throw new FormatException("フリガナはカタカナです。");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Kana result) =>
        Parse(s).TryGet(out result, out _);

    public int CompareTo(Kana other) => string.CompareOrdinal(_value, other._value);

    public override string ToString() => "****";

    public static bool operator <(Kana left, Kana right) => left.CompareTo(right) < 0;

    public static bool operator >(Kana left, Kana right) => left.CompareTo(right) > 0;

    public static bool operator <=(Kana left, Kana right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Kana left, Kana right) => left.CompareTo(right) >= 0;
}
