using System.Reflection;
using System.Text;
using Moyai.Kernel;

namespace Moyai.Platform.Operations;

/// <summary>エラー一覧: every refusal that is declared as a static field, by code.</summary>
public static class RefusalCatalogue
{
    public static IReadOnlyList<Refusal> Of(params IEnumerable<Assembly> assemblies) =>
    [
        .. assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => field.FieldType == typeof(Refusal))
            .Select(field => (Refusal)field.GetValue(null)!)
            .OrderBy(refusal => refusal.Code, StringComparer.Ordinal),
    ];

    /// <summary>The page docs/errors.md.</summary>
    public static string ToMarkdown(IEnumerable<Refusal> refusals)
    {
        ArgumentNullException.ThrowIfNull(refusals);
        var text = new StringBuilder("# エラー一覧\n\n画面と `application/problem+json` に出る番号。番号の意味は変わらない。この頁はプログラムから作られる。\n\n| 番号 | 起きたこと | すること | 項目 |\n|---|---|---|---|\n");
        foreach (var refusal in refusals)
            text.Append("| ").Append(refusal.Code).Append(" | ").Append(Cell(refusal.Message)).Append(" | ").Append(Cell(refusal.Remedy)).Append(" | ").Append(refusal.Field).Append(" |\n");
        return text.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
}
