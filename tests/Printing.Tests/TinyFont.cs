using System.Buffers.Binary;
using System.Text;

namespace Moyai.Printing.Tests;

/// <summary>A hand-made font: 1 = square (A), 2 = composite of two squares with instructions (B), 3 = composite of a composite (C), 4 = blank (D), cmap format 4 only.</summary>
internal static class TinyFont
{
    public static byte[] Bytes()
    {
        // One contour, four points, two bytes of instructions that a subset must drop.
        byte[] square = [.. Words(1, 0, 0, 500, 500, 3, 2), 0xAA, 0xBB, 1, 1, 1, 1, .. Words(0, 500, 0, -500, 0, 0, 500, 0)];
        byte[] pair = [.. Words(-1, 0, 0, 1000, 500, 0x0123, 1, 0, 0, 0x0103, 1, 500, 0, 2), 0xAA, 0xBB];
        byte[] nested = [.. Words(-1, 0, 0, 1000, 500, 0x0003, 2, 10, 20)];
        byte[][] glyphs = [Pad(square), Pad(square), Pad(pair), Pad(nested), []];
        var places = new List<int> { 0 };
        foreach (var glyph in glyphs) places.Add(places[^1] + glyph.Length / 2);

        byte[] head = [.. Words(1, 0, 0, 0, 0, 0, 0x5F0F, 0x3CF5, 0, 1000), .. new byte[16], .. Words(0, 0, 1000, 1000, 0, 8, 2, 0, 0)];
        byte[] hhea = [.. Words(1, 0, 880, -120, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, 5)];
        byte[] maxp = [.. Words(1, 0, 5, 8, 2, 8, 4, 2, 8, 8, 8, 8, 8, 8, 2, 2)];
        byte[] hmtx = [.. Words(1000, 0, 600, 0, 1000, 0, 750, 0, 300, 0)];
        byte[] map = [.. Words(4, 32, 0, 4, 4, 1, 0, 68, -1, 0, 65, -1, -64, 1, 0, 0)];
        byte[] cmap = [.. Words(0, 1, 3, 1, 0, 12), .. map];
        byte[] text = Encoding.BigEndianUnicode.GetBytes("Tiny");
        byte[] name = [.. Words(0, 1, 18, 3, 1, 0x409, 6, text.Length, 0), .. text];
        return Assemble(("cmap", cmap), ("glyf", [.. glyphs.SelectMany(g => g)]), ("head", head), ("hhea", hhea), ("hmtx", hmtx),
            ("loca", Words([.. places])), ("maxp", maxp), ("name", name));
    }

    private static byte[] Assemble(params (string Tag, byte[] Data)[] tables)
    {
        var file = new List<byte>([.. Words(1, 0, tables.Length, 0, 0, 0)]);
        var body = new List<byte>();
        foreach (var (tag, data) in tables)
        {
            var place = 12 + 16 * tables.Length + body.Count;
            file.AddRange([.. Encoding.ASCII.GetBytes(tag), .. new byte[4], .. Words(0, place, 0, data.Length)]);
            body.AddRange(Pad(data));
        }

        return [.. file, .. body];
    }

    private static byte[] Pad(byte[] data) => [.. data, .. new byte[-data.Length & 3]];

    private static byte[] Words(params int[] values)
    {
        var bytes = new byte[values.Length * 2];
        for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2 * i), unchecked((ushort)values[i]));
        return bytes;
    }
}
