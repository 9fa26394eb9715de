namespace Moyai.Kernel;

/// <summary>Why a typed フリガナ cannot be read.</summary>
internal static class KanaErrors
{
    public static readonly Refusal Empty = new("KAN-001", "フリガナが入力されていません。", "カタカナで入力してください。");

    public static readonly Refusal Letters = new("KAN-002", "フリガナに使えない文字があります。", "カタカナ、長音「ー」、中点「・」、スペースだけで入力してください。");
}
