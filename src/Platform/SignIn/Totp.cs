using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Moyai.Platform.SignIn;

/// <summary>認証アプリの数字: RFC 6238 with HMAC-SHA-1, steps of 30 seconds, six digits, as every authenticator app computes it.</summary>
public static class Totp
{
    private const int StepSeconds = 30;
    private const string Base32Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new secret of 160 bits (RFC 4226, 4).</summary>
    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(20);

    /// <summary>The digits shown at a moment.</summary>
    public static string Code(ReadOnlySpan<byte> secret, DateTimeOffset at, int digits = 6) => OfStep(secret, StepOf(at), digits);

    /// <summary>The step whose digits were typed: this one or a neighbour for clocks that differ, and none that was used before or is older.</summary>
    /// <returns>Null when the digits are wrong or already used (RFC 6238, 5.2).</returns>
    internal static long? Match(ReadOnlySpan<byte> secret, string typed, DateTimeOffset now, long lastStep)
    {
        var code = Plain(typed);
        long? found = null;
        for (var step = StepOf(now) - 1; step <= StepOf(now) + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(code, System.Text.Encoding.ASCII.GetBytes(OfStep(secret, step, 6))) && step > lastStep)
                found = step;
        return found;
    }

    /// <summary>The secret as an app takes it when it cannot scan (RFC 4648, base 32).</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new System.Text.StringBuilder((bytes.Length * 8 + 4) / 5);
        var (buffer, bits) = (0, 0);
        foreach (var b in bytes)
        {
            buffer = ((buffer << 8) | b) & 0xFFFF;
            for (bits += 8; bits >= 5; bits -= 5)
                text.Append(Base32Letters[(buffer >> (bits - 5)) & 31]);
        }
        if (bits > 0)
            text.Append(Base32Letters[(buffer << (5 - bits)) & 31]);
        return text.ToString();
    }

    /// <summary>The address inside the QR code: the app shows municipality and login name beside the digits.</summary>
    internal static string Uri(string municipalityName, string loginName, ReadOnlySpan<byte> secret)
    {
        var issuer = System.Uri.EscapeDataString("Moyai " + municipalityName);
        return $"otpauth://totp/{issuer}:{System.Uri.EscapeDataString(loginName)}?secret={Base32(secret)}&issuer={issuer}";
    }

    private static long StepOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / StepSeconds;

    private static string OfStep(ReadOnlySpan<byte> secret, long step, int digits)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // RFC 6238 apps speak HMAC-SHA-1; its collisions do not touch an HMAC.
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[19] & 15)..]) & int.MaxValue;
        var limit = digits == 8 ? 100_000_000 : 1_000_000;
        return (number % limit).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>全角 digits and the space in the middle that apps show are taken too.</summary>
    private static byte[] Plain(string typed) =>
        [.. typed.Where(c => c is not (' ' or '　')).Select(c => c is >= '０' and <= '９' ? (byte)(c - '０' + '0') : c < 128 ? (byte)c : (byte)0)];
}
