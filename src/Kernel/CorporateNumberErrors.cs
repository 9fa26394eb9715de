namespace Moyai.Kernel;

/// <summary>Why a typed 法人番号 cannot be read.</summary>
internal static class CorporateNumberErrors
{
    public static readonly Refusal Empty = new("CNB-001", "法人番号が入力されていません。", "13桁の数字を入力してください。");

    public static readonly Refusal Digits = new("CNB-002", "法人番号は13桁の数字です。", "桁数を確かめてください。");

    public static readonly Refusal CheckDigit = new("CNB-003", "法人番号の検査数字が合いません。", "打ち間違いを確かめてください。");
}
