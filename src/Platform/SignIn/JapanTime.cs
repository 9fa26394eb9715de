using System.Globalization;
using Moyai.Kernel;

namespace Moyai.Platform.SignIn;

/// <summary>Moments on the wall clock of Japan, as the lists of people show them.</summary>
internal static class JapanTime
{
    public static string Show(DateTimeOffset moment)
    {
        var local = moment.ToOffset(TimeSpan.FromHours(9)).DateTime;
        return string.Create(CultureInfo.InvariantCulture, $"{Wareki.FormatShort(DateOnly.FromDateTime(local))} {local:HH:mm}");
    }

    public static string Factor(string? factor) => factor switch
    {
        "totp" => "認証アプリ",
        "passkey" => "パスキー",
        _ => "なし",
    };
}
