namespace Moyai.SyntheticJapan;

/// <summary>異動履歴 one row: everything the register knew of one person after one change (1.2.1).</summary>
public sealed class ResidentRow
{
    private readonly string?[] _values;

    internal ResidentRow(string?[] values) => _values = values;

    /// <summary>The value of an item by its column name in standards/residents/items.csv; null when blank.</summary>
    public string? this[string column] => _values[ResidentColumns.At(column)];

    /// <summary>The values in the order of <see cref="ResidentColumns.Headers"/>.</summary>
    public ReadOnlySpan<string?> Values => _values;

    /// <summary>Numbers only: a row prints no personal data, invented or not.</summary>
    public override string ToString() => $"{this["addressee_number"]}-{this["version"]}";

    /// <summary>The values while the household is still being told.</summary>
    internal string?[] Draft => _values;
}
