namespace Moyai.Printing;

/// <summary>A kana followed by a combining (han)dakuten is drawn with the glyph of the composed kana; the recorded text stays in two code points.</summary>
internal static class ComposedKana
{
    public static uint? Compose(uint kana, uint mark)
    {
        var isKatakana = kana is >= 0x30A1 and <= 0x30FE;
        var hiragana = isKatakana ? kana - 0x60 : kana;
        return (hiragana, mark) switch
        {
            (0x3046, 0x3099) => isKatakana ? 0x30F4u : 0x3094u,
            (0x309D, 0x3099) => kana + 1,
            (>= 0x304B and <= 0x3062, 0x3099) when hiragana % 2 == 1 => kana + 1,
            (0x3064 or 0x3066 or 0x3068, 0x3099) => kana + 1,
            (>= 0x306F and <= 0x307D, 0x3099) when (hiragana - 0x306F) % 3 == 0 => kana + 1,
            (>= 0x306F and <= 0x307D, 0x309A) when (hiragana - 0x306F) % 3 == 0 => kana + 2,
            _ when isKatakana && mark == 0x3099 && kana is >= 0x30EF and <= 0x30F2 => kana + 8,
            _ => null,
        };
    }
}
