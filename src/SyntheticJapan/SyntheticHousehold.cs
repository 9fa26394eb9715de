namespace Moyai.SyntheticJapan;

/// <summary>世帯 with everyone who is or was in it: rows by person, each person's from 履歴番号 1 on.</summary>
/// <param name="Rows">The rows of the import file.</param>
/// <param name="Current">How many of the persons are residents today (現存者).</param>
/// <param name="Removed">How many were removed (除票).</param>
public sealed record SyntheticHousehold(IReadOnlyList<ResidentRow> Rows, int Current, int Removed);
