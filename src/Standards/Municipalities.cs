using System.Collections.Frozen;
using System.Collections.Immutable;
using Moyai.Kernel;

namespace Moyai.Standards;

/// <summary>The list of 市区町村 and 都道府県 of standards/: sources in standards/SOURCES.md.</summary>
public static class Municipalities
{
    private static readonly FrozenDictionary<MunicipalityCode, MunicipalityEntry> ByCode;

    static Municipalities()
    {
        Prefectures = [.. CsvResource.Rows("prefectures.csv").Select(row => new PrefectureEntry(row[0], MunicipalityCode.Parse(row[1]), row[2], row[3]))];
        var prefectureNames = Prefectures.ToDictionary(prefecture => prefecture.Number, prefecture => prefecture.Name, StringComparer.Ordinal);
        All = [.. CsvResource.Rows("municipalities.csv").Select(row =>
            new MunicipalityEntry(MunicipalityCode.Parse(row[0]), prefectureNames[row[1]], row[2], row[3], row[4], row[5]))];
        ByCode = All.ToFrozenDictionary(entry => entry.Code);
    }

    /// <summary>市区町村: 1,718 市町村 and 23 特別区, by code.</summary>
    public static ImmutableArray<MunicipalityEntry> All { get; }

    /// <summary>都道府県: 47, by code.</summary>
    public static ImmutableArray<PrefectureEntry> Prefectures { get; }

    /// <summary>The 市区町村 of a code; null for a 都道府県, a ward of a 指定都市 or a code no longer in use.</summary>
    public static MunicipalityEntry? Find(MunicipalityCode code) => ByCode.GetValueOrDefault(code);
}
