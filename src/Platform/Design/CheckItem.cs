namespace Moyai.Platform.Design;

/// <summary>One answer on the page of 入力内容の確認.</summary>
/// <param name="Item">項目名.</param>
/// <param name="Before">変更前; null when the record is new.</param>
/// <param name="After">変更後.</param>
/// <param name="ChangeHref">Back to the field; null when it follows from the law and cannot be typed.</param>
/// <param name="IsName">氏名・住所・本籍: drawn in the glyph font.</param>
public sealed record CheckItem(string Item, string? Before, string After, string? ChangeHref = null, bool IsName = false)
{
    /// <summary>変更あり</summary>
    public bool IsChanged => Before is not null && !string.Equals(Before, After, StringComparison.Ordinal);
}
