namespace Moyai.Printing;

/// <summary>A prefix code over a deflate alphabet (RFC 1951, 3.2.2): lengths from counts, codes from lengths.</summary>
internal sealed class HuffmanCode
{
    public HuffmanCode(ReadOnlySpan<int> counts, int longest)
    {
        var scaled = counts.ToArray();
        Lengths = LengthsOf(scaled);
        // Flattening the counts shortens the longest code; a few rounds are enough for any alphabet of deflate.
        while (Lengths.Max() > longest)
        {
            for (var i = 0; i < scaled.Length; i++) scaled[i] = scaled[i] == 0 ? 0 : scaled[i] / 2 + 1;
            Lengths = LengthsOf(scaled);
        }

        Codes = CodesOf(Lengths);
    }

    public byte[] Lengths { get; }

    /// <summary>Already reversed, because deflate sends a code's first bit first.</summary>
    public uint[] Codes { get; }

    private static byte[] LengthsOf(int[] counts)
    {
        var queue = new PriorityQueue<int, (long Count, int Order)>();
        var parents = new int[counts.Length * 2];
        for (var i = 0; i < counts.Length; i++)
            if (counts[i] > 0) queue.Enqueue(i, (counts[i], i));
        var next = counts.Length;
        while (queue.Count > 1)
        {
            queue.TryDequeue(out var left, out var leftWeight);
            queue.TryDequeue(out var right, out var rightWeight);
            parents[left] = parents[right] = next;
            queue.Enqueue(next, (leftWeight.Count + rightWeight.Count, next));
            next++;
        }

        var depths = new byte[next];
        for (var node = next - 2; node >= 0; node--)
            if (node >= counts.Length || counts[node] > 0) depths[node] = (byte)(depths[parents[node]] + 1);
        return depths[..counts.Length];
    }

    private static uint[] CodesOf(byte[] lengths)
    {
        var codes = new uint[lengths.Length];
        uint code = 0;
        for (var length = 1; length <= 15; length++, code <<= 1)
        {
            for (var symbol = 0; symbol < lengths.Length; symbol++)
                if (lengths[symbol] == length) codes[symbol] = Reverse(code++, length);
        }

        return codes;
    }

    private static uint Reverse(uint code, int length)
    {
        uint reversed = 0;
        for (var i = 0; i < length; i++, code >>= 1) reversed = (reversed << 1) | (code & 1);
        return reversed;
    }
}
