namespace Moyai.Residents.Pages;

/// <summary>How items stand on a page: their words, and which need the glyph font or fixed digits.</summary>
internal static class ItemWords
{
    private static readonly string[] Named = ["氏名", "旧氏", "通称", "本籍", "筆頭者", "住所", "世帯主"];

    /// <summary>項目名 without the underscores of the file's headings: 住所_町字 is 住所（町字）.</summary>
    public static string Title(string header)
    {
        var line = header.IndexOf('_', StringComparison.Ordinal);
        return line < 0 ? header : $"{header[..line]}（{header[(line + 1)..]}）";
    }

    /// <summary>Holds 漢字 whose very glyph matters.</summary>
    public static bool IsName(string header) =>
        Named.Any(word => header.Contains(word, StringComparison.Ordinal))
        && !header.Contains("フリガナ", StringComparison.Ordinal) && !header.Contains("年月日", StringComparison.Ordinal)
        && !header.Contains("コード", StringComparison.Ordinal) && !header.Contains("郵便番号", StringComparison.Ordinal);

    public static bool IsNumber(string header) =>
        header.EndsWith("番号", StringComparison.Ordinal) || header.EndsWith("コード", StringComparison.Ordinal) || header.EndsWith("ID", StringComparison.Ordinal);
}
