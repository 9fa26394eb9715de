using System.Reflection;

namespace Moyai.Standards;

/// <summary>Reads the plain tables of standards/ that are built into this assembly: no quotes, one header row.</summary>
internal static class CsvResource
{
    public static IEnumerable<string[]> Rows(string logicalName)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(logicalName)
            ?? throw new InvalidOperationException($"{logicalName} is not built in.");
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { Length: > 0 } line)
            yield return line.Split(',');
    }
}
