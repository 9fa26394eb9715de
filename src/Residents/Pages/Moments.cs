using System.Globalization;
using Moyai.Kernel;

namespace Moyai.Residents.Pages;

/// <summary>Moments on the wall clock of Japan, and how long ago they were.</summary>
internal static class Moments
{
    public static string Show(DateTimeOffset moment)
    {
        var local = moment.ToOffset(TimeSpan.FromHours(9)).DateTime;
        return string.Create(CultureInfo.InvariantCulture, $"{Wareki.FormatShort(DateOnly.FromDateTime(local))} {local:HH:mm}");
    }

    /// <summary>42分, 3時間5分, 2日.</summary>
    public static string Since(DateTimeOffset moment, DateTimeOffset now)
    {
        var passed = now > moment ? now - moment : TimeSpan.Zero;
        return passed.TotalDays >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{(int)passed.TotalDays}日")
            : passed.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{(int)passed.TotalHours}時間{passed.Minutes}分")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)passed.TotalMinutes}分");
    }
}
