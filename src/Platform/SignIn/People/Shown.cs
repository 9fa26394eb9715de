using Moyai.Kernel;

namespace Moyai.Platform.SignIn.People;

/// <summary>Words of the pages about people.</summary>
internal static class Shown
{
    public static string Period(DateOnly from, DateOnly? to) => $"{Wareki.FormatShort(from)}～{(to is { } end ? Wareki.FormatShort(end) : "")}";

    public static string Factors(PersonLine person) => (person.HasTotp, person.Passkeys) switch
    {
        (false, 0) => "なし",
        (true, 0) => "認証アプリ",
        (false, _) => $"パスキー{person.Passkeys}",
        _ => $"認証アプリ、パスキー{person.Passkeys}",
    };

    public static string State(PersonLine person) => (person.IsLocked, person.MustChangePassword) switch
    {
        (true, _) => "利用停止中",
        (_, true) => "初期パスワード",
        _ => "利用可",
    };
}
