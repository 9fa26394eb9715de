namespace Moyai.Printing.Tests;

/// <summary>The certificate font of the machine, loaded once. The launcher installs it, so its absence is a failure and never a skip.</summary>
internal static class Fonts
{
    private static readonly Lazy<string> Path = new(() => FontFinder.Find([]) is var found && found.TryGet(out var path, out var refusal)
        ? path
        : throw new InvalidOperationException($"{refusal!.Message}{refusal.Remedy}"));

    private static readonly Lazy<TrueTypeFont> Loaded = new(() => TrueTypeFont.Load(Path.Value));

    public static TrueTypeFont Ipamj => Loaded.Value;

    public static string IpamjPath => Path.Value;
}
