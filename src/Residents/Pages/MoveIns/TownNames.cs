using System.Collections.Concurrent;
using Moyai.Kernel;

namespace Moyai.Residents.Pages.MoveIns;

/// <summary>町字 of a municipality, offered while typing; where its list is not at hand, none are offered and all can be typed.</summary>
internal static class TownNames
{
    private static readonly ConcurrentDictionary<MunicipalityCode, IReadOnlyList<string>> Known = new();

    public static IReadOnlyList<string> Of(MunicipalityCode municipality) => Known.GetOrAdd(municipality, Load);

    private static List<string> Load(MunicipalityCode municipality)
    {
        using var stream = typeof(TownNames).Assembly.GetManifestResourceStream($"towns/{municipality}.csv");
        if (stream is null)
            return [];
        using var reader = new StreamReader(stream);
        var names = new List<string>();
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            names.Add(line.Split(',')[1]);
        return names;
    }
}
