using System.Globalization;
using System.Text;

namespace Moyai.Printing;

/// <summary>What is drawn by one glyph: a base character, with a variation selector or a combining mark after it when there is one.</summary>
internal readonly record struct CharacterSequence(int Start, int Length, uint Base, uint Mark)
{
    public ulong Key => ((ulong)Mark << 32) | Base;

    public bool IsSpace => Mark == 0 && Base is 0x20 or 0xA0 or 0x3000 or (>= 0x2000 and <= 0x200A);

    public static string CodePoints(ReadOnlySpan<char> text)
    {
        var shown = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            shown.Append(at == 0 ? "U+" : " U+").Append(Decode(text, at, out var length).ToString("X4", CultureInfo.InvariantCulture));
            at += length;
        }

        return shown.ToString();
    }

    /// <summary>Half a surrogate pair comes back as itself: no font has a glyph for it, so it is reported and not repaired.</summary>
    public static uint Decode(ReadOnlySpan<char> text, int at, out int length)
    {
        if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        {
            length = 2;
            return (uint)char.ConvertToUtf32(text[at], text[at + 1]);
        }

        length = 1;
        return text[at];
    }

    public static bool IsMark(uint codePoint) => codePoint
        is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF)
        or 0x3099 or 0x309A or (>= 0x0300 and <= 0x036F) or (>= 0x20D0 and <= 0x20FF);
}

/// <summary>Walks a text one drawn glyph at a time.</summary>
internal ref struct SequenceReader(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _at;

    public CharacterSequence Current { get; private set; }

    public bool MoveNext()
    {
        if (_at >= _text.Length) return false;
        var start = _at;
        var character = CharacterSequence.Decode(_text, start, out var length);
        uint mark = 0;
        if (start + length < _text.Length && _text[start + length] >= 0x300)
        {
            var next = CharacterSequence.Decode(_text, start + length, out var markLength);
            if (CharacterSequence.IsMark(next))
            {
                mark = next;
                length += markLength;
            }
        }

        _at = start + length;
        Current = new CharacterSequence(start, length, character, mark);
        return true;
    }
}
