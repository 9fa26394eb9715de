namespace Moyai.Printing;

/// <summary>Where a line stands in its box (文字揃え).</summary>
public enum TextAlign
{
    /// <summary>左揃え.</summary>
    Left,

    /// <summary>中央揃え.</summary>
    Center,

    /// <summary>右揃え.</summary>
    Right,

    /// <summary>均等割付.</summary>
    Distributed,
}

/// <summary>What is printed when even the smallest size does not fit; the overflow is reported in either case.</summary>
public enum WhenTooLong
{
    /// <summary>入るところまで印字する.</summary>
    PrintUpToLimit,

    /// <summary>空欄とする.</summary>
    LeaveBlank,
}

/// <summary>The outline of a seal (公印の形).</summary>
public enum SealShape
{
    /// <summary>角印.</summary>
    Square,

    /// <summary>丸印.</summary>
    Round,
}

/// <summary>How a text is set (文字の体裁).</summary>
/// <param name="Size">Points.</param>
public sealed record TextStyle(double Size)
{
    public TextAlign Align { get; init; }

    /// <summary>The floor of shrinking, in points; 0 means the text is never shrunk.</summary>
    public double MinimumSize { get; init; }

    /// <summary>Extra space between characters as a part of the em (字間).</summary>
    public double LetterSpacing { get; init; }

    /// <summary>Distance from line to line as a multiple of the size (行送り).</summary>
    public double LineHeight { get; init; } = 1.5;

    /// <summary>0 is black, 1 is white.</summary>
    public double Grey { get; init; }

    public WhenTooLong WhenTooLong { get; init; }

    /// <summary>Another font than the document's.</summary>
    public TrueTypeFont? Font { get; init; }

    internal double Floor => MinimumSize > 0 && MinimumSize < Size ? MinimumSize : Size;
}

/// <summary>A text that did not fit its place even at the smallest size (文字溢れ).</summary>
/// <param name="Place">The name of the item on the form.</param>
/// <param name="Page">Counted from 1.</param>
/// <param name="Text">The whole text. Personal data: shown to the clerk, never logged.</param>
/// <param name="Printed">How many UTF-16 units of it were printed.</param>
public sealed record TextOverflow(string Place, int Page, string Text, int Printed)
{
    public override string ToString() => $"TextOverflow {{ Place = {Place}, Page = {Page}, Text = ***, Printed = {Printed} }}";
}
