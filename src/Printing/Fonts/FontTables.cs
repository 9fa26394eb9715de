using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Moyai.Printing;

/// <summary>The table directory of a TrueType file; small tables are read whole, outlines one by one when first drawn.</summary>
internal sealed class FontTables
{
    private const uint TrueTypeVersion = 0x00010000;
    private const uint AppleTrueType = 0x74727565;

    private readonly SafeFileHandle _file;
    private readonly string _path;
    private readonly Dictionary<string, (uint Offset, uint Length)> _directory = new(StringComparer.Ordinal);

    public FontTables(string path)
    {
        _path = path;
        // The handle lives as long as the font: a package upgrade renames a new file into place and never changes this one.
        _file = File.OpenHandle(path, options: FileOptions.RandomAccess);
        var header = Read(0, 12);
        var version = BinaryPrimitives.ReadUInt32BigEndian(header);
        if (version is not (TrueTypeVersion or AppleTrueType))
            throw Damaged("TrueType形式ではありません(OpenType CFFやTTCは使えません)");
        var count = BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(4));
        var entries = Read(12, count * 16);
        for (var i = 0; i < count; i++)
        {
            var entry = entries.AsSpan(i * 16, 16);
            _directory[System.Text.Encoding.ASCII.GetString(entry[..4])] =
                (BinaryPrimitives.ReadUInt32BigEndian(entry[8..]), BinaryPrimitives.ReadUInt32BigEndian(entry[12..]));
        }
    }

    public byte[] Table(string tag) => Find(tag) is var (offset, length) ? Read(offset, checked((int)length)) : throw Damaged($"表 {tag} がありません");

    public byte[] Part(string tag, uint start, int length)
    {
        if (Find(tag) is not var (offset, total)) throw Damaged($"表 {tag} がありません");
        if (start + (long)length > total) throw Damaged($"表 {tag} が途中で切れています");
        return Read(offset + (long)start, length);
    }

    public InvalidDataException Damaged(string why) => new($"フォントファイル {_path} を読めません: {why}。");

    private (uint Offset, uint Length)? Find(string tag) => _directory.TryGetValue(tag, out var entry) ? entry : null;

    private byte[] Read(long offset, int length)
    {
        var bytes = new byte[length];
        for (var done = 0; done < length;)
        {
            var read = RandomAccess.Read(_file, bytes.AsSpan(done), offset + done);
            if (read == 0) throw Damaged("ファイルが途中で切れています");
            done += read;
        }

        return bytes;
    }
}
