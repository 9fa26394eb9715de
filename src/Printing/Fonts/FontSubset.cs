using System.Runtime.InteropServices;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Moyai.Printing;

/// <summary>The part of a font that one document uses: numbers its glyphs from 1 in order of first use.</summary>
internal sealed class FontSubset(TrueTypeFont font)
{
    private readonly Dictionary<ulong, ushort> _numbers = [];
    private readonly List<Entry> _entries = [new(0, 0)];

    public TrueTypeFont Font { get; } = font;

    public int Count => _entries.Count;

    /// <summary>The number drawn for a sequence. Two sequences with one glyph get two numbers, so that each copies out as its own text.</summary>
    public ushort Number(in CharacterSequence sequence, out int advance)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, sequence.Key, out var known);
        if (!known) number = Add(Font.Glyph(sequence), sequence.Key);
        advance = Font.Advance(_entries[number].Glyph);
        return number;
    }

    public string Tag()
    {
        var hash = 14695981039346656037UL;
        foreach (var entry in _entries) hash = unchecked((hash ^ entry.Key ^ ((ulong)entry.Glyph << 21)) * 1099511628211UL);
        Span<char> tag = stackalloc char[6];
        for (var i = 0; i < tag.Length; i++, hash /= 26) tag[i] = (char)('A' + (int)(hash % 26));
        return tag.ToString();
    }

    /// <summary>Glyph numbers with the text each stands for; parts of composites have none.</summary>
    public IEnumerable<(int Number, string Text)> Texts()
    {
        for (var i = 1; i < _entries.Count; i++)
        {
            var key = _entries[i].Key;
            if (key == 0) continue;
            var text = char.ConvertFromUtf32((int)(key & 0x1FFFFF));
            yield return (i, key >> 32 == 0 ? text : text + char.ConvertFromUtf32((int)(key >> 32)));
        }
    }

    public int Advance(int number) => Font.Advance(_entries[number].Glyph);

    /// <summary>The font file as a zlib stream. Returns its length before compression.</summary>
    public int WriteCompressed(PdfBuffer target)
    {
        AddParts();
        var outlines = _entries.Select(e => e.Key == 0 && e.Glyph == 0 ? GlyphOutline.From([], null) : Font.Outline(e.Glyph)).ToArray();
        var datas = new byte[]?[outlines.Length];
        for (var i = 0; i < outlines.Length; i++)
            if (outlines[i].ComponentOffsets.Length > 0) datas[i] = Renumber(outlines[i]);

        using var front = new PdfBuffer(4096);
        var glyphs = SfntFront.Write(front, Font, _entries.ConvertAll(e => e.Glyph), outlines, datas);

        target.Write([0x78, 0x9C]);
        var bits = new BitWriter(target);
        Font.Code.WriteHeader(bits);
        Font.Code.WriteLiterals(front.Written, bits);
        var adler = Adler32.Of(front.Written);
        for (var i = 0; i < outlines.Length; i++)
        {
            var packed = datas[i] is { } data ? Font.Code.Pack(data) : outlines[i].Packed ?? default;
            if (packed.Length == 0) continue;
            bits.Write(packed);
            adler = Adler32.Join(adler, packed.Adler, packed.Length);
        }

        Font.Code.WriteEnd(bits);
        bits.Flush();
        WriteUInt32BigEndian(target.Take(4), adler);
        return front.Length + glyphs;
    }

    private ushort Add(ushort glyph, ulong key)
    {
        _entries.Add(new Entry(glyph, key));
        return checked((ushort)(_entries.Count - 1));
    }

    /// <summary>A composite's parts join the subset; parts of parts follow as the list grows.</summary>
    private void AddParts()
    {
        for (var i = 1; i < _entries.Count; i++)
        {
            var outline = Font.Outline(_entries[i].Glyph);
            foreach (var offset in outline.ComponentOffsets)
            {
                var part = ReadUInt16BigEndian(outline.Data.AsSpan(offset));
                if (!_numbers.ContainsKey(PartKey(part))) _numbers[PartKey(part)] = Add(part, 0);
            }
        }
    }

    private byte[] Renumber(GlyphOutline outline)
    {
        var data = outline.Data.ToArray();
        foreach (var offset in outline.ComponentOffsets)
        {
            var place = data.AsSpan(offset);
            WriteUInt16BigEndian(place, _numbers[PartKey(ReadUInt16BigEndian(place))]);
        }

        return data;
    }

    /// <summary>Above every code point, so that it never meets a sequence.</summary>
    private static ulong PartKey(ushort glyph) => 0x8000_0000_0000_0000 | glyph;

    private readonly record struct Entry(ushort Glyph, ulong Key);
}
