using System.Globalization;

namespace Moyai.Platform.Design;

/// <summary>Ids for headings that only have a text: the same text gives the same id on every server.</summary>
internal static class Ids
{
    public static string Of(string text)
    {
        unchecked
        {
            // FNV-1a: string.GetHashCode differs from process to process.
            var hash = 2166136261u;
            foreach (var c in text)
                hash = (hash ^ c) * 16777619u;
            return hash.ToString("x8", CultureInfo.InvariantCulture);
        }
    }
}
