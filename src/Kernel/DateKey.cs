namespace Moyai.Kernel;

/// <summary>A day as the number yyyyMMdd, which also holds days that no calendar has (1975-02-29) and sorts as they should.</summary>
internal static class DateKey
{
    public const int Max = 99991231;

    public static int Of(int year, int month, int day) => year * 10000 + month * 100 + day;

    public static int Of(DateOnly day) => Of(day.Year, day.Month, day.Day);

    public static (int Year, int Month, int Day) Split(int key) => (key / 10000, key / 100 % 100, key % 100);

    public static bool IsOnCalendar(int key)
    {
        var (year, month, day) = Split(key);
        return year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
    }
}
