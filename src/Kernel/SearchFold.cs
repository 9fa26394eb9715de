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

    /// <summary>Rare kanji beyond U+FFFF, by code point.</summary>
    public static readonly FrozenDictionary<int, int> Rare = Variants().Where(v => v.From > 0xFFFF).ToFrozenDictionary(v => v.From, v => v.To);

    /// <summary>Folds of 検索キー（漢字）: width, case, kanji variants.</summary>
    public static readonly char[] Text = MakeText();

    private static char[] MakeKana()
    {
        var map = MakeShared();
        var classes = s_kanaClasses.SelectMany(members => members.Select(member => (member, members[0]))).ToDictionary(p => p.member, p => p.Item2);
        for (var c = 0; c < map.Length; c++)
        {
            var katakana = KanaText.ToKatakana((char)c);
            if (katakana is 'ー' or '・' || Widths.IsDash((char)c) || KanaText.IsVoicedMark((char)c) || KanaText.IsSemiVoicedMark((char)c))
                map[c] = '\0';
            else if (katakana != c || KanaText.IsKatakana(katakana) || classes.ContainsKey(katakana))
                map[c] = classes.GetValueOrDefault(katakana, katakana);
        }
        return map;
    }

    private static char[] MakeText()
    {
        var map = MakeShared();
        for (var c = 0; c < map.Length; c++)
        {
            if (KanaText.FromHalfWidth((char)c) is var full && full != c)
                map[c] = full;
            if (Widths.IsDash((char)c))
                map[c] = '-';
        }
        (map['ヶ'], map['ヵ'], map['〻']) = ('ケ', 'カ', '々');
        foreach (var (from, to) in Variants())
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
        {
            var c = Widths.ToHalf((char)i);
            map[i] = Widths.IsSpace(c) || KanjiText.IsSelector(i) ? '\0' : char.ToLowerInvariant(c);
        }
        return map;
    }

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
