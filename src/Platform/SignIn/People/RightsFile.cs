using System.Text;

namespace Moyai.Platform.SignIn.People;

/// <summary>操作権限一覧表 as CSV: UTF-8 with BOM, as spreadsheets open it.</summary>
internal static class RightsFile
{
    public static byte[] Write(RightsMatrix matrix, IReadOnlyDictionary<string, string> titles)
    {
        var text = new StringBuilder("\uFEFF");
        Line(text, ["区分", "所属コード", "所属", "ログイン名", "氏名", "有効期間の始め", "有効期間の終わり", .. titles.Values]);
        foreach (var section in matrix.Sections)
            Line(text, ["所属", section.Code, section.Name, "", "", "", "", .. titles.Keys.Select(permission => matrix.CellOf(section, permission))]);
        foreach (var person in matrix.People)
            Line(text, ["利用者", person.SectionCode, person.SectionName, person.LoginName, person.DisplayName, $"{person.ValidFrom:yyyy-MM-dd}", $"{person.ValidTo:yyyy-MM-dd}",
                .. titles.Keys.Select(permission => matrix.CellOf(person, permission))]);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Line(StringBuilder text, IEnumerable<string> cells) =>
        text.AppendJoin(',', cells.Select(cell => $"\"{Harmless(cell).Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append("\r\n");

    /// <summary>A name that a spreadsheet would take for a formula is shown as text.</summary>
    private static string Harmless(string cell) => cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + cell : cell;
}
