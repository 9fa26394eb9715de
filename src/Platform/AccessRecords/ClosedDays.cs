namespace Moyai.Platform.AccessRecords;

/// <summary>休業日: Saturdays, Sundays, 国民の祝日 and 12月29日 to 1月3日 (地方自治法第4条の2第2項). Computed for 2020 and later.</summary>
public static class ClosedDays
{
    public static IEnumerable<DateOnly> Between(DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
            if (Contains(day))
                yield return day;
    }

    public static bool Contains(DateOnly day) =>
        day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || (day.Month, day.Day) is (12, >= 29) or (1, <= 3) || IsHoliday(day);

    /// <summary>国民の祝日に関する法律 第2条 and 第3条: the day itself, its substitute after a Sunday, and a day between two of them.</summary>
    public static bool IsHoliday(DateOnly day)
    {
        if (IsNamed(day))
            return true;
        for (var before = day.AddDays(-1); IsNamed(before); before = before.AddDays(-1))
            if (before.DayOfWeek == DayOfWeek.Sunday)
                return true;
        return IsNamed(day.AddDays(-1)) && IsNamed(day.AddDays(1));
    }

    private static bool IsNamed(DateOnly day) => (day.Year, day.Month, day.Day) switch
    {
        // The Olympic special measures law moved three days in 2020 and 2021.
        (2020, 7, 23 or 24) or (2020, 8, 10) or (2021, 7, 22 or 23) or (2021, 8, 8) => true,
        (2020 or 2021, 7 or 8, _) or (2020 or 2021, 10, _) => false,
        (_, 1, 1) or (_, 2, 11) or (_, 2, 23) or (_, 4, 29) or (_, 5, 3 or 4 or 5) or (_, 8, 11) or (_, 11, 3 or 23) => true,
        (_, 1 or 10, var date) => day.DayOfWeek == DayOfWeek.Monday && date is >= 8 and <= 14,
        (_, 7 or 9, var date) when day.DayOfWeek == DayOfWeek.Monday && date is >= 15 and <= 21 => true,
        (var year, 3, var date) => date == Equinox(year, 208431),
        (var year, 9, var date) => date == Equinox(year, 232488),
        _ => false,
    };

    /// <summary>The day on which the equinox falls in Japan, good from 1980 to 2099; the gazette of each February decides.</summary>
    private static int Equinox(int year, int constant) =>
        (int)((constant * 100L + 242_194L * (year - 1980)) / 1_000_000) - (year - 1980) / 4;
}
