using Moyai.Kernel;
using Moyai.Printing;

namespace Moyai.Residents.Certificates;

/// <summary>The one font certificates are drawn with (IPAmj明朝), loaded at its first use and shared.</summary>
/// <param name="folders">Where a municipality puts a newer font; searched before the distribution's places.</param>
public sealed class CertificateFont(IReadOnlyList<string> folders)
{
    private readonly Lazy<Result<TrueTypeFont>> _font = new(() => Load(folders));

    /// <summary>The font, or the refusal that names the missing package.</summary>
    public Result<TrueTypeFont> Find() => _font.Value;

    private static Result<TrueTypeFont> Load(IReadOnlyList<string> folders) =>
        FontFinder.Find(folders).TryGet(out var path, out var refusal) ? TrueTypeFont.Load(path) : refusal;
}
