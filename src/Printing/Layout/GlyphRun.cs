namespace Moyai.Printing;

/// <summary>A text as the glyphs of one document's subset, with widths that do not depend on the size.</summary>
internal sealed class GlyphRun
{
    private readonly List<(ushort Number, ushort Advance, int Start, uint Base)> _glyphs;

    public GlyphRun(FontSubset subset, string text)
    {
        _glyphs = new List<(ushort, ushort, int, uint)>(text.Length);
        var reader = new SequenceReader(text);
        while (reader.MoveNext())
        {
            var sequence = reader.Current;
            var isBreak = sequence is { Base: '\n' or '\r', Mark: 0 };
            var advance = 0;
            var number = isBreak ? (ushort)0 : subset.Number(sequence, out advance);
            _glyphs.Add((number, (ushort)advance, sequence.Start, sequence.Base));
        }
    }

    public int Count => _glyphs.Count;

    public ushort Number(int index) => _glyphs[index].Number;

    public uint Base(int index) => _glyphs[index].Base;

    public int Advance(int index) => _glyphs[index].Advance;

    /// <summary>Where the glyph's text starts; for the end, the length of the text.</summary>
    public int Start(int index, string text) => index < _glyphs.Count ? _glyphs[index].Start : text.Length;

    public bool HasLineBreak => _glyphs.Exists(g => g.Base is '\n' or '\r');

    /// <summary>Width in em, letter spacing between the glyphs but not after the last.</summary>
    public double Width(int from, int to, double letterSpacing)
    {
        var thousandths = 0;
        for (var i = from; i < to; i++) thousandths += _glyphs[i].Advance;
        return thousandths / 1000.0 + Math.Max(0, to - from - 1) * letterSpacing;
    }
}
