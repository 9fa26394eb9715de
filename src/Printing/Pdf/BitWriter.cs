using System.Buffers.Binary;

namespace Moyai.Printing;

/// <summary>Bits from the least significant end, as deflate (RFC 1951) packs them.</summary>
internal sealed class BitWriter(PdfBuffer target)
{
    private ulong _bits;
    private int _count;

    public void Write(uint value, int count)
    {
        _bits |= (ulong)value << _count;
        _count += count;
        if (_count < 32) return;
        BinaryPrimitives.WriteUInt32LittleEndian(target.Take(4), (uint)(_bits & uint.MaxValue));
        _bits >>= 32;
        _count -= 32;
    }

    public void Write(in PackedBytes packed)
    {
        var words = packed.Words;
        var whole = packed.BitCount >> 5;
        for (var i = 0; i < whole; i++) Write(words[i], 32);
        if ((packed.BitCount & 31) != 0) Write(words[whole], packed.BitCount & 31);
    }

    /// <summary>Pads to a whole byte.</summary>
    public int Flush()
    {
        var loose = _count;
        for (; _count > 0; _count -= 8)
        {
            target.Take(1)[0] = (byte)(_bits & 0xFF);
            _bits >>= 8;
        }

        _count = 0;
        return loose;
    }
}
