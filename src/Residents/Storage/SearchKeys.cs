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

    /// <summary>旧氏 and 通称: found too, after those whose name it is now.</summary>
    public const short OtherKana = 7;

    /// <inheritdoc cref="OtherKana"/>
    public const short OtherNameGram = 8;

    /// <summary>Keys of one snapshot; the order of results is kana, then birth.</summary>
    public static IEnumerable<(short Kind, string Key)> Of(Resident resident)
    {
        var keys = new HashSet<(short, string)>();
        AddKana(Kana, resident.Kana);
        AddKana(OtherKana, resident.Text(Items.FormerNameKana));
        AddKana(OtherKana, resident.Text(Items.AliasKana));
        AddName(NameGram, resident.ShownName);
        foreach (var item in (ReadOnlySpan<ResidentItem>)[Items.NameLatin, Items.FormerName, Items.Alias])
            AddName(OtherNameGram, resident.Text(item));
        if (resident.Birth is { HasYear: true } birth)
            Add(Birth, birth.Iso.Replace("-", "", StringComparison.Ordinal));
        if (resident.LocalAddress is { Length: > 0 } address)
            Add(Address, SearchKey.Address(address));
        return keys;

        void AddKana(short kind, string? kana)
        {
            if (string.IsNullOrEmpty(kana) || (kind == OtherKana && kana == resident.Kana))
                return;
            Add(kind, SearchKey.Kana(kana));
            var space = kana.IndexOfAny([' ', '　']);
            if (space > 0)
                Add(GivenKana, SearchKey.Kana(kana[(space + 1)..]));
        }

        void AddName(short kind, string? name)
        {
            if (string.IsNullOrEmpty(name) || (kind == OtherNameGram && name == resident.ShownName))
                return;
            var folded = SearchKey.Text(name);
            Add(FullName, folded);
            foreach (var gram in SearchKey.Grams(folded))
                if (gram.Length > 1)
                    Add(kind, gram);
            // One character alone is found as the beginning of a longer gram; the last begins none.
            if (folded.Length > 0)
                Add(kind, folded[^(char.IsLowSurrogate(folded[^1]) ? 2 : 1)..]);
        }

        void Add(short kind, string key)
        {
            if (key.Length > 0)
                keys.Add((kind, key));
        }
    }

    /// <summary>Where a person stands in a list: by the kana as it is (so イシカワ and イチカワ, one key to search by, stay apart), then birth.</summary>
    public static string SortOf(Resident resident) =>
        $"{(resident.Kana.Length > 0 ? resident.Kana : SearchKey.Text(resident.ShownName))} {resident.Birth?.Iso}";
}
