using System.Globalization;
using Moyai.Kernel;
using Moyai.Standards;

namespace Moyai.SyntheticJapan;

/// <summary>住所 inside the town.</summary>
internal sealed record Address(string Code, string MachiazaId, string PostalCode, string Town, string Lot, string Building);

/// <summary>Addresses in the town and elsewhere: real 市区町村, invented 番地.</summary>
internal sealed class Places
{
    private static readonly string[] Streets = [.. DataFile.Rows("place_names.csv").Select(row => row[0])];
    private static readonly string[] HouseNames = ["みどり荘", "コーポさくら", "メゾン海", "ハイツ若葉", "第二青葉荘", "サンライズ", "県営住宅2号棟", "グリーンコート", "レジデンス東", "ひまわりハイツ"];
    private static readonly MunicipalityEntry[] Everywhere = [.. Municipalities.All];
    private static readonly string[] Homes = ["特別養護老人ホームやすらぎ苑", "グループホームこもれび", "ケアハウス里"];

    private readonly MunicipalityEntry _here;
    private readonly string[][] _towns;
    private readonly WeightedTable<int> _townBySize;

    public Places(MunicipalityCode municipality)
    {
        _here = Municipalities.Find(municipality) ?? throw new ArgumentException($"{municipality} は市区町村のコードではありません。", nameof(municipality));
        var file = $"town-{municipality.Value}.csv";
        _towns = [.. DataFile.Exists(file)
            ? DataFile.Rows(file)
            : Streets.Select((name, i) => new[] { string.Create(CultureInfo.InvariantCulture, $"{i + 1:0000}000"), name, "", "" })];
        _townBySize = new(Enumerable.Range(0, _towns.Length).Select(i => (i, 100 / (i + 2))));
    }

    /// <summary>An address in the town; a shared house or flat for some.</summary>
    public Address Inside(Xoshiro random, int buildingPerTenThousand)
    {
        var town = _towns[_townBySize.Draw(random)];
        var building = !random.Chance(buildingPerTenThousand) ? ""
            : random.Chance(300) ? random.Pick(Homes)
            : string.Create(CultureInfo.InvariantCulture, $"{random.Pick(HouseNames)}{random.Between(1, 5)}{random.Between(1, 12):00}号");
        return new(_here.Code.Body + town[0][1..4] + "000", town[0], town[3], town[1], Lot(random), building);
    }

    /// <summary>The address beside another one.</summary>
    public static Address Next(Xoshiro random, Address to) => to with { Lot = Lot(random), Building = "" };

    /// <summary>An address in another 市区町村, and its 住所コード without 大字.</summary>
    public static (string Text, string Code) Elsewhere(Xoshiro random)
    {
        var there = random.Pick(Everywhere);
        return (there.AddressPrefix + random.Pick(Streets) + Lot(random), there.Code.Body + "000000");
    }

    /// <summary>本籍: here for some, anywhere else for others.</summary>
    public string Honseki(Xoshiro random) =>
        random.Chance(4500)
            ? string.Create(CultureInfo.InvariantCulture, $"{_here.AddressPrefix}{_towns[_townBySize.Draw(random)][1]}{random.Between(1, 2500)}番地")
            : string.Create(CultureInfo.InvariantCulture, $"{random.Pick(Everywhere).AddressPrefix}{random.Pick(Streets)}{random.Between(1, 2500)}番地");

    public string Here => _here.Name;

    private static string Lot(Xoshiro random) => random.Below(20) switch
    {
        < 5 => string.Create(CultureInfo.InvariantCulture, $"{random.Between(1, 2600)}番地"),
        < 6 => string.Create(CultureInfo.InvariantCulture, $"{random.Between(1, 2600)}番地の{random.Between(1, 40)}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{random.Between(1, 2600)}番地{random.Between(1, 40)}"),
    };
}
