using System.Globalization;
using System.Text.RegularExpressions;
using Moyai.Kernel;
using Moyai.Residents.Storage;

namespace Moyai.Residents.Operations;

/// <summary>What was typed into the search box, understood: a list of terms that must all hold.</summary>
/// <remarks>Kana is the beginning of a name or given name, kanji and letters a part of a name or the beginning of an address, digits a number, the rest a date.</remarks>
internal sealed partial class SearchCondition
{
    private SearchCondition(IReadOnlyList<Term> terms, AddresseeNumber? number, HouseholdNumber? household) =>
        (Terms, Number, Household) = (terms, number, household);

    /// <summary>The most telling term first: it drives, the others are checked on what it finds.</summary>
    public IReadOnlyList<Term> Terms { get; }

    public AddresseeNumber? Number { get; }

    /// <summary>The same digits read as a 世帯番号.</summary>
    public HouseholdNumber? Household { get; }

    /// <summary>One condition: any of these key ranges.</summary>
    public sealed record Term(int Weight, IReadOnlyList<KeyRange> Ranges);

    /// <summary>A range of keys of one kind; equal bounds mean exactly that key.</summary>
    /// <param name="Contains">What the full name must contain besides, where the key is shorter than what was typed.</param>
    public sealed record KeyRange(short Kind, string Low, string High, string? Contains = null)
    {
        public static KeyRange Prefix(short kind, string prefix) => new(kind, prefix, prefix + "\U0010FFFF");

        public static KeyRange Exactly(short kind, string key) => new(kind, key, key);
    }

    public static Result<SearchCondition> Parse(string typed)
    {
        var words = Words(typed);
        if (words.Count == 0)
            return ResidentErrors.NoCondition;
        // A control character or half a character is in no name, and the database would not take it.
        if (!words.TrueForAll(word => KanjiText.IsWellFormed(word, allowPrivateUse: true)))
            return ResidentErrors.BrokenText;
        if (words.Count == 1 && DigitsOnly().IsMatch(words[0]) && words[0].Length <= 15 && !DateParts.Any(words[0]))
        {
            var value = long.Parse(words[0], CultureInfo.InvariantCulture);
            return value > 0 ? new SearchCondition([], AddresseeNumber.FromRegister(value), HouseholdNumber.FromRegister(value)) : ResidentErrors.NoCondition;
        }
        var terms = words.Select(Understand).Where(term => term.Ranges.Count > 0).OrderByDescending(term => term.Weight).ToList();
        return terms.Count > 0 ? new SearchCondition(terms, null, null) : ResidentErrors.NoCondition;
    }

    /// <summary>Words are parted by spaces; family and given kana typed apart are one reading, and a house number belongs to the place before it.</summary>
    private static List<string> Words(string typed)
    {
        var words = new List<string>();
        foreach (var raw in typed.Split([' ', '　', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var word = Widths.Compact(raw);
            if (words.Count > 0 && IsKana(word) && IsKana(words[^1]) || words.Count > 0 && HouseNumber().IsMatch(word) && !DateParts.Any(word) && words[^1].Any(IsHan))
                words[^1] += word;
            else
                words.Add(word);
        }
        return words;
    }

    private static Term Understand(string word)
    {
        if (DateParts.Prefix(word) is { } date)
            return new Term(40 + date.Length, [KeyRange.Prefix(SearchKeys.Birth, date)]);
        if (IsKana(word))
        {
            var kana = SearchKey.Kana(word);
            return new Term(10 + kana.Length, kana.Length == 0 ? [] : [KeyRange.Prefix(SearchKeys.Kana, kana), KeyRange.Prefix(SearchKeys.GivenKana, kana), KeyRange.Prefix(SearchKeys.OtherKana, kana)]);
        }
        var address = SearchKey.Address(word);
        if (word.AsSpan().ContainsAnyInRange('0', '9'))
            return new Term(20 + address.Length, address.Length == 0 ? [] : [.. AddressRanges(word, address)]);

        var name = SearchKey.Text(word);
        var letters = SearchKey.Grams(name).Where(gram => ScalarCount(gram) == 3).ToArray();
        KeyRange byName = ScalarCount(name) switch
        {
            0 => KeyRange.Exactly(SearchKeys.NameGram, " "),
            1 => KeyRange.Prefix(SearchKeys.NameGram, name),
            2 or 3 => KeyRange.Exactly(SearchKeys.NameGram, name),
            // The gram in the middle spans family and given name: the rarest of them.
            _ => KeyRange.Exactly(SearchKeys.NameGram, letters[letters.Length / 2]) with { Contains = name },
        };
        return new Term(ScalarCount(name), name.Length == 0 ? [] : [byName, .. AddressRanges(word, address), byName with { Kind = SearchKeys.OtherNameGram }]);
    }

    /// <summary>Where 丁目, 番 or 号 closes the number, it goes no further: 堀内二丁目 is not 堀内21番地.</summary>
    private static IEnumerable<KeyRange> AddressRanges(string word, string address) =>
        char.IsAsciiDigit(address[^1]) && ClosedNumber().IsMatch(word)
            ? [new KeyRange(SearchKeys.Address, address, address + "0"), new KeyRange(SearchKeys.Address, address + ":", address + "\U0010FFFF")]
            : [KeyRange.Prefix(SearchKeys.Address, address)];

    private static int ScalarCount(string text) => text.EnumerateRunes().Count();

    private static bool IsKana(string word) => KanaOnly().IsMatch(word);

    private static bool IsHan(char letter) => letter is >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or >= '\uD840' and <= '\uDFFF';

    [GeneratedRegex("(丁目|番地|番|号)$")]
    private static partial Regex ClosedNumber();

    [GeneratedRegex(@"^[0-9]+$")]
    private static partial Regex DigitsOnly();

    [GeneratedRegex(@"^[0-9]{1,4}(-[0-9]+)*(番.*|丁目.*|号.*)?$")]
    private static partial Regex HouseNumber();

    [GeneratedRegex(@"^[\u3041-\u3096\u309D\u309E\u30A1-\u30FAー・ｦ-ﾟ‐-―−-]+$")]
    private static partial Regex KanaOnly();
}
