using System.Text;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Moyai.Printing;

/// <summary>A subset as the five objects of a composite font (ISO 32000-1, 9.7): Type0, CIDFontType2, descriptor, file, ToUnicode.</summary>
internal static class PdfFont
{
    public static int Write(PdfObjects objects, FontSubset subset)
    {
        var buffer = objects.Buffer;
        var (font, descendant, descriptor, file, unicode) =
            (objects.Reserve(), objects.Reserve(), objects.Reserve(), objects.Reserve(), objects.Reserve());

        // Writing the file adds the parts of composites, so it comes before everything that counts glyphs.
        using var packed = new PdfBuffer(65536);
        var length = subset.WriteCompressed(packed);
        var name = Encoding.ASCII.GetBytes($"{subset.Tag()}+{subset.Font.PostScriptName}");
        objects.Begin(file);
        buffer.Write("<</Filter/FlateDecode/Length "u8).Write(packed.Length).Write("/Length1 "u8).Write(length).Write(">>stream\n"u8);
        buffer.Write(packed.Written).Write("\nendstream"u8);
        objects.End();

        objects.Begin(font);
        buffer.Write("<</Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont/"u8).Write(name);
        buffer.Write("/DescendantFonts["u8).Write(descendant).Write(" 0 R]/ToUnicode "u8).Write(unicode).Write(" 0 R>>"u8);
        objects.End();

        objects.Begin(descendant);
        buffer.Write("<</Type/Font/Subtype/CIDFontType2/CIDToGIDMap/Identity/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/BaseFont/"u8);
        buffer.Write(name).Write("/FontDescriptor "u8).Write(descriptor).Write(" 0 R/DW 1000"u8);
        WriteWidths(buffer, subset);
        buffer.Write(">>"u8);
        objects.End();

        objects.Begin(descriptor);
        WriteDescriptor(buffer, subset.Font, name, file);
        objects.End();

        using var map = new PdfBuffer(16384);
        WriteUnicode(map, subset);
        objects.WriteStream(unicode, map.Written);
        return font;
    }

    private static void WriteDescriptor(PdfBuffer buffer, TrueTypeFont font, byte[] name, int file)
    {
        buffer.Write("<</Type/FontDescriptor/Flags 4/ItalicAngle 0/StemV 80/FontName/"u8).Write(name).Write("/FontBBox["u8);
        for (var i = 0; i < 4; i++) buffer.Write(ReadInt16BigEndian(font.Head.AsSpan(36 + 2 * i)) * 1000 / font.UnitsPerEm).Write(" "u8);
        buffer.Write("]/Ascent "u8).Write((long)(font.Ascent * 1000)).Write("/CapHeight "u8).Write((long)(font.Ascent * 1000));
        buffer.Write("/Descent "u8).Write((long)(font.Descent * 1000)).Write("/FontFile2 "u8).Write(file).Write(" 0 R>>"u8);
    }

    /// <summary>Only what differs from the full width.</summary>
    private static void WriteWidths(PdfBuffer buffer, FontSubset subset)
    {
        var isOpen = false;
        var any = false;
        for (var number = 1; number < subset.Count; number++)
        {
            var width = subset.Advance(number);
            if (width == 1000)
            {
                if (isOpen) buffer.Write("]"u8);
                isOpen = false;
                continue;
            }

            if (!any) buffer.Write("/W["u8);
            any = true;
            if (isOpen) buffer.Write(" "u8);
            else buffer.Write(number).Write("["u8);
            isOpen = true;
            buffer.Write(width);
        }

        if (isOpen) buffer.Write("]"u8);
        if (any) buffer.Write("]"u8);
    }

    /// <summary>Selectors are part of the text a glyph stands for: copying a name out of the PDF gives the recorded name.</summary>
    private static void WriteUnicode(PdfBuffer map, FontSubset subset)
    {
        map.Write("""
            /CIDInit /ProcSet findresource begin 12 dict begin begincmap
            /CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def
            /CMapName /Adobe-Identity-UCS def /CMapType 2 def
            1 begincodespacerange <0000> <FFFF> endcodespacerange

            """u8);
        // A section holds at most 100 entries (Adobe Technical Note 5014).
        foreach (var section in subset.Texts().Chunk(100))
        {
            map.Write(section.Length).Write(" beginbfchar\n"u8);
            foreach (var (number, text) in section) map.Write("<"u8).WriteHex16(number).Write("> <"u8).WriteUtf16Hex(text).Write(">\n"u8);
            map.Write("endbfchar\n"u8);
        }

        map.Write("endcmap CMapName currentdict /CMap defineresource pop end end"u8);
    }
}
