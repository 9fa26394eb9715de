using System.IO.Compression;

namespace Moyai.Printing;

/// <summary>Numbers the objects of a file and remembers where each one starts.</summary>
internal sealed class PdfObjects : IDisposable
{
    private readonly List<int> _places = [0];

    public PdfBuffer Buffer { get; } = new(65536);

    public int Reserve()
    {
        _places.Add(0);
        return _places.Count - 1;
    }

    public void Begin(int number)
    {
        _places[number] = Buffer.Length;
        Buffer.Write(number).Write(" 0 obj\n"u8);
    }

    public void End() => Buffer.Write("\nendobj\n"u8);

    public void WriteStream(int number, ReadOnlySpan<byte> data)
    {
        using var packed = new MemoryStream(data.Length / 2 + 64);
        using (var zlib = new ZLibStream(packed, Compression, leaveOpen: true)) zlib.Write(data);
        Begin(number);
        Buffer.Write("<</Filter/FlateDecode/Length "u8).Write(packed.Length).Write(">>stream\n"u8);
        Buffer.Write(packed.GetBuffer().AsSpan(0, (int)packed.Length)).Write("\nendstream"u8);
        End();
    }

    public byte[] Finish(int catalog, int about)
    {
        var start = Buffer.Length;
        Buffer.Write("xref\n0 "u8).Write(_places.Count).Write("\n0000000000 65535 f \n"u8);
        for (var i = 1; i < _places.Count; i++)
        {
            var row = Buffer.Take(20);
            "0000000000 00000 n \n"u8.CopyTo(row);
            for (int digit = 9, rest = _places[i]; rest > 0; digit--, rest /= 10) row[digit] = (byte)('0' + rest % 10);
        }

        Buffer.Write("trailer\n<</Size "u8).Write(_places.Count).Write("/Root "u8).Write(catalog).Write(" 0 R/Info "u8).Write(about);
        Buffer.Write(" 0 R>>\nstartxref\n"u8).Write(start).Write("\n%%EOF\n"u8);
        return Buffer.Written.ToArray();
    }

    public void Dispose() => Buffer.Dispose();

    private static ZLibCompressionOptions Compression { get; } = new() { CompressionLevel = 3 };
}
