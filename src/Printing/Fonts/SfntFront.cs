using static System.Buffers.Binary.BinaryPrimitives;

namespace Moyai.Printing;

/// <summary>Everything of an embedded font file that stands before its outlines: directory, head, hhea, hmtx, loca, maxp.</summary>
/// <remarks>No cmap (glyphs are named by number) and no hinting programs (outlines carry no instructions).</remarks>
internal static class SfntFront
{
    private const int Tables = 6;
    private const uint Magic = 0xB1B0AFBA;

    /// <returns>The length of the outlines that follow.</returns>
    public static int Write(PdfBuffer buffer, TrueTypeFont font, List<ushort> glyphs, GlyphOutline[] outlines, byte[]?[] renumbered)
    {
        var count = outlines.Length;
        var total = outlines.Sum(o => o.Data.Length);
        var isLong = total > 2 * ushort.MaxValue;
        WriteDirectoryHeader(buffer.Take(12 + Tables * 16));

        var head = Begin(buffer, font.Head);
        WriteUInt32BigEndian(buffer.Patch(head)[8..], 0);
        WriteInt16BigEndian(buffer.Patch(head)[50..], isLong ? (short)1 : (short)0);
        var hhea = Begin(buffer, font.HorizontalHeader);
        WriteUInt16BigEndian(buffer.Patch(hhea)[34..], (ushort)count);

        var hmtx = buffer.Length;
        for (var i = 0; i < count; i++)
        {
            WriteUInt16BigEndian(buffer.Take(2), font.AdvanceInUnits(glyphs[i]));
            WriteInt16BigEndian(buffer.Take(2), outlines[i].LeftSide);
        }

        var loca = buffer.Length;
        var place = 0;
        for (var i = 0; i <= count; i++)
        {
            if (isLong) WriteUInt32BigEndian(buffer.Take(4), (uint)place);
            else WriteUInt16BigEndian(buffer.Take(2), (ushort)(place / 2));
            if (i < count) place += outlines[i].Data.Length;
        }

        var locaLength = buffer.Length - loca;
        Pad(buffer);
        var maxp = Begin(buffer, font.MaximumProfile.AsSpan(0, 32));
        WriteUInt16BigEndian(buffer.Patch(maxp)[4..], (ushort)count);
        // Storage, functions, stack and instruction sizes: there are no programs.
        buffer.Patch(maxp)[14..28].Clear();
        WriteUInt16BigEndian(buffer.Patch(maxp)[14..], 1);

        uint outlineSum = 0;
        for (var i = 0; i < count; i++)
            outlineSum = unchecked(outlineSum + (renumbered[i] is { } data ? Sfnt.Checksum(data) : outlines[i].Checksum));

        var end = buffer.Length;
        Enter(buffer, 0, "glyf"u8, end, total, outlineSum);
        Enter(buffer, 1, "head"u8, head, 54, Sum(buffer, head, hhea));
        Enter(buffer, 2, "hhea"u8, hhea, 36, Sum(buffer, hhea, hmtx));
        Enter(buffer, 3, "hmtx"u8, hmtx, count * 4, Sum(buffer, hmtx, loca));
        Enter(buffer, 4, "loca"u8, loca, locaLength, Sum(buffer, loca, maxp));
        Enter(buffer, 5, "maxp"u8, maxp, 32, Sum(buffer, maxp, end));
        WriteUInt32BigEndian(buffer.Patch(head)[8..], unchecked(Magic - (Sum(buffer, 0, end) + outlineSum)));
        return total;
    }

    private static void WriteDirectoryHeader(Span<byte> header)
    {
        header.Clear();
        WriteUInt32BigEndian(header, 0x00010000);
        WriteUInt16BigEndian(header[4..], Tables);
        WriteUInt16BigEndian(header[6..], 64);
        WriteUInt16BigEndian(header[8..], 2);
        WriteUInt16BigEndian(header[10..], Tables * 16 - 64);
    }

    private static int Begin(PdfBuffer buffer, ReadOnlySpan<byte> table)
    {
        var start = buffer.Length;
        buffer.Write(table);
        Pad(buffer);
        return start;
    }

    private static void Pad(PdfBuffer buffer) => buffer.Take(-buffer.Length & 3).Clear();

    private static uint Sum(PdfBuffer buffer, int start, int end) => Sfnt.Checksum(buffer.Written[start..end]);

    private static void Enter(PdfBuffer buffer, int row, ReadOnlySpan<byte> tag, int offset, int length, uint checksum)
    {
        var entry = buffer.Patch(12 + row * 16);
        tag.CopyTo(entry);
        WriteUInt32BigEndian(entry[4..], checksum);
        WriteUInt32BigEndian(entry[8..], (uint)offset);
        WriteUInt32BigEndian(entry[12..], (uint)length);
    }
}
