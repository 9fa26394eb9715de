using Moyai.Kernel;

namespace Moyai.MyNumber;

/// <summary>Why a typed 個人番号 cannot be read.</summary>
internal static class IndividualNumberErrors
{
    public static readonly Refusal Empty = new("MYN-001", "個人番号が入力されていません。", "12桁の数字を入力してください。");

    public static readonly Refusal Digits = new("MYN-002", "個人番号は12桁の数字です。", "桁数を確かめてください。");

    public static readonly Refusal CheckDigit = new("MYN-003", "個人番号の検査数字が合いません。", "個人番号カード又は通知カードを見て、打ち間違いを確かめてください。");
}
