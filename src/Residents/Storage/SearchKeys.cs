using Moyai.Kernel;
using Moyai.Residents.Model;

namespace Moyai.Residents.Storage;

/// <summary>The folded keys by which a person is found (2.1.2, 2.1.3).</summary>
internal static class SearchKeys
{
    public const short Kana = 1;
    public const short GivenKana = 2;
    public const short NameGram = 3;
    public const short FullName = 4;
    public const short Birth = 5;
    public const short Address = 6;

    /// <summary>Keys of one snapshot; the order of results is kana, then birth.</summary>
    public static IEnumerable<(short Kind, string Key)> Of(Resident resident)
    {
        var keys = new HashSet<(short, string)>();
        foreach (var item in (ReadOnlySpan<ResidentItem>)[Items.Kana, Items.FormerNameKana, Items.AliasKana])
            if (resident.Text(item) is { } kana)
            {
                Add(Kana, SearchKey.Kana(kana));
                var space = kana.IndexOfAny([' ', '　']);
                if (space > 0)
                    Add(GivenKana, SearchKey.Kana(kana[(space + 1)..]));
            }
        foreach (var item in (ReadOnlySpan<ResidentItem>)[Items.Name, Items.NameLatin, Items.FormerName, Items.Alias])
            if (resident.Text(item) is { } name)
            {
                var folded = SearchKey.Text(name);
                Add(FullName, folded);
                foreach (var gram in SearchKey.Grams(folded))
                    if (gram.Length > 1)
                        Add(NameGram, gram);
                // One character alone is found as the beginning of a longer gram; the last begins none.
                if (folded.Length > 0)
                    Add(NameGram, folded[^(char.IsLowSurrogate(folded[^1]) ? 2 : 1)..]);
            }
        if (resident.Birth is { HasYear: true } birth)
            Add(Birth, birth.Iso.Replace("-", "", StringComparison.Ordinal));
        if (resident.LocalAddress is { Length: > 0 } address)
            Add(Address, SearchKey.Address(address));
        return keys;

        void Add(short kind, string key)
        {
            if (key.Length > 0)
                keys.Add((kind, key));
        }
    }

    /// <summary>Where a person stands in a list: by kana, then birth.</summary>
    public static string SortOf(Resident resident) =>
        $"{(resident.Kana.Length > 0 ? SearchKey.Kana(resident.Kana) : SearchKey.Text(resident.ShownName))} {resident.Birth?.Iso}";
}
