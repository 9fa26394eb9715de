using System.Xml.Linq;

namespace Moyai.Architecture;

/// <summary>Which project references which, read from the .csproj files. A project is named by its folder under the root: src/Residents, src/Hosts/Staff.</summary>
internal sealed class ProjectGraph(IReadOnlyDictionary<string, string[]> references)
{
    private static readonly string[] Floors = ["src/Kernel", "src/Standards", "src/Platform", "src/Linkage"];

    /// <summary>Beside the floors: what they are, and what they may stand on.</summary>
    private static readonly Dictionary<string, string[]> Others = new(StringComparer.Ordinal)
    {
        ["src/Printing"] = ["src/Kernel"],
        ["src/MyNumber"] = ["src/Kernel", "src/Standards", "src/Platform"],
        ["src/SyntheticJapan"] = ["src/Kernel", "src/Standards"],
    };

    /// <summary>Hosts that a resident's browser reaches.</summary>
    private static readonly string[] InternetHosts = ["src/Hosts/Portal"];

    public IReadOnlyCollection<string> Projects => [.. references.Keys];

    public static ProjectGraph Read(string root) => new(
        Directory.EnumerateFiles(root, "*.csproj", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/artifacts/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))
            .ToDictionary(file => Name(root, Path.GetDirectoryName(file)!), file => XDocument.Load(file).Descendants("ProjectReference")
                .Select(reference => Name(root, Path.GetDirectoryName(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, reference.Attribute("Include")!.Value)))!)).ToArray(), StringComparer.Ordinal));

    /// <summary>Every reference that the law of the house forbids.</summary>
    public IEnumerable<string> Breaches() => references.Keys.Order(StringComparer.Ordinal).SelectMany(BreachesOf);

    private IEnumerable<string> BreachesOf(string project)
    {
        foreach (var reference in references[project])
        {
            if (IsHost(reference) && !IsTest(project) && !MayStartHosts(project, reference))
                yield return $"{project} → {reference}: nothing references a host";
            else if (IsSource(project) && !IsHost(project) && !Allowed(project).Contains(reference))
                yield return $"{project} → {reference}: {Why(project)}";
            if (IsSource(project) && !IsSource(reference))
                yield return $"{project} → {reference}: what is shipped references nothing outside src";
        }
        if (InternetHosts.Contains(project))
            foreach (var reached in Reached(project).Where(reached => reached == "src/MyNumber" || IsModule(reached) && IsRegister(reached)))
                yield return $"{project} ⇒ {reached}: the internet side reaches no register and no 個人番号, not even through another";
    }

    private IEnumerable<string> Allowed(string project)
    {
        if (Array.IndexOf(Floors, project) is var floor and >= 0)
            return Floors.Take(floor);
        if (Others.TryGetValue(project, out var below))
            return below;
        if (project.EndsWith(".Rules", StringComparison.Ordinal))
            return ["src/Kernel"];
        return [.. Floors, "src/MyNumber", "src/Printing", $"{project}.Rules"];
    }

    private static string Why(string project) =>
        Floors.Contains(project) ? "a floor stands on the floors below it only"
        : project.EndsWith(".Rules", StringComparison.Ordinal) ? "rules know the kernel only"
        : Others.ContainsKey(project) ? "it may not know this"
        : "modules meet at the linkage only";

    /// <summary>The program at the console starts the hosts beside it; it may know them, as a process or as a reference.</summary>
    private static bool MayStartHosts(string project, string reference) => project == "src/Hosts/Cli" && reference != project;

    private HashSet<string> Reached(string project)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<string>([project]);
        while (next.TryDequeue(out var at))
            foreach (var reference in references.GetValueOrDefault(at, []))
                if (reached.Add(reference))
                    next.Enqueue(reference);
        return reached;
    }

    private static bool IsSource(string project) => project.StartsWith("src/", StringComparison.Ordinal);

    private static bool IsHost(string project) => project.StartsWith("src/Hosts/", StringComparison.Ordinal);

    private static bool IsTest(string project) => project.StartsWith("tests/", StringComparison.Ordinal) || project.StartsWith("bench", StringComparison.Ordinal);

    private static bool IsModule(string project) => IsSource(project) && !IsHost(project) && !Floors.Contains(project) && !Others.ContainsKey(project) && !project.EndsWith(".Rules", StringComparison.Ordinal);

    /// <summary>Modules made for the internet side hold no register; all others do.</summary>
    private static bool IsRegister(string module) => module is not ("src/Portal" or "src/Applications" or "src/OpenData");

    private static string Name(string root, string folder) => Path.GetRelativePath(root, folder).Replace('\\', '/');
}
