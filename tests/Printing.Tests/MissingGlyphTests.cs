namespace Moyai.Printing.Tests;

public sealed class MissingGlyphTests
{
    private static readonly PdfInfo Info = new("試験", "試験町", DateTimeOffset.UnixEpoch);

    [Theory]
    [InlineData("葛\U000E0100", "U+845B U+E0100")]
    [InlineData("祇\U000E0100", "U+7947 U+E0100")]
    [InlineData("😀", "U+1F600")]
    [InlineData("e\u0301", "U+0065 U+0301")]
    [InlineData("\u200B", "U+200B")]
    [InlineData("\t", "U+0009")]
    public void What_the_font_lacks_is_named_with_its_place(string text, string codePoints)
    {
        var missing = Assert.Single(Fonts.Ipamj.Missing($"山{text}田{text}", "氏名"));
        Assert.Equal(new MissingGlyph(text, codePoints, "氏名"), missing);
    }

    [Fact]
    public void Half_a_surrogate_pair_and_a_second_selector_are_missing()
    {
        Assert.Equal(["U+D842", "U+DFB7"], Fonts.Ipamj.Missing("山\uD842田\uDFB7").Select(m => m.CodePoints));
        Assert.Equal(["U+E0103"], Fonts.Ipamj.Missing("葛\U000E0102\U000E0103").Select(m => m.CodePoints));
    }

    [Theory]
    [InlineData("髙﨑𠮷𡈽𠀋邉齋")]
    [InlineData("葛\U000E0102葛\U000E0103葛\U000E0107辻\U000E0102辻\U000E0103")]
    [InlineData("葉山　町 1-2\n")]
    [InlineData("か\u3099ハ\u309Aウ\u3099")]
    [InlineData("")]
    public void What_the_font_has_is_not_reported(string text) => Assert.Empty(Fonts.Ipamj.Missing(text));

    [Fact]
    public void A_document_with_a_missing_glyph_is_never_built()
    {
        var document = new PdfDocument(Fonts.Ipamj, Info);
        document.AddPage().Text(20, 20, "葛\U000E0100城", new TextStyle(11), "氏名");
        Assert.Equal("氏名", Assert.Single(document.Missing).Place);
        var bug = Assert.Throws<InvalidOperationException>(document.Build);
        Assert.Contains("U+845B U+E0100 (氏名)", bug.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_glyph_without_ink_is_missing_unless_it_is_a_space()
    {
        var path = Path.Combine(Path.GetTempPath(), $"moyai-tiny-{Guid.CreateVersion7():N}.ttf");
        File.WriteAllBytes(path, TinyFont.Bytes());
        var font = TrueTypeFont.Load(path);
        File.Delete(path);
        Assert.Equal(["D"], font.Missing("ABCD").Select(m => m.Text));
    }

    [Fact]
    public void Without_the_font_the_message_names_the_package()
    {
        var refusal = FontFinder.Find(["/nowhere"], "no-such-font.ttf").Refusal!;
        Assert.Equal("PRT-001", refusal.Code);
        Assert.Contains("/nowhere", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("fonts-ipamj-mincho", refusal.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configured_folder_wins()
    {
        var folder = Directory.CreateTempSubdirectory("moyai-font-");
        var file = Path.Combine(folder.FullName, FontFinder.IpamjMincho);
        File.WriteAllBytes(file, []);
        Assert.Equal(file, FontFinder.Find([folder.FullName]).Value);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(new byte[] { 0x4F, 0x54, 0x54, 0x4F, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 1, 0, 0, 0, 9 })]
    [InlineData(new byte[] { 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    public void A_file_that_is_no_font_is_refused_by_name(byte[] bytes)
    {
        var path = Path.Combine(Path.GetTempPath(), $"moyai-bad-{Guid.CreateVersion7():N}.ttf");
        File.WriteAllBytes(path, bytes);
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => TrueTypeFont.Load(path)).Message, StringComparison.Ordinal);
        File.Delete(path);
    }
}
