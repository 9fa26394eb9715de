using System.Runtime.InteropServices;

namespace Moyai.Printing;

/// <summary>Bytes already coded as deflate symbols, with what is needed to set them into any stream of the same code.</summary>
internal readonly record struct PackedBytes(uint[] Words, int BitCount, int Length, uint Adler);

/// <summary>One deflate code learned from a font. An outline coded once is copied, bit by bit, into every document that uses it.</summary>
/// <remarks>
/// Compressing the font subset anew would be most of the time of a certificate. Matches stay inside one outline, so its bits mean
/// the same wherever they stand; the price is a few per cent in size (docs/adr/0003).
/// </remarks>
internal sealed class DeflateCode
{
    private const int EndOfBlock = 256;
    private static readonly int[] LengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
    private static readonly int[] LengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
    private static readonly int[] DistanceBase = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
    private static readonly int[] DistanceExtra = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
    private static readonly int[] LengthCodeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private readonly HuffmanCode _symbols;
    private readonly HuffmanCode _distances;
    private readonly PackedBytes _header;

    private DeflateCode(int[] symbolCounts, int[] distanceCounts)
    {
        _symbols = new HuffmanCode(symbolCounts, 15);
        _distances = new HuffmanCode(distanceCounts, 15);
        _header = Collect(WriteNewHeader, []);
    }

    public static DeflateCode Train(IEnumerable<byte[]> samples)
    {
        // Every symbol gets a code: what the sample lacks may still come.
        var symbols = Enumerable.Repeat(1, 286).ToArray();
        var distances = Enumerable.Repeat(1, 30).ToArray();
        foreach (var sample in samples)
        {
            foreach (var (length, value) in Matches(sample))
            {
                symbols[length == 0 ? value : 257 + Bucket(LengthBase, length)] += 8;
                if (length != 0) distances[Bucket(DistanceBase, value)] += 8;
            }
        }

        return new DeflateCode(symbols, distances);
    }

    public PackedBytes Pack(byte[] data) => Collect(bits => Write(data, bits), data);

    /// <summary>The header of the only block of the stream (RFC 1951, 3.2.7).</summary>
    public void WriteHeader(BitWriter bits) => bits.Write(_header);

    private static PackedBytes Collect(Action<BitWriter> write, byte[] data)
    {
        using var buffer = new PdfBuffer(data.Length * 2 + 512);
        var bits = new BitWriter(buffer);
        write(bits);
        var loose = bits.Flush();
        var bitCount = loose % 8 == 0 ? buffer.Length * 8 : buffer.Length * 8 - 8 + loose % 8;
        buffer.Take(3).Clear();
        return new PackedBytes(MemoryMarshal.Cast<byte, uint>(buffer.Written[..(buffer.Length & ~3)]).ToArray(), bitCount, data.Length, Adler32.Of(data));
    }

    private void WriteNewHeader(BitWriter bits)
    {
        byte[] lengths = [.. _symbols.Lengths, .. _distances.Lengths];
        var counts = new int[19];
        foreach (var length in lengths) counts[length]++;
        var code = new HuffmanCode(counts, 7);
        bits.Write(0b101, 3);
        bits.Write((uint)(_symbols.Lengths.Length - 257), 5);
        bits.Write((uint)(_distances.Lengths.Length - 1), 5);
        bits.Write(19 - 4, 4);
        foreach (var symbol in LengthCodeOrder) bits.Write(code.Lengths[symbol], 3);
        foreach (var length in lengths) bits.Write(code.Codes[length], code.Lengths[length]);
    }

    /// <summary>Without looking for matches: for what is written once and is new in every document.</summary>
    public void WriteLiterals(ReadOnlySpan<byte> data, BitWriter bits)
    {
        foreach (var value in data) bits.Write(_symbols.Codes[value], _symbols.Lengths[value]);
    }

    public void WriteEnd(BitWriter bits) => bits.Write(_symbols.Codes[EndOfBlock], _symbols.Lengths[EndOfBlock]);

    private void Write(ReadOnlySpan<byte> data, BitWriter bits)
    {
        foreach (var (length, value) in Matches(data))
        {
            if (length == 0)
            {
                bits.Write(_symbols.Codes[value], _symbols.Lengths[value]);
                continue;
            }

            var bucket = Bucket(LengthBase, length);
            bits.Write(_symbols.Codes[257 + bucket], _symbols.Lengths[257 + bucket]);
            bits.Write((uint)(length - LengthBase[bucket]), LengthExtra[bucket]);
            bucket = Bucket(DistanceBase, value);
            bits.Write(_distances.Codes[bucket], _distances.Lengths[bucket]);
            bits.Write((uint)(value - DistanceBase[bucket]), DistanceExtra[bucket]);
        }
    }

    private static int Bucket(int[] bases, int value)
    {
        var found = Array.BinarySearch(bases, value);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>Literals (length 0, value the byte) and matches (length, distance), greedily, nearest match first.</summary>
    private static List<(int Length, int Value)> Matches(ReadOnlySpan<byte> data)
    {
        var matches = new List<(int, int)>(data.Length);
        for (var at = 0; at < data.Length;)
        {
            var (best, distance) = (0, 0);
            var limit = Math.Min(258, data.Length - at);
            // Outlines are a few hundred bytes and each is coded once in the life of the process: looking everywhere is affordable.
            for (var back = 1; back <= Math.Min(at, 1024) && best < limit; back++)
            {
                var length = 0;
                while (length < limit && data[at - back + length] == data[at + length]) length++;
                // A short match far away costs more bits than its literals.
                if (length > best && (length > 3 || (length == 3 && back <= 32))) (best, distance) = (length, back);
            }

            matches.Add(best == 0 ? (0, data[at]) : (best, distance));
            at += Math.Max(best, 1);
        }

        return matches;
    }
}
