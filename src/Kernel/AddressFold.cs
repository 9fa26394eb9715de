using System.Globalization;

namespace Moyai.Kernel;

/// <summary>住所の表記ゆれ: numbers in kanji, and the words that stand between the numbers of a lot.</summary>
internal static class AddressFold
{
    /// <summary>Writes the key of an already folded address; returns its length.</summary>
    public static int Write(ReadOnlySpan<char> text, Span<char> key)
    {
        var length = 0;
        for (var i = 0; i < text.Length;)
        {
            if (Digit(text[i]) >= 0 || Unit(text[i]) > 0)
            {
                var run = 1;
                while (i + run < text.Length && (Digit(text[i + run]) >= 0 || Unit(text[i + run]) > 0))
                    run++;
                length += WriteNumber(text.Slice(i, run), key[length..]);
                i += run;
            }
            else if (length > 0 && char.IsAsciiDigit(key[length - 1]) && Separators(text[i..], out var words) is > 0 and var separator)
            {
                i += separator;
                // 3番4 → 3-4, but 3番 and 3の丸 keep no hyphen and their の.
                if (i < text.Length && (char.IsAsciiDigit(text[i]) || Digit(text[i]) >= 0 || Unit(text[i]) > 0))
                    key[length++] = '-';
                else if (!words && i < text.Length)
                    length += Copy(text.Slice(i - separator, separator), key[length..]);
            }
            else
            {
                key[length++] = IsGaBetweenKanji(text, i) ? 'ケ' : text[i];
                i++;
            }
        }
        while (length > 0 && key[length - 1] == '-')
            length--;
        return length;
    }

    // 霞ヶ関, 霞ケ関, 霞が関.
    private static bool IsGaBetweenKanji(ReadOnlySpan<char> text, int i) =>
        text[i] is 'が' or 'ガ' && i > 0 && i + 1 < text.Length && IsKanji(text[i - 1]) && IsKanji(text[i + 1]);

    private static bool IsKanji(char c) => c is >= '\u3400' and <= '\u9FFF' || char.IsSurrogate(c);

    /// <summary>The length of the words between two numbers; <paramref name="words"/> is true when 丁目, 番地, 番 or 号 is among them.</summary>
    private static int Separators(ReadOnlySpan<char> text, out bool words)
    {
        var length = 0;
        words = false;
        while (length < text.Length)
        {
            var rest = text[length..];
            var word = rest.StartsWith("丁目", StringComparison.Ordinal) || rest.StartsWith("番地", StringComparison.Ordinal) ? 2
                : rest[0] == '号' || (rest[0] == '番' && !(rest.Length > 1 && rest[1] is '町' or '丁')) ? 1 : 0;
            words |= word > 0;
            if (word == 0 && rest[0] is '-' or 'ー' or 'の' or 'ノ' or '之')
                word = 1;
            if (word == 0)
                break;
            length += word;
        }
        return length;
    }

    // 二十一 → 21, 二〇 → 20, 十 → 10, 百五 → 105. Numbers longer than any lot stay as they are written.
    private static int WriteNumber(ReadOnlySpan<char> run, Span<char> key)
    {
        var positional = true;
        foreach (var c in run)
            positional &= Unit(c) == 0;
        if (run.Length > 9)
            return Copy(run, key);
        if (positional)
        {
            for (var i = 0; i < run.Length; i++)
                key[i] = (char)('0' + Digit(run[i]));
            return run.Length;
        }
        var (total, digits) = (0L, 0L);
        foreach (var c in run)
        {
            if (Unit(c) is > 0 and var unit)
            {
                total += Math.Max(digits, 1) * unit;
                digits = 0;
            }
            else
            {
                digits = digits * 10 + Digit(c);
            }
        }
        (total + digits).TryFormat(key, out var written, provider: CultureInfo.InvariantCulture);
        return written;
    }

    private static int Copy(ReadOnlySpan<char> from, Span<char> to)
    {
        from.CopyTo(to);
        return from.Length;
    }

    private static int Digit(char c) => c switch
    {
        '〇' => 0, '一' => 1, '二' => 2, '三' => 3, '四' => 4, '五' => 5, '六' => 6, '七' => 7, '八' => 8, '九' => 9, _ => -1,
    };

    private static int Unit(char c) => c switch { '十' => 10, '百' => 100, '千' => 1000, _ => 0 };
}
