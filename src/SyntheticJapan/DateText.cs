using System.Globalization;

namespace Moyai.SyntheticJapan;

/// <summary>Dates as the import file writes them.</summary>
internal static class DateText
{
    private static readonly string?[] Known = new string?[new DateOnly(2100, 1, 1).DayNumber];

    /// <summary>yyyy-MM-dd; a town writes the same few thousand days millions of times.</summary>
    public static string Iso(DateOnly day) => Known[day.DayNumber] ??= day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>yyyy-MM.</summary>
    public static string Month(DateOnly day) => Iso(day)[..7];

    /// <summary>昭和6年, 令和元年: the year as a note of an unknown date writes it.</summary>
    public static string EraYear(DateOnly day)
    {
        var (era, first) = day switch
        {
            _ when day >= new DateOnly(2019, 5, 1) => ("令和", 2019),
            _ when day >= new DateOnly(1989, 1, 8) => ("平成", 1989),
            _ when day >= new DateOnly(1926, 12, 25) => ("昭和", 1926),
            _ when day >= new DateOnly(1912, 7, 30) => ("大正", 1912),
            _ => ("明治", 1868),
        };
        return day.Year == first ? $"{era}元年" : string.Create(CultureInfo.InvariantCulture, $"{era}{day.Year - first + 1}年");
    }
}
