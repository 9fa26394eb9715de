namespace Moyai.Kernel;

/// <summary>年齢: 年齢計算ニ関スル法律 and 民法143条. A year of age is full at 24:00 of the day before the birthday.</summary>
public static class Age
{
    /// <summary>満年齢 as a register screen shows it throughout a day: from the birthday on, the new age. Born on 2月29日: in a common year from 3月1日.</summary>
    public static int On(DateOnly birth, DateOnly day)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(day, birth);
        var years = day.Year - birth.Year;
        return (day.Month, day.Day).CompareTo((birth.Month, birth.Day)) < 0 ? years - 1 : years;
    }

    /// <summary>年齢到達日: the day at whose end the age is reached, one day before the birthday (学齢, 受給開始, 選挙権 turn on this day).</summary>
    /// <remarks>Born on 2月29日: always 2月28日. A leap year has the birthday itself, a common year lacks it and the period ends with the month (民法143条2項ただし書).</remarks>
    public static DateOnly ReachedOn(DateOnly birth, int age)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(age);
        var year = birth.Year + age;
        return birth is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(year)
            ? new DateOnly(year, 2, 28)
            : new DateOnly(year, birth.Month, birth.Day).AddDays(-1);
    }
}
