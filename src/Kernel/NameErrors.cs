namespace Moyai.Kernel;

/// <summary>Why a typed 氏名 cannot be read.</summary>
internal static class NameErrors
{
    public static readonly Refusal Empty = new("NAM-001", "氏名が入力されていません。", "氏名を入力してください。");

    public static readonly Refusal PrivateUse = new("NAM-002", "氏名に外字（私用領域の文字）があります。", "行政事務標準文字への同定を済ませてから入力してください。");

    public static readonly Refusal Broken = new("NAM-003", "氏名に文字として扱えない符号があります。", "改行や制御文字がないか確かめ、入力し直してください。");
}
