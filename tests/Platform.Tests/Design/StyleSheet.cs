using Moyai.Platform.Design;

namespace Moyai.Platform.Tests.Design;

internal static class StyleSheet
{
    public static string Text => Read("moyai.css");

    public static string Read(string name)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream("Moyai.Platform.Assets." + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
