using static System.Buffers.Binary.BinaryPrimitives;

namespace Moyai.Printing;

/// <summary>One outline as a document embeds it: without hinting instructions, padded to four bytes, already coded for the font stream.</summary>
internal sealed class GlyphOutline
{
    private const int Instructions = 0x0100;
    private const int MoreComponents = 0x0020;

    private GlyphOutline(byte[] data, int[] componentOffsets, DeflateCode? code)
    {
        Data = data;
        ComponentOffsets = componentOffsets;
        Checksum = Sfnt.Checksum(data);
        // A composite names its parts by numbers that differ in each document, so it is coded when the document is built.
        Packed = code is not null && componentOffsets.Length == 0 ? code.Pack(data) : null;
    }

    public byte[] Data { get; }

    public uint Checksum { get; }

    public PackedBytes? Packed { get; }

    /// <summary>Where in <see cref="Data"/> the glyph numbers of a composite's parts stand.</summary>
    public int[] ComponentOffsets { get; }

    public short LeftSide => Data.Length == 0 ? (short)0 : ReadInt16BigEndian(Data.AsSpan(2));

    public static GlyphOutline From(ReadOnlySpan<byte> glyph, DeflateCode? code)
    {
        if (glyph.Length == 0) return new GlyphOutline([], [], code);
        return ReadInt16BigEndian(glyph) >= 0 ? Simple(glyph, code) : Composite(glyph, code);
    }

    private static GlyphOutline Simple(ReadOnlySpan<byte> glyph, DeflateCode? code)
    {
        var contours = ReadInt16BigEndian(glyph);
        var ends = 10 + 2 * contours;
        if (contours == 0) return new GlyphOutline([], [], code);
        var points = ReadUInt16BigEndian(glyph[(ends - 2)..]) + 1;
        var flags = ends + 2 + ReadUInt16BigEndian(glyph[ends..]);
        var at = flags;
        var coordinates = 0;
        for (var seen = 0; seen < points;)
        {
            var flag = glyph[at++];
            var repeat = (flag & 8) != 0 ? glyph[at++] + 1 : 1;
            seen += repeat;
            coordinates += repeat * (Size(flag, 2, 16) + Size(flag, 4, 32));
        }

        var rest = glyph[flags..(at + coordinates)];
        var data = new byte[(ends + 2 + rest.Length + 3) & ~3];
        glyph[..ends].CopyTo(data);
        rest.CopyTo(data.AsSpan(ends + 2));
        return new GlyphOutline(data, [], code);
    }

    private static int Size(byte flag, int isShort, int isSame) => (flag & isShort) != 0 ? 1 : (flag & isSame) != 0 ? 0 : 2;

    private static GlyphOutline Composite(ReadOnlySpan<byte> glyph, DeflateCode? code)
    {
        var offsets = new List<int>();
        var at = 10;
        int flags;
        do
        {
            flags = ReadUInt16BigEndian(glyph[at..]);
            offsets.Add(at + 2);
            at += 4 + ((flags & 0x0001) != 0 ? 4 : 2) + ((flags & 0x0008) != 0 ? 2 : (flags & 0x0040) != 0 ? 4 : (flags & 0x0080) != 0 ? 8 : 0);
        }
        while ((flags & MoreComponents) != 0);

        var data = new byte[(at + 3) & ~3];
        glyph[..at].CopyTo(data);
        foreach (var offset in offsets)
            WriteUInt16BigEndian(data.AsSpan(offset - 2), (ushort)(ReadUInt16BigEndian(data.AsSpan(offset - 2)) & ~Instructions));
        return new GlyphOutline(data, [.. offsets], code);
    }
}
