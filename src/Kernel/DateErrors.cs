namespace Moyai.Kernel;

/// <summary>日付のエラー: DAT-001 and following. None repeats what was typed.</summary>
internal static class DateErrors
{
    public static readonly Refusal Empty = new("DAT-001", "日付が入力されていません。", "「S50.4.1」「昭和50年4月1日」「19750401」のように入力してください。");

    public static readonly Refusal Unreadable = new("DAT-002", "日付として読めません。", "「S50.4.1」「昭和50年4月1日」「19750401」のように、年・月・日を入力してください。");

    public static readonly Refusal NoEra = new("DAT-003", "年に元号がありません。", "「S50.4.1」のように元号を付けるか、西暦を4桁で入力してください。");

    public static readonly Refusal BeforeMeiji6 = new("DAT-004", "明治5年以前の日付は登録できません。", "明治6年1月1日以後の日付かどうか、年を確かめてください。");

    public static readonly Refusal Month = new("DAT-006", "月は1から12までです。", "月を確かめて入力し直してください。");

    public static readonly Refusal Day = new("DAT-007", "日は1から31までです。", "日を確かめて入力し直してください。");

    // 1.1.8: only the listed items accept a day that no calendar has, or an unknown one.
    public static readonly Refusal NotOnCalendar = new("DAT-008", "暦にない日付です。", "月の日数とうるう年を確かめて入力し直してください。");

    public static readonly Refusal UnknownNotAllowed = new("DAT-009", "この項目に不詳日は登録できません。", "年・月・日のすべてが分かる日付を入力してください。");

    public static readonly Refusal UnknownPattern = new("DAT-010", "不詳日の書き方が、決められた14種のどれにも当たりません。", "「昭和50年頃」「昭和50年 月日不詳」「年月日不詳」などから選んでください。");

    public static readonly Refusal Reversed = new("DAT-011", "期間の終わりが始まりより前です。", "「から」の前後の月日を確かめて入力し直してください。");

    public static readonly Refusal Register = new("DAT-012", "登録されている日付が「年-月-日」の形ではありません。", "取り込み元の日付を確かめてください。");

    public static readonly Refusal ShownDiffers = new("DAT-013", "表示用の日付と内部の日付が一致しません。", "取り込み元の表示用の日付を確かめてください。");

    /// <summary>The refusal as the list of errors shows it; <see cref="OutsideEra"/> names the era and its days.</summary>
    public static readonly Refusal OutsideItsEra = new("DAT-005", "その元号にない日付です。", "元号と年を確かめてください。");

    /// <summary>A year beyond its era, such as 昭和65年; names the bounds of the era, never the date typed.</summary>
    public static Refusal OutsideEra(EraTable eras, Era era)
    {
        var last = eras.LastDay(era) is { } day ? $"{Wareki.Format(era, day.Year, day.Month, day.Day)}まで" : "";
        return OutsideItsEra with { Message = $"{era.Name}にない日付です。", Remedy = $"{era.Name}は{Wareki.Format(era, era.First.Year, era.First.Month, era.First.Day)}から{last}です。元号と年を確かめてください。" };
    }
}
