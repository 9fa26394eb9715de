using System.Globalization;
using System.Text.RegularExpressions;
using Moyai.Kernel;

namespace Moyai.Residents.Operations;

/// <summary>A birth date as it is typed to search: whole or only its year, or year and month; 和暦 or 西暦.</summary>
internal static partial class DateParts
{
    public static bool Any(string word) => Prefix(word) is not null;

    /// <summary>The beginning of yyyyMMdd that the word means, or null when it is no date.</summary>
    public static string? Prefix(string word)
    {
        if (PartialDate.ParseInput(word).TryGet(out var date, out _) && !date.IsUnknown)
            return date.Iso.Replace("-", "", StringComparison.Ordinal);

        var western = Western().Match(word);
        if (western.Success)
            return western.Groups["y"].Value + Month(western);

        var era = WithEra().Match(word);
        if (!era.Success)
            return null;
        var year = era.Groups["y"].Value == "元" ? 1 : int.Parse(era.Groups["y"].Value, CultureInfo.InvariantCulture);
        var first = EraTable.Current.Eras.FirstOrDefault(row => row.Name == era.Groups["e"].Value || row.Kanji.ToString() == era.Groups["e"].Value || row.Initial == char.ToUpperInvariant(era.Groups["e"].Value[0]));
        return first is null ? null : (first.FirstYear + year - 1).ToString("D4", CultureInfo.InvariantCulture) + Month(era);
    }

    private static string Month(Match match) => match.Groups["m"].Success
        ? int.Parse(match.Groups["m"].Value, CultureInfo.InvariantCulture).ToString("D2", CultureInfo.InvariantCulture)
        : "";

    [GeneratedRegex(@"^(?<y>(18|19|20)[0-9]{2})(年|[-/.])((?<m>1[0-2]|0?[1-9])月?)?$")]
    private static partial Regex Western();

    [GeneratedRegex(@"^(?<e>明治|大正|昭和|平成|令和|[明大昭平令MTSHRmtshr])(?<y>元|[0-9]{1,2})(年|[-/.])?((?<m>1[0-2]|0?[1-9])月?)?$")]
    private static partial Regex WithEra();
}
