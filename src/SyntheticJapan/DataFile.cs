using System.Reflection;

namespace Moyai.SyntheticJapan;

/// <summary>Reads the plain tables built into this assembly: no quotes, one header row.</summary>
internal static class DataFile
{
    public static bool Exists(string name) => Assembly.GetExecutingAssembly().GetManifestResourceInfo(name) is not null;

    public static IEnumerable<string[]> Rows(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not built in.");
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { Length: > 0 } line)
            yield return line.Split(',');
    }
}
