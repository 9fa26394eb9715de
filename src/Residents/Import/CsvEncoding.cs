using System.Text;

namespace Moyai.Residents.Import;

/// <summary>Which of the two encodings of municipal files a stream is in: UTF-8, with or without BOM, or CP932 (シフトJIS).</summary>
internal static class CsvEncoding
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>What an undecodable byte becomes: its row is then refused by name, never guessed.</summary>
    public const char Undecodable = '\uFFFD';

    static CsvEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Reads the whole stream once. Null when it is neither.</summary>
    public static async Task<Encoding?> DetectAsync(Stream content, CancellationToken ct)
    {
        var buffer = new byte[1 << 16];
        var utf8 = StrictUtf8.GetDecoder();
        var cp932 = Encoding.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetDecoder();
        var (isUtf8, isCp932, letters) = (true, true, new char[buffer.Length + 4]);
        int read;
        while ((read = await content.ReadAsync(buffer, ct)) > 0 && (isUtf8 || isCp932))
        {
            isUtf8 = isUtf8 && Decodes(utf8, buffer.AsSpan(0, read), letters);
            isCp932 = isCp932 && Decodes(cp932, buffer.AsSpan(0, read), letters);
        }
        return isUtf8 ? new UTF8Encoding(true)
            : isCp932 ? Encoding.GetEncoding(932, EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(Undecodable.ToString()))
            : null;
    }

    private static bool Decodes(Decoder decoder, ReadOnlySpan<byte> bytes, Span<char> letters)
    {
        try
        {
            decoder.GetChars(bytes, letters, flush: false);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
