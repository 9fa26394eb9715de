namespace Moyai.SyntheticJapan;

/// <summary>xoshiro256**: the same seed gives the same town on every machine and runtime, which System.Random does not promise.</summary>
internal sealed class Xoshiro
{
    private ulong _a, _b, _c, _d;

    public Xoshiro(ulong seed) => (_a, _b, _c, _d) = (Mix(seed), Mix(seed ^ 0x51), Mix(seed ^ 0x52_0000), Mix(seed ^ 0x53_0000_0000));

    /// <summary>The finaliser of SplitMix64: neighbouring seeds give unrelated values.</summary>
    public static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }

    public ulong Next()
    {
        unchecked
        {
            var result = ulong.RotateLeft(_b * 5, 7) * 9;
            var shifted = _b << 17;
            _c ^= _a;
            _d ^= _b;
            _b ^= _c;
            _a ^= _d;
            _c ^= shifted;
            _d = ulong.RotateLeft(_d, 45);
            return result;
        }
    }

    /// <summary>0 to limit − 1.</summary>
    public int Below(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);

    /// <summary>low to high, both included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>True so many times in ten thousand.</summary>
    public bool Chance(int perTenThousand) => Below(10_000) < perTenThousand;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];
}
