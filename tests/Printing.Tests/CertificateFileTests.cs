using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Moyai.Printing.Tests;

public sealed class CertificateFileTests
{
    private static byte[] OnePage() => Certificate.Draw(Fonts.Ipamj, Certificate.Household[..2]).Build();

    private static byte[] TwoPages() => Certificate.Draw(Fonts.Ipamj, Certificate.Household).Build();

    [Fact]
    public void A_page_is_small()
    {
        Assert.InRange(OnePage().Length, 10_000, 40_000);
        Assert.InRange(TwoPages().Length, 10_000, 60_000);
    }

    [Fact]
    public void Qpdf_finds_nothing_wrong()
    {
        Assert.Contains("No syntax or stream encoding errors found", Tool.Run("qpdf", OnePage(), "--check", "FILE"), StringComparison.Ordinal);
        Assert.Contains("No syntax or stream encoding errors found", Tool.Run("qpdf", TwoPages(), "--check", "FILE"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_font_is_embedded_as_a_subset_with_unicode()
    {
        var lines = Tool.Run("pdffonts", TwoPages(), "FILE").TrimEnd().Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Matches(@"^[A-Z]{6}\+IPAmjMincho +CID TrueType +Identity-H +yes yes yes ", lines[2]);
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes() => Assert.Equal(TwoPages(), TwoPages());

    [Fact]
    public void Documents_drawn_on_many_threads_are_the_same_bytes()
    {
        var fresh = TrueTypeFont.Load(Fonts.IpamjPath);
        var expected = TwoPages();
        Parallel.For(0, 64, _ => Assert.Equal(expected, Certificate.Draw(fresh, Certificate.Household).Build()));
    }

    [Fact]
    public void Every_object_stands_where_the_cross_reference_says()
    {
        var pdf = new ParsedPdf(TwoPages());
        var places = pdf.Places().ToList();
        Assert.True(places.Count > 8);
        Assert.All(places, p => Assert.StartsWith($"{p.Number} 0 obj\n", pdf.Text[p.Offset..], StringComparison.Ordinal));
    }

    [Fact]
    public void The_catalog_says_Japanese_and_the_information_is_the_callers()
    {
        var text = new ParsedPdf(OnePage()).Text;
        Assert.Contains("/Lang(ja-JP)", text, StringComparison.Ordinal);
        Assert.Contains("/CreationDate(D:20261122093000+09'00')", text, StringComparison.Ordinal);
        Assert.Contains($"/Title<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes("住民票の写し"))}>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/ID", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_copy_out_of_the_page_as_recorded()
    {
        var text = Tool.Text(TwoPages());
        foreach (var member in Certificate.Household) Assert.Contains(member.Name.Split('　')[0], text, StringComparison.Ordinal);
        Assert.Equal(2, text.Count(c => c == '\f'));
    }

    [Fact]
    public void The_attestation_is_on_the_last_page_only_and_the_issue_number_on_each()
    {
        var pages = Tool.Text(TwoPages()).Split('\f');
        Assert.DoesNotContain("証明する", pages[0], StringComparison.Ordinal);
        Assert.Contains("この写しは、世帯全員の住民票の原本と相違ないことを証明する。", pages[1], StringComparison.Ordinal);
        Assert.Contains("1/2", pages[0], StringComparison.Ordinal);
        Assert.Contains("2/2", pages[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_has_ink_where_the_seal_and_the_name_are_and_none_in_the_margin()
    {
        // 72 dpi in grey: one pixel a point, header "P5 595 842 255" or one more by rounding.
        var image = Raster(OnePage());
        Assert.True(image.Ink(new Box(161, 248, 24, 24)) > 0.15);
        Assert.True(image.Ink(new Box(48, 70, 22, 7)) > 0.03);
        Assert.Equal(0, image.Ink(new Box(0, 0, 18, 297)));
    }

    private static GreyImage Raster(byte[] pdf)
    {
        var root = Path.Combine(Path.GetTempPath(), $"moyai-printing-{Guid.CreateVersion7():N}");
        Tool.Run("pdftoppm", pdf, "-r", "72", "-gray", "-singlefile", "FILE", root);
        try
        {
            return GreyImage.Read(File.ReadAllBytes(root + ".pgm"));
        }
        finally
        {
            File.Delete(root + ".pgm");
        }
    }

    private sealed record GreyImage(int Width, int Height, byte[] Pixels)
    {
        public static GreyImage Read(byte[] pgm)
        {
            var head = Regex.Match(Encoding.Latin1.GetString(pgm, 0, 40), @"^P5\s+(\d+)\s+(\d+)\s+255\s");
            return new GreyImage(int.Parse(head.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(head.Groups[2].Value, CultureInfo.InvariantCulture), pgm[head.Length..]);
        }

        /// <summary>The dark part of a box, 0 to 1.</summary>
        public double Ink(Box box)
        {
            var (perX, perY) = (Width / 210.0, Height / 297.0);
            double dark = 0, all = 0;
            for (var y = (int)(box.Y * perY); y < (int)(box.Bottom * perY); y++)
            {
                for (var x = (int)(box.X * perX); x < (int)(box.Right * perX); x++)
                {
                    dark += 255 - Pixels[y * Width + x];
                    all += 255;
                }
            }

            return dark / all;
        }
    }
}
