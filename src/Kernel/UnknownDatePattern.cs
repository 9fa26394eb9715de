using System.Globalization;
using System.Text;

namespace Moyai.Kernel;

/// <summary>不詳日の入力パターン (1.1.8): the 14 ways to write a date that is not wholly known, read from the standard's table.</summary>
internal sealed class UnknownDatePattern
{
    /// <summary>The internal date of 年月日不詳: before every real one, so that nobody takes it for a birthday.</summary>
    public const int NoYear = 00010101;

    private static readonly string[] s_seasons = ["春", "夏", "秋", "冬"];
    private static readonly string[] s_thirds = ["上旬", "中旬", "下旬"];

    // Pattern 10 would also read as 1 with trailing words if order mattered; every pattern must match to its end, so it does not.
    private static readonly UnknownDatePattern[] s_all =
        [.. EmbeddedTable.Lines("unknown_date_patterns.csv").Skip(1).Select(line => new UnknownDatePattern(line.Split(',')))];

    private readonly List<(Part Part, string Text)> _parts = [];

    private UnknownDatePattern(string[] row)
    {
        Number = int.Parse(row[0], CultureInfo.InvariantCulture);
        Display = row[1];
        for (var rest = row[1]; rest.Length > 0;)
        {
            var (part, length) = Next(rest);
            _parts.Add((part, rest[..length]));
            rest = rest[length..];
        }
    }

    private enum Part { Literal, Space, Year, Month, Day, Season, Third }

    /// <summary>The row number in the standard, 1 to 14.</summary>
    public int Number { get; }

    /// <summary>The pattern as the standard shows it.</summary>
    public string Display { get; }

    public static IReadOnlyList<UnknownDatePattern> All => s_all;

    /// <summary>Reads a text in half width and without spaces; gives the text to store and the internal date.</summary>
    public static Result<(string Text, int Key)> Read(string compact, EraTable eras)
    {
        foreach (var pattern in s_all)
        {
            if (pattern.Match(compact, eras) is { } match)
                return match.Check(eras) is { } refusal ? refusal : (match.Text.ToString(), match.EarliestKey(eras));
        }
        return DateErrors.UnknownPattern;
    }

    private static (Part, int) Next(string rest)
    {
        if (rest.StartsWith("令和○○", StringComparison.Ordinal))
            return (Part.Year, 4);
        if (rest[0] == '○')
        {
            var length = rest.AsSpan().IndexOfAnyExcept('○');
            return (rest[length] == '月' ? Part.Month : Part.Day, length);
        }
        if (rest[0] == ' ')
            return (Part.Space, 1);
        if (s_seasons.Contains(rest[..1]))
            return (Part.Season, 1);
        if (rest.Length >= 2 && s_thirds.Contains(rest[..2]))
            return (Part.Third, 2);
        var end = 1;
        while (end < rest.Length && rest[end] is not ('○' or ' ' or '春' or '上' or '中') && !rest.AsSpan(end).StartsWith("令和", StringComparison.Ordinal))
            end++;
        return (Part.Literal, end);
    }

    private Reading? Match(ReadOnlySpan<char> text, EraTable eras)
    {
        var reading = new Reading();
        foreach (var (part, literal) in _parts)
        {
            int length;
            switch (part)
            {
                case Part.Space:
                    reading.Text.Append(' ');
                    continue;
                case Part.Year:
                    length = reading.ReadYear(text, eras);
                    break;
                case Part.Month or Part.Day:
                    length = reading.ReadNumber(text, part == Part.Month);
                    break;
                case Part.Season or Part.Third:
                    length = reading.ReadWord(text, part == Part.Season ? s_seasons : s_thirds, part == Part.Season);
                    break;
                default:
                    length = text.StartsWith(literal, StringComparison.Ordinal) ? literal.Length : 0;
                    reading.Text.Append(literal);
                    break;
            }
            if (length == 0)
                return null;
            text = text[length..];
        }
        return text.IsEmpty ? reading : null;
    }

    /// <summary>What one text told: a year, the months and days in the order written, a season or a third of a month.</summary>
    private sealed class Reading
    {
        private readonly List<int> _months = [];
        private readonly List<int> _days = [];
        private Era? _era;
        private int _year;
        private int _season = -1;
        private int _third = -1;

        public StringBuilder Text { get; } = new();

        public int ReadYear(ReadOnlySpan<char> text, EraTable eras)
        {
            _era = eras.Leading(text, out var start);
            if (_era is not null && start < text.Length && text[start] == '元')
            {
                _year = _era.FirstYear;
                Text.Append(_era.Name).Append('元');
                return start + 1;
            }
            var digits = Digits(text[start..], _era is null ? 4 : 2);
            if (digits == 0 || (_era is null && digits != 4))
                return 0;
            var number = int.Parse(text.Slice(start, digits), CultureInfo.InvariantCulture);
            if (number == 0)
                return 0;
            _year = _era is null ? number : _era.FirstYear + number - 1;
            Text.Append(_era is null ? number.ToString("D4", CultureInfo.InvariantCulture) : Wareki.FormatYear(_era, _year));
            return start + digits;
        }

        public int ReadNumber(ReadOnlySpan<char> text, bool month)
        {
            var digits = Digits(text, 2);
            if (digits == 0)
                return 0;
            var number = int.Parse(text[..digits], CultureInfo.InvariantCulture);
            (month ? _months : _days).Add(number);
            Text.Append(number);
            return digits;
        }

        public int ReadWord(ReadOnlySpan<char> text, string[] words, bool season)
        {
            for (var i = 0; i < words.Length; i++)
            {
                if (!text.StartsWith(words[i], StringComparison.Ordinal))
                    continue;
                if (season)
                    _season = i;
                else
                    _third = i;
                Text.Append(words[i]);
                return words[i].Length;
            }
            return 0;
        }

        public Refusal? Check(EraTable eras)
        {
            if (_months.Exists(m => m is < 1 or > 12))
                return DateErrors.Month;
            if (_days.Exists(d => d is < 1 or > 31))
                return DateErrors.Day;
            if (_year == 0)
                return null;
            var (first, last) = Bounds();
            if (_days.Count > 1 && last < first)
                return DateErrors.Reversed;
            if (last < eras.Eras[0].FirstKey)
                return DateErrors.BeforeMeiji6;
            return _era is not null && (last < _era.FirstKey || first > eras.LastKey(_era)) ? DateErrors.OutsideEra(eras, _era) : null;
        }

        public int EarliestKey(EraTable eras) =>
            _year == 0 ? NoYear : Math.Max(Bounds().First, (_era ?? eras.Eras[0]).FirstKey);

        private (int First, int Last) Bounds()
        {
            if (_season >= 0)
                return _season == 3 ? Span(1, 1, 12, 31) : Span(3 + _season * 3, 1, 5 + _season * 3, 31);
            if (_months.Count == 0)
                return Span(1, 1, 12, 31);
            if (_third >= 0)
                return Span(_months[0], 1 + _third * 10, _months[0], _third == 2 ? 31 : 10 + _third * 10);
            return _days.Count == 0
                ? Span(_months[0], 1, _months[0], 31)
                : Span(_months[0], _days[0], _months[^1], _days[^1]);
        }

        private (int, int) Span(int month, int day, int lastMonth, int lastDay) =>
            (DateKey.Of(_year, month, day), DateKey.Of(_year, lastMonth, lastDay));

        private static int Digits(ReadOnlySpan<char> text, int most)
        {
            var count = 0;
            while (count < text.Length && count < most && text[count] is >= '0' and <= '9')
                count++;
            return count;
        }
    }
}
