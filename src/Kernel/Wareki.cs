using System.Globalization;

namespace Moyai.Kernel;

/// <summary>和暦: how screens and certificates write a date (1.1.9), by our own era table.</summary>
public static class Wareki
{
    /// <summary>令和8年11月22日; the first year is 元年. A day before 明治6年 is a bug here: input refuses it.</summary>
    public static string Format(DateOnly day) => Format(day, EraTable.Current);

    /// <summary>The same by a table given, such as one with an era still to come.</summary>
    public static string Format(DateOnly day, EraTable eras) => Format(eras.Of(day), day.Year, day.Month, day.Day);

    /// <summary>The same for a day no calendar has, such as 昭和50年2月29日.</summary>
    public static string Format(int year, int month, int day) => Format(EraOf(year, month, day), year, month, day);

    /// <summary>R8.11.22, for compact tables only; the full form stands on the row's page.</summary>
    public static string FormatShort(DateOnly day) => FormatShort(day.Year, day.Month, day.Day);

    /// <summary>The same for a day no calendar has.</summary>
    public static string FormatShort(int year, int month, int day) => FormatShort(EraOf(year, month, day), year, month, day);

    internal static string FormatShort(Era era, int year, int month, int day) =>
        string.Create(CultureInfo.InvariantCulture, $"{era.Initial}{year - era.FirstYear + 1}.{month}.{day}");

    internal static string Format(Era era, int year, int month, int day) =>
        string.Create(CultureInfo.InvariantCulture, $"{FormatYear(era, year)}年{month}月{day}日");

    internal static string FormatYear(Era era, int year) =>
        year == era.FirstYear ? $"{era.Name}元" : string.Create(CultureInfo.InvariantCulture, $"{era.Name}{year - era.FirstYear + 1}");

    private static Era EraOf(int year, int month, int day) => EraTable.Current.At(DateKey.Of(year, month, day))
        ?? throw new ArgumentOutOfRangeException(nameof(year), "明治5年以前の日付は和暦で表せません。");
}
