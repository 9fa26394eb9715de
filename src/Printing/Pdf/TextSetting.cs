namespace Moyai.Printing;

/// <summary>Draws runs of one font on one page, placing them by their em box instead of the baseline.</summary>
internal readonly record struct TextSetting(ContentStream Content, int FontIndex, TrueTypeFont Font, double Grey)
{
    public void Draw(double x, double top, double size, double letterSpacing, GlyphRun run, int from, int to)
    {
        if (from == to) return;
        Content.Fill(Grey);
        Content.Text(FontIndex, size, letterSpacing * size, x, top + Millimetre.Em(size) * Rise, run, from, to);
    }

    public void Stretch(Box cell, ushort number)
    {
        Content.Fill(Grey);
        Content.Glyph(FontIndex, cell.Width, cell.Height, cell.X, cell.Y + cell.Height * Rise, number);
    }

    /// <summary>From the top of the em box to the baseline, in em, for fonts whose ascent and descent do not add up to one em too.</summary>
    private double Rise => 0.5 + (Font.Ascent + Font.Descent) / 2;
}
