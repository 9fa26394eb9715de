using System.Text;

namespace Moyai.Residents.Import;

/// <summary>Which of the two encodings of municipal files a stream is in: UTF-8, with or without BOM, or CP932 (シフトJIS).</summary>
internal static class CsvEncoding
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>What an undecodable byte becomes: its row is then refused by name, never guessed.</summary>
    public const char Undecodable = '\uFFFD';

    static CsvEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The heading row tells: its item names are read rightly in one encoding only. A broken byte further down is then a matter of its row.</summary>
    /// <returns>Null when the heading row can be read in neither.</returns>
    public static async Task<Encoding?> DetectAsync(Stream content, CancellationToken ct)
    {
        var buffer = new byte[1 << 16];
        var read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        var end = Array.IndexOf(buffer, (byte)'\n', 0, read);
        var heading = buffer.AsSpan(0, end < 0 ? read : end);
        return Decodes(StrictUtf8, heading) ? new UTF8Encoding(true)
            : Decodes(Encoding.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback), heading)
                ? Encoding.GetEncoding(932, EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(Undecodable.ToString()))
                : null;
    }

    private static bool Decodes(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return !encoding.GetString(bytes).Contains('\0', StringComparison.Ordinal);
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
