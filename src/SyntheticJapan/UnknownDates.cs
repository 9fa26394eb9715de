using System.Globalization;

namespace Moyai.SyntheticJapan;

/// <summary>不詳日: the 14 ways a register writes a date it does not know (1.1.8).</summary>
internal static class UnknownDates
{
    public const int Patterns = 14;

    /// <summary>The text shown for an inner date, by a pattern 0 to 13 in the standard's order. Foreigners' births show 西暦 (1.1.9).</summary>
    public static string Show(DateOnly day, int pattern, bool western)
    {
        var y = western ? string.Create(CultureInfo.InvariantCulture, $"{day.Year}年") : DateText.EraYear(day);
        var (m, d) = (day.Month, day.Day);
        var later = Math.Min(d + 5, 28);
        var earlier = Math.Min(d, later);
        return string.Create(CultureInfo.InvariantCulture, $"{pattern switch
        {
            0 => $"{y}頃",
            1 => $"{y}{m}月頃",
            2 => $"{y}{m}月{d}日頃",
            3 => $"推定{y}{m}月{d}日",
            4 => $"推定{y}{m}月",
            5 => $"{y}春",
            6 => $"{y}{m}月上旬",
            7 => $"{y}{m}月中旬頃",
            8 => "年月日不詳",
            9 => $"{y} 月日不詳",
            10 => $"{y}{m}月 日不詳",
            11 => $"{y}{m}月{earlier}日から{m}月{later}日頃までの間",
            12 => $"{y}{m}月推定{earlier}日から{later}日までの間",
            _ => $"{y}{m}月{earlier}日頃から{later}日頃までの間",
        }}");
    }
}
