using Moyai.Printing;

namespace Moyai.Residents.Certificates;

/// <summary>Draws a 住民票の写し: the layout is ours, with the items the law names (docs/ja/certificates.md).</summary>
internal static class CertificateSheet
{
    /// <summary>世帯連記式: four people on a sheet.</summary>
    public const int PersonsOnJointSheet = 4;

    private const double Left = 18;
    private const double Width = 174;
    private const int LongestLabel = 9;
    private const double Gap = 1.5;
    private const double SmallestOnOneLine = 6.5;
    private const double MillimetresPerPoint = 25.4 / 72;

    private static readonly TextStyle Title = new(17) { Align = TextAlign.Center, LetterSpacing = 0.4 };
    private static readonly TextStyle Label = new(7.5) { Align = TextAlign.Distributed, MinimumSize = 4.5 };
    private static readonly TextStyle LongLabel = new(6) { LineHeight = 1.05, MinimumSize = 4.5 };
    private static readonly TextStyle Value = new(10.5) { MinimumSize = 5 };
    private static readonly TextStyle Name = new(13) { MinimumSize = 6 };
    private static readonly TextStyle Attest = new(10.5) { LineHeight = 1.6, MinimumSize = 7 };
    private static readonly TextStyle Certifier = new(13) { MinimumSize = 8 };
    private static readonly TextStyle Foot = new(8) { Align = TextAlign.Right };
    private static readonly TextStyle Mark = new(12) { Align = TextAlign.Center, MinimumSize = 8 };

    public static PdfDocument Draw(TrueTypeFont font, CertificateContent content, DateTimeOffset createdAt)
    {
        var document = new PdfDocument(font, new PdfInfo("住民票の写し", content.MunicipalityName, createdAt));
        foreach (var sheet in content.Persons.Chunk(content.Joint ? PersonsOnJointSheet : 1))
            DrawSheet(document.AddPage(), content, sheet);
        DrawAttestation(document.Pages[^1], content);
        foreach (var page in document.Pages)
        {
            page.Line(Left, 283, Left + Width, 283, Pen.Thin);
            page.Text(Left + Width, 285, $"{content.IssueNumber}　{page.Number}/{document.Pages.Count}", Foot, "発行番号");
        }
        return document;
    }

    private static void DrawSheet(PdfPage page, CertificateContent content, CertificatePerson[] persons)
    {
        page.Text(105, 14, "住民票", Title, "題名");
        if (content.OfficialUse)
            Stamp(page, new Box(166, 12, 26, 9), "公用");
        if (content.IsSample)
            Stamp(page, new Box(Left, 12, 34, 9), "見本（検証用）");
        var top = new Box(Left, 28, Width, 18);
        Row(page, top.TakeTop(9, out top), Value, [new CertificateCell("住所", content.Address)]);
        Row(page, top.TakeTop(9, out _), Value, [new CertificateCell("世帯主", content.HeadName ?? CertificateContent.Omitted)]);

        var height = content.Joint ? 48.0 : 84;
        for (var i = 0; i < (content.Joint ? PersonsOnJointSheet : 1); i++)
        {
            var block = new Box(Left, 48 + i * (height + Gap), Width, height);
            if (i < persons.Length)
                DrawPerson(page, block, persons[i]);
            else
                Blank(page, block);
        }
        if (!content.Joint)
            Blank(page, new Box(Left, 48 + height + Gap, Width, 196.5 - height - Gap));
    }

    private static void DrawPerson(PdfPage page, Box block, CertificatePerson person)
    {
        var rest = block;
        var height = block.Height / (person.Rows.Count + 0.4);
        foreach (var row in person.Rows)
        {
            var isName = row[0].Label == "氏名";
            Row(page, rest.TakeTop(isName ? height * 1.4 : height, out rest), isName ? Name : Value, row);
        }
        page.Rectangle(block, Pen.Thick);
    }

    /// <summary>以下余白: nothing can be added to an issued copy.</summary>
    private static void Blank(PdfPage page, Box block)
    {
        page.Rectangle(block, Pen.Thin);
        page.Line(block.X, block.Bottom, block.Right, block.Y, Pen.Thin);
        page.Text(105, block.Y + block.Height / 2 - 3, "以下余白", Mark with { Grey = 0.35 }, "余白");
    }

    private static void DrawAttestation(PdfPage page, CertificateContent content)
    {
        page.Paragraph(new Box(Left + 4, 248, 160, 7), content.Attestation, Attest, "認証文");
        page.Text(Left + 8, 258, content.IssuedOn, Attest, "発行日");
        page.TextIn(new Box(Left + 8, 267, 126, 10), $"{content.CertifierTitle}　{content.CertifierName}", Certifier, "認証者");
        var seal = $"{content.CertifierTitle}之印";
        var inColumn = seal.Length > 8 ? (seal.Length + 2) / 3 : (seal.Length + 1) / 2;
        page.Seal(new Box(160, 256, 22, 22), [.. seal.Chunk(inColumn).Select(column => new string(column))], new Pen(0.8));
    }

    private static void Row(PdfPage page, Box row, TextStyle style, IReadOnlyList<CertificateCell> cells)
    {
        var rest = row;
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = rest.TakeLeft(i == cells.Count - 1 ? rest.Width : row.Width * (cells.Count == 2 ? 0.56 : 1), out rest);
            var head = cell.TakeLeft(25, out var value);
            page.Fill(head, 0.94);
            page.Rectangle(head, Pen.Thin);
            page.Rectangle(value, Pen.Thin);
            if (cells[i].Label.Length <= LongestLabel)
                page.TextIn(head.Inset(1.5, 0.6), cells[i].Label, Label, cells[i].Label);
            else
                page.Paragraph(head.Inset(1.5, 0.4), cells[i].Label, LongLabel, cells[i].Label);
            var omitted = cells[i].Text == CertificateContent.Omitted;
            if (omitted)
                page.TextIn(value.Inset(2, 0.6), "（省略）", Label with { Align = TextAlign.Left, Grey = 0.35 }, cells[i].Label);
            else
                Fit(page, value.Inset(2, 0.6), cells[i].Text, i == 0 ? style : Value, cells[i].Label);
        }
    }

    /// <summary>One line as long as it stays readable; a long name or address in as many as the cell holds.</summary>
    private static void Fit(PdfPage page, Box box, string text, TextStyle style, string place)
    {
        // A full-width character is as wide as it is high, any other at least half as wide.
        var width = text.EnumerateRunes().Sum(rune => rune.Value < 0x250 ? 0.6 : 1) * style.Size * MillimetresPerPoint;
        if (width * SmallestOnOneLine / style.Size <= box.Width)
            page.TextIn(box, text, style, place);
        else
            page.Paragraph(box, text, style with { Size = SmallestOnOneLine + 1, LineHeight = 1.1, MinimumSize = 4.5 }, place);
    }

    private static void Stamp(PdfPage page, Box box, string text)
    {
        page.Rectangle(box, Pen.Thick);
        page.TextIn(box.Inset(1, 0.5), text, Mark, "表示");
    }
}
