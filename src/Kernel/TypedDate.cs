using System.Globalization;

namespace Moyai.Kernel;

/// <summary>What a clerk types for a date whose year, month and day are all known.</summary>
internal static class TypedDate
{
    /// <summary>Reads a text in half width and without spaces. The era is the one typed, or null for a western year.</summary>
    public static Result<(int Key, Era? Era)> Read(ReadOnlySpan<char> text, EraTable eras)
    {
        if (text.IsEmpty)
            return DateErrors.Empty;
        var era = eras.Leading(text, out var start);
        var rest = text[start..];
        if (!TryFields(rest, era is not null, out var year, out var month, out var day))
            return DateErrors.Unreadable;
        if (era is null && year < 1000)
            return DateErrors.NoEra;
        if (month is < 1 or > 12)
            return DateErrors.Month;
        if (day is < 1 or > 31)
            return DateErrors.Day;
        var key = DateKey.Of(era is null ? year : era.FirstYear + year - 1, month, day);
        if (key < eras.Eras[0].FirstKey)
            return DateErrors.BeforeMeiji6;
        if (era is not null && (year < 1 || key < era.FirstKey || key > eras.LastKey(era)))
            return DateErrors.OutsideEra(eras, era);
        return (key, era);
    }

    // 50.4.1, 50年4月1日, 元年4月1日, 8/11/22, 1975-4-1, 500401 (after an era), 19750401.
    private static bool TryFields(ReadOnlySpan<char> text, bool hasEra, out int year, out int month, out int day)
    {
        year = month = day = 0;
        if (!text.ContainsAnyExceptInRange('0', '9'))
        {
            return text.Length == (hasEra ? 6 : 8)
                && Number(text[..^4], out year) && Number(text[^4..^2], out month) && Number(text[^2..], out day);
        }
        var afterYear = text.IndexOfAnyExceptInRange('0', '9');
        if (hasEra && text[0] == '元')
        {
            year = 1;
            afterYear = 1;
        }
        else if (afterYear is 0 or > 4 || (hasEra && afterYear > 2) || !Number(text[..afterYear], out year))
        {
            return false;
        }
        if (afterYear >= text.Length || !(text[afterYear] == '年' || IsSeparator(text[afterYear])))
            return false;
        var rest = text[(afterYear + 1)..];
        var afterMonth = rest.IndexOfAnyExceptInRange('0', '9');
        if (afterMonth is not (1 or 2) || !(rest[afterMonth] == '月' || IsSeparator(rest[afterMonth])) || !Number(rest[..afterMonth], out month))
            return false;
        rest = rest[(afterMonth + 1)..];
        if (rest.EndsWith("日", StringComparison.Ordinal))
            rest = rest[..^1];
        return rest.Length is 1 or 2 && Number(rest, out day);
    }

    private static bool IsSeparator(char c) => c is '.' or '/' or ',' or '\u3002' or '\u30FB' or '\uFF65' || Widths.IsDash(c) || Widths.IsLongVowel(c);

    private static bool Number(ReadOnlySpan<char> digits, out int value) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
