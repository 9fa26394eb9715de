using System.Buffers;
using System.Text;

namespace Moyai.Kernel;

/// <summary>検索キー (2.1.2): folded forms kept beside the register's own text, and made the same way from what a clerk types. A search may find more than was meant, never less.</summary>
public static class SearchKey
{
    private const int OnStack = 256;

    /// <summary>検索キー（カナ）: 清濁・半濁, 小書き, 長音 and dashes, spaces and ・ make no difference; ヴァ is バ; ウ after オ段 is オ.</summary>
    public static string Kana(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        char[]? rented = null;
        var key = text.Length <= OnStack ? stackalloc char[OnStack] : rented = ArrayPool<char>.Shared.Rent(text.Length);
        var map = SearchFold.Kana;
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var folded = map[c];
            if (folded == '\0')
                continue;
            var next = i + 1 < text.Length ? text[i + 1] : '\0';
            if (folded == 'ヴ' || (KanaText.IsVoicedMark(next) && KanaText.ToKatakana(c) == 'ウ'))
            {
                var after = folded == 'ヴ' ? next : i + 2 < text.Length ? text[i + 2] : '\0';
                folded = VuBefore(KanaText.ToKatakana(after), out var takesVowel);
                i += (c is 'ヴ' or 'ゔ' ? 0 : 1) + (takesVowel ? 1 : 0);
            }
            else if (KanaText.IsVoicedMark(next) && KanaText.ToKatakana(c) is ('ワ' or 'ヲ'))
            {
                folded = KanaText.ToKatakana(c) == 'ワ' ? 'ハ' : 'ホ';
            }
            else if (folded == 'ウ' && length > 0 && IsORow(key[length - 1]))
            {
                folded = 'オ';
            }
            key[length++] = folded;
        }
        return Finish(text, key[..length], rented);
    }

    /// <summary>検索キー（漢字・英字）: 異体字 as one, variation selectors and spaces dropped, widths and letter case as one.</summary>
    public static string Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        char[]? rented = null;
        var key = text.Length <= OnStack ? stackalloc char[OnStack] : rented = ArrayPool<char>.Shared.Rent(text.Length);
        var length = Fold(text, key);
        return Finish(text, key[..length], rented);
    }

    /// <summary>検索キー（住所）: as <see cref="Text"/>, with 漢数字 as digits and 丁目・番地・番・号・の between numbers as hyphens: 堀内二丁目3番4号 is 堀内2-3-4.</summary>
    public static string Address(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        char[]? rented = null;
        // 漢数字 may grow: 千 is 1000.
        var most = text.Length * 5;
        var key = most <= OnStack * 2 ? stackalloc char[OnStack * 2] : rented = ArrayPool<char>.Shared.Rent(most);
        var folded = key[..text.Length];
        var read = Fold(text, folded);
        var target = key[text.Length..];
        var length = AddressFold.Write(folded[..read], target);
        return Finish(text, target[..length], rented);
    }

    /// <summary>1-, 2- and 3-grams of a folded key by character, each once, for an index of parts of names.</summary>
    public static string[] Grams(string foldedText)
    {
        ArgumentNullException.ThrowIfNull(foldedText);
        Span<int> starts = foldedText.Length < OnStack ? stackalloc int[OnStack] : new int[foldedText.Length + 1];
        Span<int> points = foldedText.Length < OnStack ? stackalloc int[OnStack] : new int[foldedText.Length + 1];
        var count = 0;
        for (var i = 0; i < foldedText.Length; count++)
        {
            var pair = char.IsSurrogatePair(foldedText, i);
            starts[count] = i;
            points[count] = pair ? char.ConvertToUtf32(foldedText, i) : foldedText[i];
            i += pair ? 2 : 1;
        }
        starts[count] = foldedText.Length;
        var grams = new string[count < 2 ? count : count * 3 - 3];
        var used = 0;
        for (var size = 1; size <= 3; size++)
        {
            for (var i = 0; i + size <= count; i++)
            {
                if (!StandsBefore(points, i, size))
                    grams[used++] = foldedText[starts[i]..starts[i + size]];
            }
        }
        return used == grams.Length ? grams : grams[..used];
    }

    private static bool StandsBefore(ReadOnlySpan<int> points, int at, int size)
    {
        for (var i = 0; i < at; i++)
        {
            if (points[i] == points[at] && (size < 2 || points[i + 1] == points[at + 1]) && (size < 3 || points[i + 2] == points[at + 2]))
                return true;
        }
        return false;
    }

    private static int Fold(string text, Span<char> key)
    {
        var map = SearchFold.Text;
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                var point = char.ConvertToUtf32(c, text[++i]);
                if (!KanjiText.IsSelector(point))
                    length += new Rune(SearchFold.Rare.GetValueOrDefault(point, point)).EncodeToUtf16(key[length..]);
                continue;
            }
            if (length > 0 && KanaText.TryCompose(key[length - 1], c, out var composed))
            {
                key[length - 1] = composed;
                continue;
            }
            var folded = map[c];
            if (folded == '\0')
                continue;
            // ス−ザン typed with any dash is スーザン.
            if (length > 1 && key[length - 1] == '-' && KanaText.IsKatakana(folded) && KanaText.IsKatakana(key[length - 2]))
                key[length - 1] = 'ー';
            key[length++] = folded;
        }
        return length;
    }

    private static string Finish(string source, ReadOnlySpan<char> key, char[]? rented)
    {
        var result = key.SequenceEqual(source) ? source : key.ToString();
        if (rented is not null)
            ArrayPool<char>.Shared.Return(rented, clearArray: true);
        return result;
    }

    // ヴァ＝バ, ヴィ＝ビ, ヴ＝ブ (2.1.2); ヴュ and ヴョ as ビュ and ビョ.
    private static char VuBefore(char vowel, out bool takesVowel)
    {
        takesVowel = vowel is 'ァ' or 'ア' or 'ィ' or 'イ' or 'ェ' or 'エ' or 'ォ' or 'オ';
        return vowel switch
        {
            'ァ' or 'ア' => 'ハ',
            'ィ' or 'イ' or 'ュ' or 'ョ' => 'ヒ',
            'ェ' or 'エ' => 'ヘ',
            'ォ' or 'オ' => 'ホ',
            _ => 'フ',
        };
    }

    private static bool IsORow(char c) => c is 'オ' or 'コ' or 'ソ' or 'ト' or 'ノ' or 'ホ' or 'モ' or 'ヨ' or 'ロ';
}
