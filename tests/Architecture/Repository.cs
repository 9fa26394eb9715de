using System.Reflection;

namespace Moyai.Architecture;

/// <summary>The repository this was built from, and the program it made.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The assemblies of src that the hosts carry.</summary>
    public static IReadOnlyList<Assembly> Ours { get; } =
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "Moyai.*.dll").Select(AssemblyName.GetAssemblyName)
            .Where(name => !name.Name!.EndsWith("Tests", StringComparison.Ordinal) && name.Name is not ("Moyai.Architecture" or "Moyai.TestKit")).Select(Assembly.Load),
    ];

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Moyai.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The root of the repository was not found.");
    }
}
