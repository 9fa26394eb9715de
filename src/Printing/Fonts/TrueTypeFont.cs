using static System.Buffers.Binary.BinaryPrimitives;

namespace Moyai.Printing;

/// <summary>A TrueType font (フォント), loaded once and shared by every document and thread.</summary>
public sealed class TrueTypeFont
{
    private readonly FontTables _tables;
    private readonly CharacterMap _characters;
    private readonly uint[] _places;
    private readonly ushort[] _advances;
    private readonly GlyphOutline?[] _outlines;

    private TrueTypeFont(FontTables tables)
    {
        _tables = tables;
        Head = tables.Table("head");
        HorizontalHeader = tables.Table("hhea");
        MaximumProfile = tables.Table("maxp");
        UnitsPerEm = ReadUInt16BigEndian(Head.AsSpan(18));
        GlyphCount = ReadUInt16BigEndian(MaximumProfile.AsSpan(4));
        _characters = new CharacterMap(tables, GlyphCount);
        _places = ReadPlaces(tables.Table("loca"));
        _advances = ReadAdvances(tables.Table("hmtx"));
        _outlines = new GlyphOutline[GlyphCount];
        (PostScriptName, FamilyName) = FontNames.Read(tables.Table("name"));
        Code = DeflateCode.Train(Samples());
    }

    /// <summary>The font's own family name, Japanese where it has one (フォント名).</summary>
    public string FamilyName { get; }

    internal string PostScriptName { get; }

    internal int UnitsPerEm { get; }

    internal int GlyphCount { get; }

    internal byte[] Head { get; }

    internal byte[] HorizontalHeader { get; }

    internal byte[] MaximumProfile { get; }

    internal DeflateCode Code { get; }

    internal double Ascent => ReadInt16BigEndian(HorizontalHeader.AsSpan(4)) / (double)UnitsPerEm;

    internal double Descent => ReadInt16BigEndian(HorizontalHeader.AsSpan(6)) / (double)UnitsPerEm;

    /// <exception cref="InvalidDataException">The file is not a TrueType font or is cut off; the message is for the operator.</exception>
    public static TrueTypeFont Load(string path)
    {
        var tables = new FontTables(path);
        try
        {
            return new TrueTypeFont(tables);
        }
        catch (Exception damage) when (damage is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            throw tables.Damaged("表の中身が壊れています");
        }
    }

    /// <summary>What of <paramref name="text"/> the font cannot draw, each once, in reading order. Line breaks are not looked at.</summary>
    /// <param name="place">The name of the item on the form, carried into the report.</param>
    public IReadOnlyList<MissingGlyph> Missing(string text, string place = "")
    {
        ArgumentNullException.ThrowIfNull(text);
        List<MissingGlyph>? missing = null;
        var reader = new SequenceReader(text);
        while (reader.MoveNext())
        {
            var sequence = reader.Current;
            if (sequence is { Base: '\n' or '\r', Mark: 0 } || Glyph(sequence) != 0) continue;
            var shown = text.Substring(sequence.Start, sequence.Length);
            var report = new MissingGlyph(shown, CharacterSequence.CodePoints(shown), place);
            missing ??= [];
            if (!missing.Contains(report)) missing.Add(report);
        }

        return missing ?? (IReadOnlyList<MissingGlyph>)[];
    }

    /// <summary>The width of one line in millimetres at <paramref name="size"/> points.</summary>
    public double Width(string text, double size)
    {
        var width = 0;
        var reader = new SequenceReader(text);
        while (reader.MoveNext()) width += Advance(Glyph(reader.Current));
        return width / 1000.0 * size * Millimetre.PerPoint;
    }

    /// <summary>0 when missing. A glyph without ink counts as missing unless the character is a space: nothing vanishes from a certificate.</summary>
    internal ushort Glyph(in CharacterSequence sequence)
    {
        var glyph = _characters.Glyph(sequence.Base, sequence.Mark);
        return glyph != 0 && (_places[glyph] != _places[glyph + 1] || sequence.IsSpace) ? glyph : (ushort)0;
    }

    /// <summary>In thousandths of the em, rounded as the PDF states it, so that our layout and the viewer's agree.</summary>
    internal int Advance(ushort glyph) => (_advances[glyph] * 1000 + UnitsPerEm / 2) / UnitsPerEm;

    internal ushort AdvanceInUnits(ushort glyph) => _advances[glyph];

    internal GlyphOutline Outline(ushort glyph) => _outlines[glyph] ??= GlyphOutline.From(Raw(glyph), Code);

    private byte[] Raw(int glyph) => _tables.Part("glyf", _places[glyph], checked((int)(_places[glyph + 1] - _places[glyph])));

    /// <summary>Always the same sample for the same font, so that the same document is always the same bytes.</summary>
    private IEnumerable<byte[]> Samples()
    {
        var step = Math.Max(1, GlyphCount / 500);
        for (var glyph = 1; glyph < GlyphCount; glyph += step) yield return GlyphOutline.From(Raw(glyph), null).Data;
    }

    private uint[] ReadPlaces(byte[] loca)
    {
        var isLong = ReadInt16BigEndian(Head.AsSpan(50)) != 0;
        var places = new uint[GlyphCount + 1];
        for (var i = 0; i < places.Length; i++)
            places[i] = isLong ? ReadUInt32BigEndian(loca.AsSpan(i * 4)) : 2u * ReadUInt16BigEndian(loca.AsSpan(i * 2));
        return places;
    }

    private ushort[] ReadAdvances(byte[] hmtx)
    {
        var given = ReadUInt16BigEndian(HorizontalHeader.AsSpan(34));
        var advances = new ushort[GlyphCount];
        for (var i = 0; i < GlyphCount; i++) advances[i] = ReadUInt16BigEndian(hmtx.AsSpan(Math.Min(i, given - 1) * 4));
        return advances;
    }
}
