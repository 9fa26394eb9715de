using static System.Buffers.Binary.BinaryPrimitives;

namespace Moyai.Printing;

/// <summary>Arithmetic of the TrueType container.</summary>
internal static class Sfnt
{
    /// <summary>The sum of the big-endian words; <paramref name="data"/> is a multiple of four bytes long.</summary>
    public static uint Checksum(ReadOnlySpan<byte> data)
    {
        uint sum = 0;
        for (; data.Length >= 4; data = data[4..]) sum = unchecked(sum + ReadUInt32BigEndian(data));
        return sum;
    }
}
