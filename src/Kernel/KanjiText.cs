using System.Text;

namespace Moyai.Kernel;

/// <summary>Why a text cannot stand in the register (文字).</summary>
public enum KanjiFault
{
    /// <summary>Half of a surrogate pair.</summary>
    LoneSurrogate,

    /// <summary>制御文字, a line end among them, or a code point that is no character.</summary>
    Control,

    /// <summary>外字 in the private use area: another system shows another glyph for it.</summary>
    PrivateUse,

    /// <summary>A variation selector with no character before it.</summary>
    StraySelector,
}

/// <summary>The place and kind of a fault; holds the code point and never the text around it.</summary>
public readonly record struct KanjiProblem(int Index, int CodePoint, KanjiFault Fault);

/// <summary>One character as people count it: a base and, for an IVS, its variation selector.</summary>
public readonly record struct KanjiCharacter(Rune Base, Rune? Selector);

/// <summary>漢字: text of names and addresses. Every code point is kept; nothing is normalised.</summary>
public static class KanjiText
{
    /// <summary>文字数: an IVS counts one, a surrogate pair counts one.</summary>
    public static int CountCharacters(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsSelector(rune.Value) || count == 0)
                count++;
        }
        return count;
    }

    /// <summary>The characters in order, each with the selector that follows it.</summary>
    public static IEnumerable<KanjiCharacter> EnumerateCharacters(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var i = 0; i < text.Length;)
        {
            var rune = At(text, i);
            i += rune.Utf16SequenceLength;
            if (i < text.Length && At(text, i) is var next && IsSelector(next.Value))
            {
                i += next.Utf16SequenceLength;
                yield return new(rune, next);
            }
            else
            {
                yield return new(rune, null);
            }
        }
    }

    /// <summary>True when the text has no fault; 外字 of the private use area count as one unless allowed.</summary>
    public static bool IsWellFormed(string text, bool allowPrivateUse = false) => FindProblem(text, allowPrivateUse) is null;

    /// <summary>The first fault, or null.</summary>
    public static KanjiProblem? FindProblem(string text, bool allowPrivateUse = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        var afterBase = false;
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
                return new(i, text[i], KanjiFault.LoneSurrogate);
            var value = rune.Value;
            var selector = IsSelector(value);
            KanjiFault? fault =
                value is < 0x20 or (>= 0x7F and < 0xA0) or 0x2028 or 0x2029 or 0xFEFF or (>= 0xFDD0 and <= 0xFDEF) || (value & 0xFFFE) == 0xFFFE ? KanjiFault.Control
                : !allowPrivateUse && value is (>= 0xE000 and <= 0xF8FF) or (>= 0xF0000 and <= 0x10FFFF) ? KanjiFault.PrivateUse
                : selector && !afterBase ? KanjiFault.StraySelector
                : null;
            if (fault is { } found)
                return new(i, value, found);
            afterBase = !selector;
            i += rune.Utf16SequenceLength;
        }
        return null;
    }

    /// <summary>異体字セレクタ: U+FE00 to FE0F and U+E0100 to E01EF.</summary>
    internal static bool IsSelector(int codePoint) => codePoint is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static Rune At(string text, int index) => Rune.TryGetRuneAt(text, index, out var rune) ? rune : Rune.ReplacementChar;
}
