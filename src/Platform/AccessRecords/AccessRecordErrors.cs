using Moyai.Kernel;

namespace Moyai.Platform.AccessRecords;

/// <summary>What the page of access records refuses.</summary>
public static class AccessRecordErrors
{
    public static readonly Refusal DayMalformed = new("PLT-041", "日付を読み取れません。", "2020年から2099年までの日付を、2026-11-22 のように入力してください。");

    public static readonly Refusal PeriodBackwards = new("PLT-042", "期間の終わりが始まりより前です。", "終わりの日を始まりの日以後にしてください。", "to");

    public static readonly Refusal PeriodTooLong = new("PLT-043", "期間が1年を超えています。", "1年以内に区切って照会してください。", "to");

    public static readonly Refusal PersonMalformed = new("PLT-044", "宛名番号の桁か検査数字が違います。", "15桁以内の宛名番号を確かめて入力し直してください。", "person");

    public static readonly Refusal AnchorMalformed = new("PLT-045", "控えの封印番号か値を読み取れません。", "番号と64文字の値を両方入力するか、両方を空欄にしてください。", "anchor-hash");
}
