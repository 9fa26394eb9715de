using System.Buffers;
using Moyai.Kernel;
using Moyai.SyntheticJapan;
using Moyai.TestKit;

namespace Moyai.Attack;

/// <summary>What only one town may ever see: the names, addresses and numbers of its residents and staff, and nobody else's.</summary>
internal sealed class Canaries
{
    private static readonly string[] Columns =
    [
        "name", "name_latin", "former_name", "alias", "kana", "former_name_kana", "alias_kana", "head_name", "honseki", "head_of_family_register", "address_building", "previous_address",
        "last_registered_address", "planned_address", "confirmed_address", "pension_number", "resident_code", "individual_number", "residence_card_number", "special_permanent_number",
        "signature_serial", "authentication_serial",
    ];

    private static readonly Dictionary<MunicipalityCode, Canaries> ByTown = new[] { TwoTowns.Hinoemata, TwoTowns.Hayama }.ToDictionary(town => town, town => new Canaries(town));

    private readonly Dictionary<string, HashSet<long>> _persons;
    private readonly SearchValues<string> _search;

    private Canaries(MunicipalityCode town)
    {
        var others = string.Join('\n', Rows(TwoTowns.Other(town)).SelectMany(row => row.Values.ToArray()).OfType<string>().Distinct(StringComparer.Ordinal));
        _persons = Rows(town).SelectMany(row => Columns.Select(column => (Text: row[column], Person: long.Parse(row["addressee_number"]!, null))))
            .Where(found => found.Text is { Length: >= 4 } text && !others.Contains(text, StringComparison.Ordinal))
            .GroupBy(found => found.Text!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(found => found.Person).ToHashSet(), StringComparer.Ordinal);
        All = [.. _persons.Keys, TownStaff.TownWord(town)];
        _search = SearchValues.Create([.. All], StringComparison.Ordinal);
    }

    public IReadOnlyList<string> All { get; }

    public static Canaries Of(MunicipalityCode town) => ByTown[town];

    /// <summary>個人番号 alone.</summary>
    public static IEnumerable<string> IndividualNumbers(MunicipalityCode town) => Rows(town).Select(row => row["individual_number"]).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>The first of them that stands in a text; null when none does.</summary>
    public string? In(string text)
    {
        var at = text.AsSpan().IndexOfAny(_search);
        return at < 0 ? null : All.First(canary => text.AsSpan(at).StartsWith(canary, StringComparison.Ordinal));
    }

    /// <summary>The residents whose own data stand in a text: for each piece that was found, those to whom it may belong.</summary>
    public IEnumerable<(string Text, IReadOnlySet<long> Persons)> ResidentsIn(string text) =>
        text.AsSpan().IndexOfAny(_search) < 0 ? [] : _persons.Where(pair => text.Contains(pair.Key, StringComparison.Ordinal)).Select(pair => (pair.Key, (IReadOnlySet<long>)pair.Value));

    private static IEnumerable<ResidentRow> Rows(MunicipalityCode town) => TwoTowns.Households(town).SelectMany(household => household.Rows);
}
