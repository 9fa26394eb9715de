using System.Globalization;
using System.Text;

namespace Moyai.Printing;

/// <summary>The objects and the cross-reference table of a PDF 1.7 file (ISO 32000-1, 7.5).</summary>
internal static class PdfFile
{
    public static byte[] Write(PdfInfo info, List<PdfPage> pages, List<FontSubset> subsets)
    {
        using var objects = new PdfObjects();
        var buffer = objects.Buffer;
        // The second line tells transfer programs that the file is binary.
        buffer.Write("%PDF-1.7\n%"u8).Write([0xE3, 0x81, 0x82, 0x0A]);
        var (catalog, tree, about) = (objects.Reserve(), objects.Reserve(), objects.Reserve());
        var fonts = subsets.ConvertAll(subset => PdfFont.Write(objects, subset));

        var kids = new List<int>();
        foreach (var page in pages)
        {
            var content = objects.Reserve();
            objects.WriteStream(content, page.Content.Buffer.Written);
            page.Content.Buffer.Dispose();
            kids.Add(objects.Reserve());
            objects.Begin(kids[^1]);
            buffer.Write("<</Type/Page/Parent "u8).Write(tree).Write(" 0 R/MediaBox[0 0 "u8);
            buffer.Write(page.Paper.Width / Millimetre.PerPoint).Write(" "u8).Write(page.Paper.Height / Millimetre.PerPoint);
            buffer.Write("]/Contents "u8).Write(content).Write(" 0 R/Resources<</Font<<"u8);
            for (var i = 0; i < fonts.Count; i++) buffer.Write("/F"u8).Write(i).Write(" "u8).Write(fonts[i]).Write(" 0 R"u8);
            buffer.Write(">>>>>>"u8);
            objects.End();
        }

        objects.Begin(tree);
        buffer.Write("<</Type/Pages/Count "u8).Write(kids.Count).Write("/Kids["u8);
        foreach (var kid in kids) buffer.Write(kid).Write(" 0 R "u8);
        buffer.Write("]>>"u8);
        objects.End();

        objects.Begin(catalog);
        buffer.Write("<</Type/Catalog/Lang(ja-JP)/ViewerPreferences<</DisplayDocTitle true>>/Pages "u8).Write(tree).Write(" 0 R>>"u8);
        objects.End();

        objects.Begin(about);
        buffer.Write("<</Title<FEFF"u8).WriteUtf16Hex(info.Title).Write(">/Author<FEFF"u8).WriteUtf16Hex(info.Author);
        buffer.Write(">/Producer(Moyai)/CreationDate("u8).Write(Encoding.ASCII.GetBytes(Date(info.CreatedAt))).Write(")>>"u8);
        objects.End();

        return objects.Finish(catalog, about);
    }

    private static string Date(DateTimeOffset at)
    {
        var sign = at.Offset < TimeSpan.Zero ? '-' : '+';
        return string.Create(CultureInfo.InvariantCulture, $"D:{at:yyyyMMddHHmmss}{sign}{at.Offset:hh}'{at.Offset:mm}'");
    }
}
