using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Moyai.SyntheticJapan;

/// <summary>The columns of the import file, from standards/residents/items.csv.</summary>
public static class ResidentColumns
{
    private static readonly FrozenDictionary<string, int> Positions;

    static ResidentColumns()
    {
        var headers = ImmutableArray.CreateBuilder<string>();
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in DataFile.Rows("items.csv"))
        {
            positions.Add(item[0], headers.Count);
            headers.Add(item[1]);
            if (item[2] is not "partial-date")
                continue;
            headers.Add(item[1] + "不詳フラグ");
            headers.Add(item[1] + "不詳表記");
        }

        Headers = headers.ToImmutable();
        Positions = positions.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The header row: the official item names in the order of the file.</summary>
    public static ImmutableArray<string> Headers { get; }

    /// <summary>The position of an item by its column name such as birth; the two columns of an unknown date follow it.</summary>
    public static int At(string column) => Positions[column];
}
