using Moyai.Kernel;

namespace Moyai.Printing;

/// <summary>Looks for the certificate font (証明書用フォント): first in the configured folders, then where distributions put it.</summary>
public static class FontFinder
{
    /// <summary>IPAmj明朝 as its maker and Debian name the file.</summary>
    public const string IpamjMincho = "ipamjm.ttf";

    /// <summary>Told with the places that were looked into.</summary>
    public static readonly Refusal NotFound = new("PRT-001",
        "証明書用のフォント IPAmj明朝が見つかりません。",
        "Debian・Ubuntuではパッケージ fonts-ipamj-mincho を入れてください（apt-get install fonts-ipamj-mincho）。別の場所に置くときは、設定のフォントフォルダーに、フォントのあるフォルダーを書いてください。");

    private static readonly string[] Places =
    [
        "/usr/share/fonts/truetype/ipamj", "/usr/share/fonts/ipamj-mincho", "/usr/share/fonts/ipa-mj-mincho", "/usr/share/fonts/OTF",
        "/usr/local/share/fonts", "/Library/Fonts", @"C:\Windows\Fonts",
    ];

    /// <param name="folders">The folders the installation configures; a newer version of the font put there wins.</param>
    /// <param name="fileName">The font's file name.</param>
    /// <returns>The path of the font, or PRT-001 naming the package to install.</returns>
    public static Result<string> Find(IEnumerable<string> folders, string fileName = IpamjMincho)
    {
        ArgumentNullException.ThrowIfNull(folders);
        string[] looked = [.. folders.Where(f => !string.IsNullOrWhiteSpace(f)), .. Places];
        foreach (var folder in looked)
        {
            var path = Path.Combine(folder, fileName);
            if (File.Exists(path)) return path;
        }

        return NotFound with { Message = $"証明書用のフォント IPAmj明朝（{fileName}）が見つかりません。探した場所: {string.Join("、", looked)}。" };
    }
}
