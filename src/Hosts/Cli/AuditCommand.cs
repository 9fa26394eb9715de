using System.Globalization;
using Moyai.Kernel;
using Moyai.Platform.AccessRecords;
using Moyai.Platform.Database;

namespace Moyai.Cli;

/// <summary>`moyai audit verify`: reads the chain of access records again and names what does not fit. Exit code 1 when anything was found.</summary>
internal static class AuditCommand
{
    public static async Task<int> VerifyAsync(string[] arguments, TextWriter output, CancellationToken ct)
    {
        var (code, anchor) = Read(arguments);
        var installation = Installation.Find();
        await using var databases = new Databases(installation.Application);
        var verifier = new AccessRecordVerifier(databases, new AccessRecordKey(installation.Keys.AccessRecordKey), TimeProvider.System);
        var found = 0;
        foreach (var municipality in await databases.LivingAsync(ct))
        {
            if (code is not null && municipality.Code != code)
                continue;
            var verdict = await verifier.VerifyAsync(municipality, code is null ? null : anchor, ct);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{municipality.Code} {municipality.Name}  記録 {verdict.Records:N0} 件、封印 {verdict.Seals:N0} 個、指摘 {verdict.Findings.Count} 件   控え / anchor {verdict.Seals}:{verdict.Head}"));
            foreach (var finding in verdict.Findings)
                await output.WriteLineAsync("  " + finding);
            found += verdict.Findings.Count;
        }
        return found == 0 ? 0 : 1;
    }

    private static (MunicipalityCode? Code, (long, string)? Anchor) Read(string[] arguments)
    {
        MunicipalityCode? code = null;
        (long, string)? anchor = null;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--anchor" && i + 1 < arguments.Length && arguments[i + 1].Split(':') is [var seal, { Length: 64 } hash] && long.TryParse(seal, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                (anchor, i) = ((number, hash), i + 1);
            else if (MunicipalityCode.TryParse(arguments[i], null, out var given))
                code = given;
            else
                throw new StartupProblem(
                    $"「{arguments[i]}」は使えない指定です。", "例: moyai audit verify 143014 --anchor 12:（64桁の控え）",
                    $"\"{arguments[i]}\" is not an option.", "example: moyai audit verify 143014 --anchor 12:HASH");
        }
        return (code, anchor);
    }
}
