namespace Moyai.Printing;

/// <summary>What a PDF says about itself (文書情報).</summary>
/// <param name="Title">Shown in the viewer's title bar. No personal data: it travels in file listings.</param>
/// <param name="Author">The issuing office (発行者).</param>
/// <param name="CreatedAt">Given by the caller, so that the same input is the same bytes.</param>
public sealed record PdfInfo(string Title, string Author, DateTimeOffset CreatedAt);

/// <summary>A document being drawn (帳票). Used by one thread; the font is shared by all.</summary>
public sealed class PdfDocument(TrueTypeFont font, PdfInfo info)
{
    private readonly List<PdfPage> _pages = [];
    private readonly List<FontSubset> _subsets = [];
    private readonly List<TextOverflow> _overflows = [];
    private readonly List<MissingGlyph> _missing = [];
    private bool _isBuilt;

    public TrueTypeFont Font { get; } = font;

    public IReadOnlyList<PdfPage> Pages => _pages;

    /// <summary>What did not fit its place (文字溢れ). Read it before <see cref="Build"/> and warn the clerk.</summary>
    public IReadOnlyList<TextOverflow> Overflows => _overflows;

    /// <summary>What the font cannot draw. With anything in it there is no document: refuse, naming these to the clerk.</summary>
    public IReadOnlyList<MissingGlyph> Missing => _missing;

    public PdfPage AddPage() => AddPage(Paper.A4);

    public PdfPage AddPage(Paper paper)
    {
        var page = new PdfPage(this, paper, _pages.Count + 1);
        _pages.Add(page);
        return page;
    }

    /// <summary>The finished file. A document is built once.</summary>
    /// <exception cref="InvalidOperationException">Something was drawn that the font lacks: the caller has not refused, which is a bug.</exception>
    public byte[] Build()
    {
        if (_missing.Count > 0)
            throw new InvalidOperationException($"The font lacks {string.Join(", ", _missing.Select(m => $"{m.CodePoints} ({m.Place})"))}; refuse before building.");
        if (_pages.Count == 0) throw new InvalidOperationException("A document has at least one page.");
        if (_isBuilt) throw new InvalidOperationException("A document is built once.");
        _isBuilt = true;
        return PdfFile.Write(info, _pages, _subsets);
    }

    internal void Report(TextOverflow overflow) => _overflows.Add(overflow);

    internal void Report(IReadOnlyList<MissingGlyph> missing) => _missing.AddRange(missing.Except(_missing));

    internal (int Index, FontSubset Subset) Subset(TrueTypeFont font)
    {
        var index = _subsets.FindIndex(s => s.Font == font);
        if (index < 0)
        {
            index = _subsets.Count;
            _subsets.Add(new FontSubset(font));
        }

        return (index, _subsets[index]);
    }
}
