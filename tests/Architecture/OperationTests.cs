using System.Globalization;
using System.Reflection;
using System.Text;
using Moyai.MyNumber;
using Moyai.Platform;
using Moyai.Platform.Operations;
using Moyai.Residents;

namespace Moyai.Architecture;

/// <summary>Every use case of the house stands in one list, and docs/operations.md is that list.</summary>
public sealed class OperationTests
{
    internal static readonly Platform.Module[] Modules = [PlatformModule.Surface, MyNumberModule.Surface, ResidentsModule.Surface];

    private static readonly Dictionary<Zone, string> Zones = new() { [Zone.IndividualNumber] = "個人番号利用事務系", [Zone.Lgwan] = "LGWAN接続系", [Zone.Internet] = "インターネット接続系" };

    [Fact]
    public void The_page_of_operations_is_true() => Golden.Holds("operations.md", ToMarkdown(Modules));

    [Fact]
    public void A_kind_means_one_operation_and_begins_with_its_module()
    {
        Assert.Empty(Twice(Modules.SelectMany(module => module.Operations)));
        Assert.Empty(Modules.SelectMany(module => module.Operations.Where(operation => !operation.Kind.StartsWith(module.Name + ".", StringComparison.Ordinal)).Select(operation => operation.Kind)));
    }

    [Fact]
    public void Every_definition_in_the_program_stands_in_the_surface_of_its_module()
    {
        var told = Modules.SelectMany(module => module.Operations).ToHashSet();
        var defined = Repository.Ours.SelectMany(Definitions).ToList();
        Assert.True(defined.Count >= told.Count, $"Only {defined.Count} definitions were found.");
        Assert.Empty(defined.Where(definition => !told.Contains(definition)).Select(definition => definition.Kind));
    }

    [Fact]
    public void Every_right_that_an_operation_asks_can_be_given_and_has_a_name()
    {
        var named = Modules.SelectMany(module => module.Permissions).Select(name => name.Permission).Append(Platform.SignIn.Permissions.Self).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Modules.SelectMany(module => module.Operations).Select(operation => operation.Permission).Where(permission => !named.Contains(permission)));
        Assert.Empty(Modules.SelectMany(module => module.Menu).Select(entry => entry.Permission).Where(permission => !named.Contains(permission)));
    }

    [Fact]
    public void Every_operation_says_for_what_and_by_which_article() => Assert.Empty(
        Modules.SelectMany(module => module.Operations).Where(operation => !operation.LegalBasis.Contains('条', StringComparison.Ordinal) || operation.Purpose.Length < 4 || operation.Title.Length < 3).Select(operation => operation.Kind));

    /// <summary>The twins: an operation that no surface tells, and a kind used twice.</summary>
    [Fact]
    public void An_untold_operation_and_a_kind_used_twice_are_found()
    {
        Assert.Contains(Definitions(typeof(OperationTests).Assembly), definition => definition.Kind == "twin.untold");
        Assert.Equal(["twin.untold"], Twice([Twin.Untold, Twin.Untold with { Title = "別の機能" }]));
    }

    private static IEnumerable<string> Twice(IEnumerable<OperationDefinition> definitions) => definitions.GroupBy(definition => definition.Kind).Where(group => group.Count() > 1).Select(group => group.Key);

    /// <summary>Definitions, and operations that carry one, in static fields and properties.</summary>
    private static IEnumerable<OperationDefinition> Definitions(Assembly assembly) => assembly.GetTypes().Where(type => !type.ContainsGenericParameters)
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Select(field => field.FieldType == typeof(OperationDefinition) ? (OperationDefinition?)field.GetValue(null)
            : field.FieldType.IsGenericType && field.FieldType.GetGenericTypeDefinition() == typeof(Operation<,>) ? (OperationDefinition?)field.FieldType.GetProperty("Definition")!.GetValue(field.GetValue(null))
            : null)
        .OfType<OperationDefinition>().Distinct();

    private static string ToMarkdown(IEnumerable<Platform.Module> modules)
    {
        var text = new StringBuilder("# 操作一覧\n\n人の情報に触れることは、読むことも含めて、すべてこの一覧の操作として行われ、アクセス記録に残る。この頁はプログラムから作られる。\n");
        foreach (var module in modules.Where(module => module.Operations.Count > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {module.Title}（{module.Name}）\n\n| 種別 | 機能名 | 照会・更新 | 権限 | 網 | 利用目的 | 根拠 | 二要素 |\n|---|---|---|---|---|---|---|---|\n");
            foreach (var operation in module.Operations.OrderBy(operation => operation.Kind, StringComparer.Ordinal))
                text.Append("| `").Append(operation.Kind).Append("` | ").Append(Golden.Cell(operation.Title)).Append(" | ").Append(operation.Mode == OperationMode.Read ? "照会" : "更新")
                    .Append(" | `").Append(operation.Permission).Append("` | ").Append(Zones[operation.Zone]).Append(" | ").Append(Golden.Cell(operation.Purpose)).Append(" | ").Append(Golden.Cell(operation.LegalBasis))
                    .Append(" | ").Append(operation.NeedsSecondFactor ? "要" : "").Append(" |\n");
        }
        text.Append("\n## 変更の通知\n\n| 種別 | 意味 |\n|---|---|\n");
        foreach (var (kind, meaning) in modules.SelectMany(module => module.FeedKinds).OrderBy(feed => feed.Kind, StringComparer.Ordinal))
            text.Append("| `").Append(kind).Append("` | ").Append(Golden.Cell(meaning)).Append(" |\n");
        return text.ToString();
    }

    private static class Twin
    {
        public static readonly OperationDefinition Untold = new("twin.untold", "試験", OperationMode.Read, "twin", "試験", "試験");
    }
}
