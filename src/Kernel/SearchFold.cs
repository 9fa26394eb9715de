using System.Collections.Frozen;
using System.Text;

namespace Moyai.Kernel;

/// <summary>One step per character for the search keys: what each UTF-16 unit folds to; 0 means it is left out.</summary>
internal static class SearchFold
{
    // 清濁・半濁・小書きを同一視する表 (2.1.2). Each class is written with its first member.
    // ヂ=ジ=シ=チ and ヅ=ズ=ス=ツ follow from ヂ=ジ, ズ=ヅ and from ignoring 濁音; ワ=ハ, オ=ヲ, ヴ=ブ are the standard's examples. ヰ, ヱ are the old イ, エ.
    private static readonly string[] s_kanaClasses =
    [
        "アァ", "イィヰ", "ウゥ", "エェヱ", "オォヲ",
        "カガヵ", "キギ", "クグㇰ", "ケゲヶ", "コゴ",
        "サザ", "シジチヂㇱ", "スズツヅッㇲ", "セゼ", "ソゾ",
        "タダ", "テデ", "トドㇳ", "ヌㇴ",
        "ハバパワヮヷㇵ", "ヒビピヸㇶ", "フブプㇷ", "ヘベペヹㇸ", "ホボポヺㇹ", "ムㇺ",
        "ヤャ", "ユュ", "ヨョ", "ラㇻ", "リㇼ", "ルㇽ", "レㇾ", "ロㇿ",
    ];

    /// <summary>Folds of 検索キー（カナ）; ヴ is kept for the rule of two characters.</summary>
    public static readonly char[] Kana = MakeKana();

    private static readonly (int From, int To)[] s_variants = [.. Variants()];

    /// <summary>Rare kanji beyond U+FFFF, by code point.</summary>
    public static readonly FrozenDictionary<int, int> Rare = s_variants.Where(v => v.From > 0xFFFF).ToFrozenDictionary(v => v.From, v => v.To);

    /// <summary>Folds of 検索キー（漢字）: width, case, kanji variants.</summary>
    public static readonly char[] Text = MakeText();

    private static char[] MakeKana()
    {
        var map = MakeShared();
        var classes = s_kanaClasses.SelectMany(members => members.Select(member => (member, members[0]))).ToDictionary(p => p.member, p => p.Item2);
        foreach (var c in Signs())
        {
            var katakana = KanaText.ToKatakana(c);
            if (katakana is 'ー' or '・' || Widths.IsDash(c) || KanaText.IsVoicedMark(c) || KanaText.IsSemiVoicedMark(c))
                map[c] = '\0';
            else if (katakana != c || KanaText.IsKatakana(katakana) || classes.ContainsKey(katakana))
                map[c] = classes.GetValueOrDefault(katakana, katakana);
        }
        return map;
    }

    private static char[] MakeText()
    {
        var map = MakeShared();
        foreach (var c in Signs())
        {
            if (KanaText.FromHalfWidth(c) is var full && full != c)
                map[c] = full;
            if (Widths.IsDash(c))
                map[c] = '-';
        }
        (map['ヶ'], map['ヵ'], map['〻']) = ('ケ', 'カ', '々');
        foreach (var (from, to) in s_variants)
        {
            if (from <= 0xFFFF)
                map[from] = (char)to;
        }
        return map;
    }

    private static char[] MakeShared()
    {
        var map = new char[0x10000];
        for (var i = 0; i < map.Length; i++)
            map[i] = (char)i;
        foreach (var c in Signs())
        {
            var half = Widths.ToHalf(c);
            map[c] = Widths.IsSpace(half) || KanjiText.IsSelector(c) ? '\0' : char.ToLowerInvariant(half);
        }
        return map;
    }

    /// <summary>Everything that is not a kanji: letters, signs and kana stand below U+3400 and above U+FE00.</summary>
    private static IEnumerable<char> Signs() =>
        Enumerable.Range(0, 0x3400).Concat(Enumerable.Range(0xFE00, 0x200)).Select(point => (char)point);

    private static IEnumerable<(int From, int To)> Variants()
    {
        foreach (var line in EmbeddedTable.Lines("kanji_variants.tsv"))
        {
            var cells = line.Split('\t');
            var (from, to) = (Rune.GetRuneAt(cells[0], 0).Value, Rune.GetRuneAt(cells[1], 0).Value);
            if (from <= 0xFFFF && to > 0xFFFF)
                throw new InvalidDataException("A kanji of the first plane stands for its class.");
            yield return (from, to);
        }
    }
}
