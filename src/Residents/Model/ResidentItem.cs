namespace Moyai.Residents.Model;

/// <summary>One item of the register as standards/residents/items.csv defines it.</summary>
/// <param name="Index">Its place in a snapshot.</param>
/// <param name="Column">Its column.</param>
/// <param name="Header">項目名: also its heading in a CSV file.</param>
/// <param name="Length">Largest number of characters; a base with its variation selector counts as one.</param>
internal sealed record ResidentItem(int Index, string Column, string Header, ItemType Type, int Length, string AppliesTo, bool IsRequired, string Group)
{
    /// <summary>Applies to a record of this 住民種別.</summary>
    public bool AppliesToKind(string kind) => AppliesTo == "both" || AppliesTo == kind;
}

/// <summary>How an item's value is written and checked.</summary>
internal enum ItemType
{
    Text,
    Kana,
    Code,
    Digits,
    Month,
    ResidentCode,
    Integer,
    Flag,
    Date,
    PartialDate,
    Number15,
    IndividualNumber,
}
