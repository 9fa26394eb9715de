namespace Moyai.Printing;

/// <summary>The drawing operators of one page (ISO 32000-1, 8 and 9). Takes millimetres from the top left, writes points from the bottom left.</summary>
internal sealed class ContentStream(double pageHeight)
{
    private double _strokeGrey;
    private double _fillGrey;
    private double _lineWidth = double.NaN;
    private double _dash;
    private double _spacing;
    private (int Font, double Size) _font = (-1, 0);

    public PdfBuffer Buffer { get; } = new(8192);

    public void Stroke(Pen pen)
    {
        if (pen.Width != _lineWidth) Buffer.Write((_lineWidth = pen.Width) / Millimetre.PerPoint).Write(" w\n"u8);
        if (pen.Grey != _strokeGrey) Buffer.Write(_strokeGrey = pen.Grey).Write(" G\n"u8);
        if (pen.Dash == _dash) return;
        _dash = pen.Dash;
        Buffer.Write("["u8);
        if (_dash > 0) Buffer.Write(_dash / Millimetre.PerPoint);
        Buffer.Write("] 0 d\n"u8);
    }

    public void Fill(double grey)
    {
        if (grey != _fillGrey) Buffer.Write(_fillGrey = grey).Write(" g\n"u8);
    }

    public void Line(double x1, double y1, double x2, double y2) => Point(x1, y1, " m "u8).Point(x2, y2, " l S\n"u8);

    public void Rectangle(Box box, ReadOnlySpan<byte> paint)
    {
        Point(box.X, box.Bottom, " "u8);
        Buffer.Write(box.Width / Millimetre.PerPoint).Write(" "u8).Write(box.Height / Millimetre.PerPoint).Write(" re "u8).Write(paint);
    }

    /// <summary>Four Bézier curves; the constant keeps the error below a three-thousandth of the radius.</summary>
    public void Circle(double x, double y, double radius)
    {
        var handle = radius * 0.5522847498;
        Point(x + radius, y, " m\n"u8);
        Curve(x + radius, y - handle, x + handle, y - radius, x, y - radius);
        Curve(x - handle, y - radius, x - radius, y - handle, x - radius, y);
        Curve(x - radius, y + handle, x - handle, y + radius, x, y + radius);
        Curve(x + handle, y + radius, x + radius, y + handle, x + radius, y);
        Buffer.Write("s\n"u8);
    }

    /// <param name="baseline">Millimetres from the top.</param>
    /// <param name="spacing">Points after each glyph.</param>
    public void Text(int font, double size, double spacing, double x, double baseline, GlyphRun run, int from, int to)
    {
        Buffer.Write("BT "u8);
        Set(font, size, spacing);
        Point(x, baseline, " Td <"u8);
        for (var i = from; i < to; i++) Buffer.WriteHex16(run.Number(i));
        Buffer.Write("> Tj ET\n"u8);
    }

    /// <summary>One glyph stretched to a size of its own, as seals need.</summary>
    public void Glyph(int font, double width, double height, double x, double baseline, ushort number)
    {
        Buffer.Write("BT "u8);
        Set(font, 1, 0);
        Buffer.Write(width / Millimetre.PerPoint).Write(" 0 0 "u8).Write(height / Millimetre.PerPoint).Write(" "u8);
        Point(x, baseline, " Tm <"u8);
        Buffer.WriteHex16(number).Write("> Tj ET\n"u8);
    }

    private void Set(int font, double size, double spacing)
    {
        if (_font != (font, size))
        {
            _font = (font, size);
            Buffer.Write("/F"u8).Write(font).Write(" "u8).Write(size).Write(" Tf "u8);
        }

        if (Math.Abs(spacing - _spacing) < 0.00005) return;
        _spacing = spacing;
        Buffer.Write(spacing, 4).Write(" Tc "u8);
    }

    private ContentStream Point(double x, double y, ReadOnlySpan<byte> after)
    {
        Buffer.Write(x / Millimetre.PerPoint).Write(" "u8).Write((pageHeight - y) / Millimetre.PerPoint).Write(after);
        return this;
    }

    private void Curve(double x1, double y1, double x2, double y2, double x3, double y3) =>
        Point(x1, y1, " "u8).Point(x2, y2, " "u8).Point(x3, y3, " c\n"u8);
}
