namespace Moyai.Kernel;

/// <summary>Why a typed 住民票コード cannot be read.</summary>
internal static class ResidentCodeErrors
{
    public static readonly Refusal Empty = new("RCD-001", "住民票コードが入力されていません。", "11桁の数字を入力してください。");

    public static readonly Refusal Digits = new("RCD-002", "住民票コードは11桁の数字です。", "桁数と打ち間違いを確かめてください。");
}
