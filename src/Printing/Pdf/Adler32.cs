namespace Moyai.Printing;

/// <summary>The checksum that closes a zlib stream (RFC 1950); sums of parts join into the sum of the whole without reading them again.</summary>
internal static class Adler32
{
    public const uint Empty = 1;
    private const uint Modulus = 65521;

    public static uint Of(ReadOnlySpan<byte> data)
    {
        uint a = 1, b = 0;
        while (data.Length > 0)
        {
            var run = data[..Math.Min(data.Length, 5552)];
            foreach (var value in run) b += a += value;
            (a, b) = (a % Modulus, b % Modulus);
            data = data[run.Length..];
        }

        return (b << 16) | a;
    }

    public static uint Join(uint first, uint second, int secondLength)
    {
        ulong a1 = first & 0xFFFF, b1 = first >> 16, a2 = second & 0xFFFF, b2 = second >> 16;
        var a = (a1 + a2 + Modulus - 1) % Modulus;
        var b = (b1 + b2 + (ulong)(secondLength % Modulus) * (a1 + Modulus - 1)) % Modulus;
        return (uint)((b << 16) | a);
    }
}
