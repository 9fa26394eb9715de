namespace Moyai.Kernel;

/// <summary>片仮名の表: half width, hiragana and the marks that turn カ into ガ and ハ into パ.</summary>
internal static class KanaText
{
    // U+FF66 to U+FF9D in their order.
    private const string HalfWidth = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
    private const string Voiceable = "カキクケコサシスセソタチツテトハヒフヘホ";

    /// <summary>Full-width katakana of a half-width or hiragana character; any other character is itself.</summary>
    public static char ToKatakana(char c) => c switch
    {
        >= 'ぁ' and <= 'ゖ' or 'ゝ' or 'ゞ' => (char)(c + 0x60),
        _ => FromHalfWidth(c),
    };

    /// <summary>Full-width form of a half-width kana character; hiragana stays hiragana.</summary>
    public static char FromHalfWidth(char c) => c switch
    {
        >= '\uFF66' and <= '\uFF9D' => HalfWidth[c - 0xFF66],
        '\uFF65' => '・',
        _ => c,
    };

    public static bool IsVoicedMark(char c) => c is '\uFF9E' or '\u309B' or '\u3099';

    public static bool IsSemiVoicedMark(char c) => c is '\uFF9F' or '\u309C' or '\u309A';

    /// <summary>The kana and the mark after it as one character, or the kana alone when the two make none.</summary>
    public static bool TryCompose(char kana, char mark, out char composed)
    {
        composed = '\0';
        if (!IsVoicedMark(mark) && !IsSemiVoicedMark(mark))
            return false;
        var katakana = ToKatakana(kana);
        composed = katakana switch
        {
            'ウ' when IsVoicedMark(mark) => 'ヴ',
            'ワ' when IsVoicedMark(mark) => 'ヷ',
            'ヲ' when IsVoicedMark(mark) => 'ヺ',
            _ when IsVoicedMark(mark) && Voiceable.Contains(katakana) => (char)(katakana + 1),
            >= 'ハ' and <= 'ホ' when IsSemiVoicedMark(mark) && Voiceable.Contains(katakana) => (char)(katakana + 2),
            _ => '\0',
        };
        if (composed == '\0')
            return false;
        // Hiragana stays hiragana; a half-width letter has no half-width voiced form and becomes full width.
        if (kana is >= 'ぁ' and <= 'ゖ' && composed <= 'ヴ')
            composed = (char)(composed - 0x60);
        return true;
    }

    /// <summary>ア段 to オ段 alike: any katakana letter, with the long vowel mark.</summary>
    public static bool IsKatakana(char c) => c is (>= 'ァ' and <= 'ヺ') or 'ー';
}
