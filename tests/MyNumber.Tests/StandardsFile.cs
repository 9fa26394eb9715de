namespace Moyai.MyNumber.Tests;

/// <summary>A data file of standards/, copied beside the tests: its rows without the lines that tell the source.</summary>
internal static class StandardsFile
{
    public static IEnumerable<string[]> Rows(string name) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "standards", name))
            .Where(line => line.Length > 0 && line[0] != '#').Skip(1).Select(line => line.Split(','));
}
