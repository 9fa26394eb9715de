using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Residents.Model;
using Npgsql;
using NpgsqlTypes;

namespace Moyai.Residents.Storage;

/// <summary>A snapshot as a row: the stored items in their order, a partial date as its three columns.</summary>
internal static class ResidentRow
{
    /// <summary>The columns, ready to stand in a select or an insert; <c>v.</c> is the table.</summary>
    public static readonly string Columns = string.Join(", ", ColumnNames("", ResidentItems.Stored));

    public static readonly string ColumnsOfV = string.Join(", ", ColumnNames("v.", ResidentItems.Stored));

    /// <summary>What a line of a list shows. A list of fifty reads a fifth of what fifty whole snapshots would be.</summary>
    private static readonly ResidentItem[] LineItems =
    [
        Items.AddresseeNumber, Items.Version, Items.HouseholdNumber, Items.Status, Items.Kind, Items.Name, Items.NameLatin, Items.Alias, Items.Kana, Items.AliasKana,
        Items.Birth, Items.Sex, Items.Relation, Items.AddressTown, Items.AddressLot, Items.AddressBuilding, Items.Suppressed,
    ];

    public static readonly string LineColumnsOfV = string.Join(", ", ColumnNames("v.", LineItems));

    /// <summary>How many columns a snapshot takes.</summary>
    public static readonly int Width = ColumnNames("", ResidentItems.Stored).Count();

    public static readonly string Placeholders = string.Join(", ", Enumerable.Range(1, Width).Select(n => $"${n}"));

    public static Resident Read(NpgsqlDataReader row) => Read(row, 0, ResidentItems.Stored);

    /// <summary>Only what a line shows, from <see cref="LineColumnsOfV"/>: everything else of this snapshot is blank.</summary>
    public static Resident ReadLine(NpgsqlDataReader row, int column) => Read(row, column, LineItems);

    private static Resident Read(NpgsqlDataReader row, int column, IReadOnlyList<ResidentItem> items)
    {
        var values = new object?[ResidentItems.All.Count];
        foreach (var item in items)
        {
            values[item.Index] = row.IsDBNull(column) ? null : item.Type switch
            {
                ItemType.Integer => row.GetInt32(column),
                ItemType.Number15 => row.GetInt64(column),
                ItemType.Flag => row.GetBoolean(column),
                ItemType.Date => row.GetFieldValue<DateOnly>(column),
                ItemType.PartialDate => PartialDate.FromRegister(row.GetString(column), row.GetBoolean(column + 1), row.Text(column + 2)).Value,
                _ => row.GetString(column),
            };
            column += WidthOf(item);
        }
        return new Resident(values);
    }

    public static object?[] Values(Resident resident)
    {
        var values = new object?[Width];
        var column = 0;
        foreach (var item in ResidentItems.Stored)
        {
            if (item.Type == ItemType.PartialDate && resident.Partial(item) is { } date)
                (values[column], values[column + 1], values[column + 2]) = (date.Iso, date.IsUnknown, date.ShownText);
            else if (item.Type != ItemType.PartialDate)
                values[column] = Valued(resident, item);
            column += WidthOf(item);
        }
        return values;
    }

    public static async Task WriteAsync(NpgsqlBinaryImporter importer, Resident resident, CancellationToken ct)
    {
        foreach (var item in ResidentItems.Stored)
        {
            var value = Valued(resident, item);
            if (item.Type == ItemType.PartialDate)
            {
                if (value is PartialDate date)
                {
                    await importer.WriteAsync(date.Iso, NpgsqlDbType.Text, ct);
                    await importer.WriteAsync(date.IsUnknown, NpgsqlDbType.Boolean, ct);
                    await WriteTextAsync(importer, date.ShownText, ct);
                }
                else
                {
                    await importer.WriteNullAsync(ct);
                    await importer.WriteNullAsync(ct);
                    await importer.WriteNullAsync(ct);
                }
                continue;
            }
            await (value switch
            {
                null => importer.WriteNullAsync(ct),
                int number => importer.WriteAsync(number, NpgsqlDbType.Integer, ct),
                long number => importer.WriteAsync(number, NpgsqlDbType.Bigint, ct),
                bool flag => importer.WriteAsync(flag, NpgsqlDbType.Boolean, ct),
                DateOnly day => importer.WriteAsync(day, NpgsqlDbType.Date, ct),
                var text => importer.WriteAsync((string)text, NpgsqlDbType.Text, ct),
            });
        }
    }

    private static object? Valued(Resident resident, ResidentItem item) =>
        item == Items.Status ? resident.Status : item == Items.Kind ? resident.Kind : item == Items.Version ? resident.Version : resident[item];

    private static Task WriteTextAsync(NpgsqlBinaryImporter importer, string? text, CancellationToken ct) =>
        text is null ? importer.WriteNullAsync(ct) : importer.WriteAsync(text, NpgsqlDbType.Text, ct);

    private static IEnumerable<string> ColumnNames(string table, IEnumerable<ResidentItem> items) => items.SelectMany<ResidentItem, string>(item =>
        item.Type == ItemType.PartialDate
            ? [$"{table}{item.Column}", $"{table}{item.Column}_unknown", $"{table}{item.Column}_shown"]
            : [$"{table}{item.Column}"]);

    private static int WidthOf(ResidentItem item) => item.Type == ItemType.PartialDate ? 3 : 1;
}
