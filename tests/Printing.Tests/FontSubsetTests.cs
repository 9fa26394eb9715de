using System.Text.RegularExpressions;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Moyai.Printing.Tests;

public sealed class FontSubsetTests
{
    private static readonly PdfInfo Info = new("試験", "試験町", DateTimeOffset.UnixEpoch);

    private static byte[] Line(TrueTypeFont font, string text)
    {
        var document = new PdfDocument(font, Info);
        document.AddPage().Text(10, 20, text, new TextStyle(10), "試験");
        return document.Build();
    }

    private static TrueTypeFont Tiny()
    {
        var path = Path.Combine(Path.GetTempPath(), $"moyai-tiny-{Guid.CreateVersion7():N}.ttf");
        File.WriteAllBytes(path, TinyFont.Bytes());
        return TrueTypeFont.Load(path);
    }

    [Theory]
    [InlineData("髙﨑𠮷𡈽𠀋")]
    [InlineData("葛\U000E0102城葛\U000E0103城葛城辻\U000E0102辻\U000E0103辻")]
    [InlineData("か\u3099くは\u309A")]
    [InlineData("ABC123ｱｲｳ，。、（）")]
    public void Text_copies_out_exactly_as_recorded(string text) => Assert.Equal(text + "\n\f", Tool.Text(Line(Fonts.Ipamj, text)));

    [Fact]
    public void A_default_variation_sequence_keeps_its_selector_although_it_shares_the_glyph()
    {
        // U+845B U+E0102 is drawn by a glyph of its own or by the base's, as the font's version decides; either way both texts survive.
        var map = new ParsedPdf(Line(Fonts.Ipamj, "葛葛\U000E0102葛\U000E0103")).ToUnicode;
        Assert.Contains("<0001> <845B>", map, StringComparison.Ordinal);
        Assert.Contains("<0002> <845BDB40DD02>", map, StringComparison.Ordinal);
        Assert.Contains("<0003> <845BDB40DD03>", map, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_selectors_give_two_shapes()
    {
        var glyphs = new ParsedPdf(Line(Fonts.Ipamj, "葛\U000E0102葛\U000E0103")).Glyphs();
        Assert.Equal(3, glyphs.Count);
        Assert.NotEqual(glyphs[1], glyphs[2]);
    }

    [Fact]
    public void Only_used_glyphs_are_embedded_and_each_once() =>
        Assert.Equal(1 + 3, new ParsedPdf(Line(Fonts.Ipamj, "山田山田田山川")).Glyphs().Count);

    [Fact]
    public void The_font_file_is_as_long_as_declared_and_its_sums_are_right()
    {
        var pdf = new ParsedPdf(Line(Fonts.Ipamj, "葉山町"));
        Assert.Equal(pdf.FontFile.Length, pdf.Streams.Single(s => s.DeclaredLength is not null).DeclaredLength);
        Assert.Equal(["glyf", "head", "hhea", "hmtx", "loca", "maxp"], pdf.FontTables().Keys);
    }

    [Fact]
    public void The_parts_of_a_composite_come_along_renumbered_and_without_instructions()
    {
        var glyphs = new ParsedPdf(Line(Tiny(), "CA")).Glyphs();
        // 1 = C, 2 = A, then C's part B, then B's part (the square, known as a part under a number of its own).
        Assert.Equal(5, glyphs.Count);
        Assert.Equal(3, ReadUInt16BigEndian(glyphs[1].AsSpan(12)));
        Assert.Equal(0x0023, ReadUInt16BigEndian(glyphs[3].AsSpan(10)));
        Assert.Equal(4, ReadUInt16BigEndian(glyphs[3].AsSpan(12)));
        Assert.Equal(4, ReadUInt16BigEndian(glyphs[3].AsSpan(20)));
        Assert.Equal(0, ReadUInt16BigEndian(glyphs[4].AsSpan(12)));
        Assert.Equal(glyphs[2], glyphs[4]);
        Assert.Equal(-1, ReadInt16BigEndian(glyphs[1]));
    }

    [Fact]
    public void A_composite_font_passes_the_independent_readers()
    {
        var pdf = Line(Tiny(), "ABC");
        Tool.Run("qpdf", pdf, "--check", "FILE");
        Assert.Equal("ABC\n\f", Tool.Text(pdf));
    }

    [Fact]
    public void Widths_are_the_fonts_and_full_width_is_the_default()
    {
        var full = new ParsedPdf(Line(Fonts.Ipamj, "葉山町")).Text;
        Assert.Contains("/DW 1000>>", full, StringComparison.Ordinal);
        // B 1000, A 600, C 750, and the part 600.
        Assert.Matches(new Regex(@"/DW 1000/W\[2\[600 750 600\]\]>>"), new ParsedPdf(Line(Tiny(), "BAC")).Text);
    }

    [Fact]
    public void A_width_is_the_sum_of_advances()
    {
        Assert.Equal(3 * 10 * 25.4 / 72, Fonts.Ipamj.Width("葉山町", 10), 6);
        Assert.Equal(2 * 10 * 25.4 / 72, Fonts.Ipamj.Width("葛\U000E0102𠮷", 10), 6);
        Assert.Equal(1.35 * 10 * 25.4 / 72, Tiny().Width("AC", 10), 6);
    }
}
