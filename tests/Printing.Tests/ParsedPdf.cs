using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Moyai.Printing.Tests;

/// <summary>Reads back just enough of a file to look at its parts.</summary>
internal sealed class ParsedPdf
{
    private readonly byte[] _bytes;
    private readonly string _text;

    public ParsedPdf(byte[] bytes)
    {
        _bytes = bytes;
        _text = Encoding.Latin1.GetString(bytes);
        // ZLibStream checks each stream's Adler-32, so a wrong sum fails here.
        Streams = [.. Regex.Matches(_text, @"<</Filter/FlateDecode/Length (\d+)(?:/Length1 (\d+))?>>stream\n").Select(Inflate)];
    }

    public string Text => _text;

    public IReadOnlyList<(byte[] Data, int? DeclaredLength)> Streams { get; }

    public byte[] FontFile => Streams.Single(s => s.DeclaredLength is not null).Data;

    public string ToUnicode => Streams.Select(s => Encoding.Latin1.GetString(s.Data)).Single(s => s.Contains("beginbfchar", StringComparison.Ordinal));

    public string Content(int page) => Streams.Where(s => s.DeclaredLength is null)
        .Select(s => Encoding.Latin1.GetString(s.Data)).Where(s => !s.Contains("beginbfchar", StringComparison.Ordinal)).ElementAt(page - 1);

    /// <summary>Object offsets of the cross-reference table, to be found at "n 0 obj".</summary>
    public IEnumerable<(int Number, int Offset)> Places()
    {
        var start = int.Parse(Regex.Match(_text, @"startxref\n(\d+)\n%%EOF\n$").Groups[1].Value, CultureInfo.InvariantCulture);
        var rows = _text[start..].Split('\n').Skip(3).TakeWhile(r => r.EndsWith(" n ", StringComparison.Ordinal));
        return rows.Select((row, i) => (i + 1, int.Parse(row[..10], CultureInfo.InvariantCulture)));
    }

    public Dictionary<string, byte[]> FontTables()
    {
        var font = FontFile;
        var tables = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (var i = 0; i < ReadUInt16BigEndian(font.AsSpan(4)); i++)
        {
            var entry = font.AsSpan(12 + 16 * i);
            var (offset, length) = ((int)ReadUInt32BigEndian(entry[8..]), (int)ReadUInt32BigEndian(entry[12..]));
            var table = font.AsSpan(offset, length).ToArray();
            var tag = Encoding.ASCII.GetString(entry[..4]);
            tables[tag] = table;
            if (tag == "head") table.AsSpan(8, 4).Clear();
            Assert.Equal(ReadUInt32BigEndian(entry[4..]), Sum(table));
        }

        Assert.Equal(0xB1B0AFBA, Sum(font));
        return tables;
    }

    public List<byte[]> Glyphs()
    {
        var tables = FontTables();
        var count = ReadUInt16BigEndian(tables["maxp"].AsSpan(4));
        var isLong = tables["head"][51] == 1;
        int Place(int i) => isLong ? (int)ReadUInt32BigEndian(tables["loca"].AsSpan(4 * i)) : 2 * ReadUInt16BigEndian(tables["loca"].AsSpan(2 * i));
        return [.. Enumerable.Range(0, count).Select(i => tables["glyf"][Place(i)..Place(i + 1)])];
    }

    private (byte[], int?) Inflate(Match head)
    {
        var length = int.Parse(head.Groups[1].Value, CultureInfo.InvariantCulture);
        using var zlib = new ZLibStream(new MemoryStream(_bytes, head.Index + head.Length, length), CompressionMode.Decompress);
        using var data = new MemoryStream();
        zlib.CopyTo(data);
        Assert.StartsWith("\nendstream", _text[(head.Index + head.Length + length)..], StringComparison.Ordinal);
        return (data.ToArray(), head.Groups[2].Success ? int.Parse(head.Groups[2].Value, CultureInfo.InvariantCulture) : null);
    }

    private static uint Sum(byte[] table)
    {
        uint sum = 0;
        for (var i = 0; i < table.Length; i++) sum = unchecked(sum + ((uint)table[i] << (24 - 8 * (i % 4))));
        return sum;
    }
}
