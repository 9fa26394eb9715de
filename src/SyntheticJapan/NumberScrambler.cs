namespace Moyai.SyntheticJapan;

/// <summary>Maps serials to random-looking numbers below a limit, each once: a Feistel network walked until it falls inside.</summary>
/// <remarks>A million drawn numbers of ten digits would collide; remembering them would break the flat memory.</remarks>
internal sealed class NumberScrambler(ulong key, long limit, int halfBits)
{
    private readonly ulong _mask = (1UL << halfBits) - 1;

    public long Of(long serial)
    {
        var value = (ulong)serial;
        do
            value = Round(value);
        while (value >= (ulong)limit);
        return (long)value;
    }

    private ulong Round(ulong value)
    {
        var (left, right) = (value >> halfBits, value & _mask);
        for (ulong round = 0; round < 4; round++)
            (left, right) = (right, left ^ (Xoshiro.Mix(key ^ right ^ (round << 48)) & _mask));
        return (left << halfBits) | right;
    }
}
