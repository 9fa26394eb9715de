using System.Buffers;
using System.Buffers.Text;

namespace Moyai.Printing;

/// <summary>Growing bytes from the shared pool, with the few number formats a PDF needs.</summary>
internal sealed class PdfBuffer(int capacity) : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public Span<byte> Patch(int start) => _bytes.AsSpan(start, Length - start);

    /// <summary>Room for <paramref name="count"/> bytes that are now part of the buffer.</summary>
    public Span<byte> Take(int count)
    {
        if (Length + count > _bytes.Length) Grow(count);
        Length += count;
        return _bytes.AsSpan(Length - count, count);
    }

    public PdfBuffer Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Take(bytes.Length));
        return this;
    }

    public PdfBuffer Write(long number)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, digits, out var count);
        return Write(digits[..count]);
    }

    /// <summary>At most <paramref name="decimals"/> decimals, without trailing zeros, never an exponent.</summary>
    public PdfBuffer Write(double number, int decimals = 2)
    {
        var scale = decimals == 2 ? 100 : 10_000;
        var scaled = (long)Math.Round(number * scale);
        if (scaled < 0) Write("-"u8);
        scaled = Math.Abs(scaled);
        Write(scaled / scale);
        var fraction = scaled % scale;
        if (fraction == 0) return this;
        Write("."u8);
        for (var unit = scale / 10; fraction > 0; unit /= 10)
        {
            Take(1)[0] = (byte)('0' + fraction / unit);
            fraction %= unit;
        }

        return this;
    }

    public PdfBuffer WriteHex16(int value)
    {
        var hex = Take(4);
        for (var i = 0; i < 4; i++) hex[i] = "0123456789ABCDEF"u8[(value >> (12 - 4 * i)) & 0xF];
        return this;
    }

    public PdfBuffer WriteUtf16Hex(ReadOnlySpan<char> text)
    {
        foreach (var unit in text) WriteHex16(unit);
        return this;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Length = 0;
    }

    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, Length + count));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
