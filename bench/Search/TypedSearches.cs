using Moyai.Bench.Town;

namespace Moyai.Bench.Search;

/// <summary>What clerks would type to find people who are in this register, a different person every time.</summary>
/// <param name="Kind">What the figures are called.</param>
internal sealed record TypedSearches(string Kind, IReadOnlyList<string> Texts)
{
    private const int Sampled = 4_000;

    public static async Task<IReadOnlyList<TypedSearches>> DrawAsync(BenchTown town, int residents, CancellationToken ct)
    {
        await using var source = Walled.Source(town.AppConnectionString, 1);
        await using var command = source.CreateCommand("""
            select v.name, v.kana, v.birth, v.address_town, v.address_lot
            from residents.resident r join residents.resident_version v using (municipality_code, addressee_number, version)
            where r.status = '住民' and abs(hashint8(r.addressee_number)) % $1 = 0
            """);
        command.Parameters.Add(new() { Value = Math.Max(1, residents / Sampled) });
        var (kana, kanji, birth, address) = (new List<string>(), new List<string>(), new List<string>(), new List<string>());
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            if (!reader.IsDBNull(1) && Family(reader.GetString(1)) is { Length: >= 2 } read)
                kana.Add(kana.Count % 2 == 0 ? read : read[..2]);
            if (!reader.IsDBNull(0) && Family(reader.GetString(0)) is { Length: 2 } name && !name.Any(char.IsSurrogate) && name.All(letter => letter >= '\u4E00'))
                kanji.Add(name);
            if (!reader.IsDBNull(2) && DateOnly.TryParseExact(reader.GetString(2), "yyyy-MM-dd", out var day))
                birth.Add(birth.Count % 2 == 0 ? day.ToString("yyyy-MM-dd", null) : Kernel.Wareki.Format(day));
            if (!reader.IsDBNull(3) && !reader.IsDBNull(4))
                address.Add(address.Count % 2 == 0 ? reader.GetString(3) + reader.GetString(4) : reader.GetString(3));
        }
        return [new("kana prefix", kana), new("2 kanji", kanji), new("birth date", birth), new("address", address)];
    }

    private static string Family(string name)
    {
        var space = name.IndexOfAny([' ', '　']);
        return space > 0 ? name[..space] : name;
    }
}
