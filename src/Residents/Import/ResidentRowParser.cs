using Moyai.Kernel;
using Moyai.MyNumber;
using Moyai.Residents.Model;

namespace Moyai.Residents.Import;

/// <summary>One row of a file → one snapshot, or every reason why not.</summary>
internal sealed class ResidentRowParser
{
    private const string UnknownFlag = "不詳フラグ";
    private const string UnknownText = "不詳表記";

    private readonly Column?[] _columns;

    private sealed record Column(ResidentItem Item, int Place, int Flag, int Text);

    private ResidentRowParser(Column?[] columns, int width) => (_columns, Width) = (columns, width);

    public int Width { get; }

    /// <summary>Understands the heading row. What it does not understand is refused: a column is never dropped silently.</summary>
    public static (ResidentRowParser? Parser, List<Finding> Findings) Of(IReadOnlyList<string> headings)
    {
        var findings = new List<Finding>();
        var columns = new Column?[headings.Count];
        var places = headings.Select((heading, place) => (heading, place)).GroupBy(pair => pair.heading).ToDictionary(group => group.Key, group => group.First().place);
        // Without a heading row the first line is somebody's data, which no finding repeats.
        var isHeading = places.ContainsKey(Items.AddresseeNumber.Header);
        for (var i = 0; i < headings.Count; i++)
        {
            if (ResidentItems.ByHeader.TryGetValue(headings[i], out var item) && places[headings[i]] == i)
                columns[i] = new Column(item, i, places.GetValueOrDefault(headings[i] + UnknownFlag, -1), places.GetValueOrDefault(headings[i] + UnknownText, -1));
            else if (!IsPartOfDate(headings[i]) || places[headings[i]] != i)
                findings.Add(new Finding(1, isHeading ? headings[i] : $"{i + 1}列目", ResidentErrors.UnknownColumn));
        }
        foreach (var required in (ReadOnlySpan<ResidentItem>)[Items.AddresseeNumber, Items.HouseholdNumber, Items.Birth])
            if (!places.ContainsKey(required.Header))
                findings.Add(new Finding(1, required.Header, ResidentErrors.MissingColumn));
        return findings.Count > 0 ? (null, findings) : (new ResidentRowParser(columns, headings.Count), findings);
    }

    private static bool IsPartOfDate(string heading) => IsPart(heading, UnknownFlag) || IsPart(heading, UnknownText);

    private static bool IsPart(string heading, string ending) =>
        heading.EndsWith(ending, StringComparison.Ordinal) && ResidentItems.ByHeader.TryGetValue(heading[..^ending.Length], out var item) && item.Type == ItemType.PartialDate;

    /// <summary>The snapshot and the 個人番号 beside it; null when the row has findings.</summary>
    public (Resident? Resident, IndividualNumber? Number) Parse(long row, List<string> cells, List<Finding> findings)
    {
        var before = findings.Count;
        if (cells.Count != Width)
        {
            findings.Add(new Finding(row, "", ResidentErrors.WrongCellCount));
            return default;
        }
        var values = new object?[ResidentItems.All.Count];
        IndividualNumber? number = null;
        for (var i = 0; i < _columns.Length; i++)
        {
            if (_columns[i] is not { } column)
                continue;
            var (item, cell) = (column.Item, cells[i]);
            if (cell.Contains(CsvEncoding.Undecodable, StringComparison.Ordinal))
                findings.Add(new Finding(row, item.Header, ResidentErrors.UndecodableText));
            else if (item.Type == ItemType.PartialDate)
                ReadDate(row, column, cells, values, findings);
            else if (item.Type == ItemType.IndividualNumber)
                number = ReadNumber(row, item, cell, findings);
            else if (ItemChecks.Read(item, cell).TryGet(out var value, out var refusal))
                values[item.Index] = value;
            else
                findings.Add(new Finding(row, item.Header, refusal));
        }
        var resident = new Resident(values);
        if (findings.Count == before)
            Require(row, resident, findings);
        return findings.Count == before ? (resident, number) : default;
    }

    /// <summary>The 宛名番号 of a row that was refused for another reason, so that the rest of this person stays out too.</summary>
    public long? NumberOf(List<string> cells) =>
        Array.Find(_columns, column => column?.Item == Items.AddresseeNumber) is { } column && column.Place < cells.Count && ItemChecks.Read(column.Item, cells[column.Place]).TryGet(out var number, out _) ? number as long? : null;

    private static void ReadDate(long row, Column column, List<string> cells, object?[] values, List<Finding> findings)
    {
        var (flag, shown) = (column.Flag < 0 ? "" : cells[column.Flag], column.Text < 0 ? "" : cells[column.Text]);
        var cell = cells[column.Place];
        if (cell.Length == 0 && flag is "" or "0" && shown.Length == 0)
            return;
        if (flag is not ("" or "0" or "1"))
            findings.Add(new Finding(row, column.Item.Header + UnknownFlag, ResidentErrors.NotAFlag));
        else if (PartialDate.FromRegister(cell, flag == "1", shown).TryGet(out var date, out var refusal))
            values[column.Item.Index] = date;
        else
            findings.Add(new Finding(row, column.Item.Header, refusal));
    }

    private static IndividualNumber? ReadNumber(long row, ResidentItem item, string cell, List<Finding> findings)
    {
        if (cell.Length == 0)
            return null;
        if (IndividualNumber.TryParse(cell, null, out var number))
            return number;
        findings.Add(new Finding(row, item.Header, ResidentErrors.IndividualNumberDigits));
        return null;
    }

    /// <summary>空欄不可 (1.1.6): only what applies to this kind of record, and numbers may be blank once it is removed.</summary>
    private static void Require(long row, Resident resident, List<Finding> findings)
    {
        foreach (var item in ResidentItems.All)
            if (item.IsRequired && item.AppliesToKind(resident.Kind) && resident[item] is null)
                findings.Add(new Finding(row, item.Header, ResidentErrors.Required));
        if (!resident.IsForeign || resident.IsRemoved)
            return;
        if (resident.Text(Items.ResidenceClass) == "中長期在留者" && resident.Text(Items.ResidenceCardNumber) is null)
            findings.Add(new Finding(row, Items.ResidenceCardNumber.Header, ResidentErrors.Required));
        if (resident.Text(Items.ResidenceClass) == "特別永住者" && resident.Text(Items.SpecialPermanentNumber) is null)
            findings.Add(new Finding(row, Items.SpecialPermanentNumber.Header, ResidentErrors.Required));
        if (resident.Text(Items.ResidenceClass) == "一時庇護許可者" && resident.Text(Items.LandingPeriod) is null)
            findings.Add(new Finding(row, Items.LandingPeriod.Header, ResidentErrors.Required));
        if (resident.Text(Items.ResidenceClass) == "仮滞在許可者" && resident.Text(Items.ProvisionalStayPeriod) is null)
            findings.Add(new Finding(row, Items.ProvisionalStayPeriod.Header, ResidentErrors.Required));
    }
}

/// <summary>What is wrong with one cell of a file: row, field, cause, remedy; never the cell's content.</summary>
internal sealed record Finding(long Row, string Field, Refusal Refusal);
