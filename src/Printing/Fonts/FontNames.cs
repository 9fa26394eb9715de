using System.Text;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Moyai.Printing;

/// <summary>The font's <c>name</c> table.</summary>
internal static class FontNames
{
    private const int Family = 1;
    private const int PostScript = 6;
    private const int Japanese = 0x0411;

    public static (string PostScript, string Family) Read(ReadOnlySpan<byte> table)
    {
        string postScript = "", family = "";
        var storage = ReadUInt16BigEndian(table[4..]);
        for (var i = 0; i < ReadUInt16BigEndian(table[2..]); i++)
        {
            var record = table[(6 + i * 12)..];
            if (ReadUInt16BigEndian(record) != 3) continue;
            var (language, id) = (ReadUInt16BigEndian(record[4..]), ReadUInt16BigEndian(record[6..]));
            var value = Encoding.BigEndianUnicode.GetString(table.Slice(storage + ReadUInt16BigEndian(record[10..]), ReadUInt16BigEndian(record[8..])));
            if (id == PostScript) postScript = value;
            if (id == Family && (family.Length == 0 || language == Japanese)) family = value;
        }

        // The name is written into the PDF as a name object, where only these are safe.
        postScript = string.Concat(postScript.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
        return (postScript.Length == 0 ? "Font" : postScript, family);
    }
}
