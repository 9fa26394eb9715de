namespace Moyai.Printing;

/// <summary>A rectangle on the page (枠): millimetres from the top left corner.</summary>
public readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    /// <summary>The same box, smaller by a margin on every side.</summary>
    public Box Inset(double margin) => Inset(margin, margin);

    public Box Inset(double horizontal, double vertical) => new(X + horizontal, Y + vertical, Width - 2 * horizontal, Height - 2 * vertical);

    /// <summary>Cuts off a strip of the given width at the left and gives the rest.</summary>
    public Box TakeLeft(double width, out Box rest)
    {
        // Read before writing: in `row.TakeLeft(20, out row)` both are the same variable.
        var taken = this with { Width = width };
        rest = new Box(X + width, Y, Width - width, Height);
        return taken;
    }

    /// <summary>Cuts off a strip of the given height at the top and gives the rest.</summary>
    public Box TakeTop(double height, out Box rest)
    {
        var taken = this with { Height = height };
        rest = new Box(X, Y + height, Width, Height - height);
        return taken;
    }
}

/// <summary>The paper (用紙), in millimetres.</summary>
public readonly record struct Paper(double Width, double Height)
{
    /// <summary>A4縦.</summary>
    public static Paper A4 { get; } = new(210, 297);

    /// <summary>A4横.</summary>
    public static Paper A4Landscape { get; } = new(297, 210);
}

/// <summary>How a line is drawn (罫線).</summary>
/// <param name="Width">Millimetres.</param>
/// <param name="Grey">0 is black, 1 is white.</param>
/// <param name="Dash">Length of dash and gap in millimetres; 0 for a solid line.</param>
public readonly record struct Pen(double Width, double Grey = 0, double Dash = 0)
{
    /// <summary>細線.</summary>
    public static Pen Thin { get; } = new(0.15);

    /// <summary>太線.</summary>
    public static Pen Thick { get; } = new(0.5);

    /// <summary>破線.</summary>
    public static Pen Dashed { get; } = new(0.15, Dash: 1);
}
