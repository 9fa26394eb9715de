using System.Collections.Frozen;

namespace Moyai.Residents.Model;

/// <summary>The items of 1.1.1 and 1.1.2, in the order of the table. A snapshot has one value for each.</summary>
internal static class ResidentItems
{
    private static readonly FrozenDictionary<string, ResidentItem> ByColumn;

    static ResidentItems()
    {
        All = Load();
        ByColumn = All.ToFrozenDictionary(item => item.Column, StringComparer.Ordinal);
        ByHeader = All.ToFrozenDictionary(item => item.Header, StringComparer.Ordinal);
        Stored = [.. All.Where(item => item.Type != ItemType.IndividualNumber)];
    }

    public static IReadOnlyList<ResidentItem> All { get; }

    /// <summary>All but 個人番号, which only the vault of MyNumber holds.</summary>
    public static IReadOnlyList<ResidentItem> Stored { get; }

    public static FrozenDictionary<string, ResidentItem> ByHeader { get; }

    public static ResidentItem Of(string column) => ByColumn[column];

    private static List<ResidentItem> Load()
    {
        using var reader = new StreamReader(typeof(ResidentItems).Assembly.GetManifestResourceStream("residents/items.csv")!);
        var items = new List<ResidentItem>();
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',', 8);
            items.Add(new ResidentItem(items.Count, cells[0], cells[1], Enum.Parse<ItemType>(cells[2].Replace("-", "", StringComparison.Ordinal), ignoreCase: true), int.Parse(cells[3], null), cells[4], cells[5] == "yes", cells[6]));
        }
        return items;
    }
}
