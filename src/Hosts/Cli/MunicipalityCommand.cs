using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Municipalities;
using Moyai.Platform.SignIn;
using Moyai.Standards;

namespace Moyai.Cli;

/// <summary>`moyai municipality create 143014`: live in seconds, found by running hosts at the next request.</summary>
internal static class MunicipalityCommand
{
    public static async Task<int> CreateAsync(string[] arguments, TextWriter output, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        if (arguments is not [var typed, ..] || !MunicipalityCode.TryParse(typed, null, out var code) || Municipalities.Find(code) is not { } entry)
            throw new StartupProblem(
                "全国地方公共団体コードが正しくありません。", "検査数字を含む6桁で指定してください。例: moyai municipality create 143014（葉山町）",
                "this is no municipality code.", "give the six digits with their check digit, for example: moyai municipality create 143014");

        var installation = Installation.Find();
        await Migrator.ApplyAsync(installation.Owner, Schema.All, ct);
        if (!await Birth.RegisterAsync(installation.Owner, entry, "blue-900", isDemo: false, ct))
        {
            await output.WriteLineAsync($"{entry.FullName}（{code}）は、すでに使えます。 / is live already.");
            return 0;
        }
        await using var databases = new Databases(installation.Application);
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10));
        var first = new NewAccount("admin", "最初の管理者", "1", password, MustChangePassword: true, null, [Permissions.ManageAccounts, Permissions.ReadAccessRecords, Permissions.ReadJobs]);
        await Birth.FurnishAsync(databases, code, $"{entry.AddressPrefix}長", "（氏名を登録してください）", [("1", "情報担当")], [first], new TotpVault(installation.Keys.VaultKey), TimeProvider.System, ct);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
            {entry.FullName}（{code}）が使えるようになりました。 / is live.   {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s
              最初の管理者 / first administrator   admin   {password}
              この合言葉は一度しか表示しません。最初に入ったときに変えてください。 / shown once; to be changed at the first sign-in.
            """));
        return 0;
    }
}
