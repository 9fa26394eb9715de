using static System.Buffers.Binary.BinaryPrimitives;

namespace Moyai.Printing;

/// <summary>The font's <c>cmap</c>: characters (formats 4 and 12) and variation sequences (format 14).</summary>
internal sealed class CharacterMap
{
    private readonly ushort[]?[] _pages = new ushort[0x1100][];
    private readonly Dictionary<ulong, ushort> _sequences = [];

    public CharacterMap(FontTables tables, int glyphCount)
    {
        ReadOnlySpan<byte> cmap = tables.Table("cmap");
        int characters = -1, best = -1, variations = -1;
        for (var i = 0; i < ReadUInt16BigEndian(cmap[2..]); i++)
        {
            var record = cmap[(4 + i * 8)..];
            var (platform, encoding) = (ReadUInt16BigEndian(record), ReadUInt16BigEndian(record[2..]));
            var offset = (int)ReadUInt32BigEndian(record[4..]);
            var format = ReadUInt16BigEndian(cmap[offset..]);
            if (format == 14) variations = offset;
            var rank = (platform, format) switch { (3 or 0, 12) => 2, (0, 4) => 1, (3, 4) when encoding == 1 => 1, _ => 0 };
            if (rank > best && rank > 0) (best, characters) = (rank, offset);
        }

        if (characters < 0) throw tables.Damaged("文字の対応表(cmap 4・12)がありません");
        if (best == 2) ReadGroups(cmap[characters..], glyphCount);
        else ReadSegments(cmap[characters..], glyphCount);
        if (variations >= 0) ReadVariations(cmap[variations..], glyphCount);
    }

    /// <summary>0 when the font has no glyph for exactly this sequence; a selector it does not know never falls back to the base.</summary>
    public ushort Glyph(uint character, uint mark)
    {
        if (mark == 0) return Glyph(character);
        if (_sequences.TryGetValue(((ulong)mark << 32) | character, out var glyph)) return glyph;
        return ComposedKana.Compose(character, mark) is { } composed ? Glyph(composed) : (ushort)0;
    }

    private ushort Glyph(uint character) => character < 0x110000 && _pages[character >> 8] is { } page ? page[character & 0xFF] : (ushort)0;

    private void Set(uint character, uint glyph, int glyphCount)
    {
        if (glyph >= glyphCount || character >= 0x110000) return;
        (_pages[character >> 8] ??= new ushort[256])[character & 0xFF] = (ushort)glyph;
    }

    private void ReadGroups(ReadOnlySpan<byte> table, int glyphCount)
    {
        var count = ReadUInt32BigEndian(table[12..]);
        for (var i = 0; i < count; i++)
        {
            var group = table[(16 + i * 12)..];
            var (start, end, glyph) = (ReadUInt32BigEndian(group), ReadUInt32BigEndian(group[4..]), ReadUInt32BigEndian(group[8..]));
            for (var character = start; character <= end && character < 0x110000; character++) Set(character, glyph + (character - start), glyphCount);
        }
    }

    private void ReadSegments(ReadOnlySpan<byte> table, int glyphCount)
    {
        var bytes = ReadUInt16BigEndian(table[6..]);
        var (ends, starts, deltas, ranges) = (14, 16 + bytes, 16 + 2 * bytes, 16 + 3 * bytes);
        for (var i = 0; i < bytes; i += 2)
        {
            uint end = ReadUInt16BigEndian(table[(ends + i)..]), start = ReadUInt16BigEndian(table[(starts + i)..]);
            var delta = ReadUInt16BigEndian(table[(deltas + i)..]);
            var range = ReadUInt16BigEndian(table[(ranges + i)..]);
            for (var character = start; character <= end && character != 0xFFFF; character++)
            {
                uint glyph = range == 0 ? character : ReadUInt16BigEndian(table[(ranges + i + range + 2 * (int)(character - start))..]);
                if (glyph != 0) Set(character, (glyph + delta) & 0xFFFF, glyphCount);
            }
        }
    }

    private void ReadVariations(ReadOnlySpan<byte> table, int glyphCount)
    {
        for (var i = 0; i < ReadUInt32BigEndian(table[6..]); i++)
        {
            var record = table[(10 + i * 11)..];
            var selector = (ulong)ReadUInt24(record) << 32;
            var (defaults, others) = ((int)ReadUInt32BigEndian(record[3..]), (int)ReadUInt32BigEndian(record[7..]));
            for (var k = 0; defaults != 0 && k < ReadUInt32BigEndian(table[defaults..]); k++)
            {
                var range = table[(defaults + 4 + k * 4)..];
                var first = ReadUInt24(range);
                for (var character = first; character <= first + range[3]; character++)
                    if (Glyph(character) is var glyph and not 0) _sequences[selector | character] = glyph;
            }

            for (var k = 0; others != 0 && k < ReadUInt32BigEndian(table[others..]); k++)
            {
                var mapping = table[(others + 4 + k * 5)..];
                var glyph = ReadUInt16BigEndian(mapping[3..]);
                if (glyph < glyphCount) _sequences[selector | ReadUInt24(mapping)] = glyph;
            }
        }
    }

    private static uint ReadUInt24(ReadOnlySpan<byte> at) => ((uint)at[0] << 16) | ((uint)at[1] << 8) | at[2];
}
