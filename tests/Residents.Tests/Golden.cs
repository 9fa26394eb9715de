namespace Moyai.Residents.Tests;

/// <summary>Text that crosses a border, kept beside the tests. MOYAI_ACCEPT=1 writes it anew.</summary>
internal static class Golden
{
    public static void Check(string name, string text)
    {
        var path = Path.Combine(Root(), "tests", "Residents.Tests", "Golden", name);
        if (Environment.GetEnvironmentVariable("MOYAI_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
        Assert.True(File.Exists(path), $"{name} does not exist; MOYAI_ACCEPT=1 writes it.");
        Assert.Equal(File.ReadAllText(path), text);
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Moyai.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests stand outside the repository.");
        return folder;
    }
}
