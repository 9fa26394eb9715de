namespace Moyai.Printing;

/// <summary>One sheet of a document (頁). Everything is placed in millimetres from the top left corner.</summary>
public sealed class PdfPage
{
    private readonly PdfDocument _document;

    internal PdfPage(PdfDocument document, Paper paper, int number)
    {
        _document = document;
        Paper = paper;
        Number = number;
        Content = new ContentStream(paper.Height);
    }

    public Paper Paper { get; }

    /// <summary>Counted from 1 (頁番号).</summary>
    public int Number { get; }

    internal ContentStream Content { get; }

    public void Line(double x1, double y1, double x2, double y2, Pen pen)
    {
        Content.Stroke(pen);
        Content.Line(x1, y1, x2, y2);
    }

    public void Rectangle(Box box, Pen pen)
    {
        Content.Stroke(pen);
        Content.Rectangle(box, "S\n"u8);
    }

    /// <param name="grey">0 is black, 1 is white.</param>
    public void Fill(Box box, double grey)
    {
        Content.Fill(grey);
        Content.Rectangle(box, "f\n"u8);
    }

    public void Circle(double x, double y, double radius, Pen pen)
    {
        Content.Stroke(pen);
        Content.Circle(x, y, radius);
    }

    /// <summary>One line whose left end, middle or right end (by the style's alignment) is at <paramref name="x"/> and whose em box starts at <paramref name="y"/>. Never shrunk.</summary>
    /// <returns>The width in millimetres.</returns>
    public double Text(double x, double y, string text, TextStyle style, string place = "")
    {
        var (setting, run) = Prepare(text, style, place);
        RefuseLineBreak(run);
        var width = run.Width(0, run.Count, style.LetterSpacing) * Millimetre.Em(style.Size);
        var left = style.Align switch { TextAlign.Center => x - width / 2, TextAlign.Right => x - width, _ => x };
        setting.Draw(left, y, style.Size, style.LetterSpacing, run, 0, run.Count);
        return width;
    }

    /// <summary>One line in the middle of a box's height, shrunk to the style's floor when it is too wide.</summary>
    /// <param name="place">The name of the item, for the reports of missing glyphs and overflow.</param>
    /// <returns>The size used in points; null when it did not fit and was cut or left blank.</returns>
    public double? TextIn(Box box, string text, TextStyle style, string place = "")
    {
        var (setting, run) = Prepare(text, style, place);
        RefuseLineBreak(run);
        var natural = run.Width(0, run.Count, style.LetterSpacing);
        var size = style.Size;
        if (natural * Millimetre.Em(size) > box.Width + 1e-6)
            size = Math.Max(style.Floor, Math.Floor(box.Width / (natural * Millimetre.PerPoint) * 20) / 20);
        var (count, fits) = (run.Count, natural * Millimetre.Em(size) <= box.Width + 1e-6);
        if (!fits)
        {
            while (count > 0 && run.Width(0, count, style.LetterSpacing) * Millimetre.Em(size) > box.Width) count--;
            if (style.WhenTooLong == WhenTooLong.LeaveBlank) count = 0;
            _document.Report(new TextOverflow(place, Number, text, run.Start(count, text)));
        }

        var spacing = style.LetterSpacing;
        var slack = box.Width - run.Width(0, count, spacing) * Millimetre.Em(size);
        if (style.Align == TextAlign.Distributed && count > 1) spacing += slack / (count - 1) / Millimetre.Em(size);
        var left = box.X + style.Align switch
        {
            TextAlign.Center => slack / 2,
            TextAlign.Right => slack,
            TextAlign.Distributed when count == 1 => slack / 2,
            _ => 0,
        };
        setting.Draw(left, box.Y + (box.Height - Millimetre.Em(size)) / 2, size, spacing, run, 0, count);
        return fits ? size : null;
    }

    /// <summary>Lines from the top of a box, broken by 禁則処理, shrunk to the style's floor when they are too many.</summary>
    /// <returns>The height used in millimetres; null when it did not fit and was cut or left blank.</returns>
    public double? Paragraph(Box box, string text, TextStyle style, string place = "")
    {
        var (setting, run) = Prepare(text, style, place);
        var size = style.Size;
        List<(int From, int To)> lines;
        while (true)
        {
            lines = LineBreaker.Break(run, box.Width / Millimetre.Em(size), style.LetterSpacing);
            if (Height(lines.Count, size, style) <= box.Height + 1e-6 || size <= style.Floor) break;
            size = Math.Max(style.Floor, size - 0.25);
        }

        var fits = Height(lines.Count, size, style) <= box.Height + 1e-6;
        if (!fits)
        {
            var fitting = Math.Clamp((int)((box.Height - Millimetre.Em(size)) / (Millimetre.Em(size) * style.LineHeight) + 1 + 1e-6), 0, lines.Count - 1);
            var shown = style.WhenTooLong == WhenTooLong.LeaveBlank || box.Height < Millimetre.Em(size) ? 0 : fitting;
            _document.Report(new TextOverflow(place, Number, text, shown == 0 ? 0 : run.Start(lines[shown].From, text)));
            lines.RemoveRange(shown, lines.Count - shown);
        }

        for (var i = 0; i < lines.Count; i++)
        {
            var (from, to) = lines[i];
            var slack = box.Width - run.Width(from, to, style.LetterSpacing) * Millimetre.Em(size);
            var left = box.X + style.Align switch { TextAlign.Center => slack / 2, TextAlign.Right => slack, _ => 0 };
            setting.Draw(left, box.Y + i * Millimetre.Em(size) * style.LineHeight, size, style.LetterSpacing, run, from, to);
        }

        return fits ? Height(lines.Count, size, style) : null;
    }

    /// <summary>A seal drawn in lines and glyphs (公印): the text fills the box in columns from the right, each glyph stretched to its cell.</summary>
    /// <param name="columns">One text a column, the rightmost first, e.g. 葉山町 / 長之印.</param>
    public void Seal(Box box, IReadOnlyList<string> columns, Pen outline, SealShape shape = SealShape.Square, string place = "公印")
    {
        ArgumentNullException.ThrowIfNull(columns);
        var side = Math.Min(box.Width, box.Height);
        if (shape == SealShape.Round) Circle(box.X + box.Width / 2, box.Y + box.Height / 2, side / 2, outline);
        else Rectangle(box, outline);
        // A round seal writes in the square that its circle holds.
        var inner = box.Inset(outline.Width + side * (shape == SealShape.Round ? 0.146 : 0.04));
        var width = inner.Width / columns.Count;
        for (var c = 0; c < columns.Count; c++)
        {
            var (setting, run) = Prepare(columns[c], new TextStyle(1), place);
            var height = inner.Height / run.Count;
            for (var i = 0; i < run.Count; i++)
                setting.Stretch(new Box(inner.Right - (c + 1) * width, inner.Y + i * height, width, height).Inset(width * 0.03, height * 0.03), run.Number(i));
        }
    }

    private static double Height(int lines, double size, TextStyle style) =>
        lines == 0 ? 0 : ((lines - 1) * style.LineHeight + 1) * size * Millimetre.PerPoint;

    private static void RefuseLineBreak(GlyphRun run)
    {
        if (run.HasLineBreak) throw new ArgumentException("A single line holds no line break; use Paragraph.");
    }

    private (TextSetting Setting, GlyphRun Run) Prepare(string text, TextStyle style, string place)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(style);
        var font = style.Font ?? _document.Font;
        _document.Report(font.Missing(text, place));
        var (index, subset) = _document.Subset(font);
        return (new TextSetting(Content, index, font, style.Grey), new GlyphRun(subset, text));
    }
}
