using System.Reflection;

namespace Moyai.Platform.Database;

/// <summary>One numbered SQL file of a module, forward only.</summary>
public sealed record Migration(string Module, int Number, string Name, string Sql)
{
    /// <summary>The embedded Schema/NNNN_name.sql files of a module, in order.</summary>
    public static IReadOnlyList<Migration> Of(string module, Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var found = new List<Migration>();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.Contains(".Schema.", StringComparison.Ordinal)))
        {
            var file = resource[(resource.IndexOf(".Schema.", StringComparison.Ordinal) + 8)..^4];
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            found.Add(new Migration(module, int.Parse(file[..4], null), file[5..], reader.ReadToEnd()));
        }
        return [.. found.OrderBy(migration => migration.Number)];
    }
}
