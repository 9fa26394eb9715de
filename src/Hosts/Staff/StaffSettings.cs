namespace Moyai.Staff;

/// <summary>Where this host finds its databases and keys. Given by the environment, so that no secret stands in an argument or a file of the program.</summary>
/// <param name="Databases">MOYAI_DATABASE is "main"; MOYAI_DATABASE_NAME is the database "name" of the placement table.</param>
/// <param name="FontFolders">MOYAI_FONTS: folders searched before the distribution's, parted by ':'.</param>
internal sealed record StaffSettings(IReadOnlyDictionary<string, string> Databases, string KeyFile, string KeyFolder, IReadOnlyList<string> FontFolders)
{
    private const string Prefix = "MOYAI_DATABASE_";

    public static StaffSettings FromEnvironment(IConfiguration configuration)
    {
        var databases = new Dictionary<string, string>(StringComparer.Ordinal) { ["main"] = Needed("MOYAI_DATABASE") };
        foreach (var pair in configuration.AsEnumerable().Where(pair => pair.Key.StartsWith(Prefix, StringComparison.Ordinal) && pair.Value is not null))
            databases[pair.Key[Prefix.Length..].ToLowerInvariant()] = pair.Value!;
        return new StaffSettings(databases, Needed("MOYAI_KEY_FILE"), Needed("MOYAI_KEY_FOLDER"), configuration["MOYAI_FONTS"]?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? []);

        string Needed(string name) => configuration[name] is { Length: > 0 } value ? value
            : throw new InvalidOperationException($"環境変数 {name} がありません。／ The environment variable {name} is not set.");
    }
}
