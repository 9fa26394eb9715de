using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Moyai.Kernel;

namespace Moyai.Cli;

/// <summary>`moyai demo --smoke`: a town hall's main work without a person, through the same pages and doors; one line a step.</summary>
internal sealed partial class DemoSmoke(Uri address, TextWriter output)
{
    private const string Town = "073644";
    private const string ImportedName = "見本取込　太郎";
    private const string MovedInName = "見本転入　花子";

    /// <returns>0 only when every step was right.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        DemoVisitor? clerk = null, chief = null, it = null;
        var (change, household) = ("", "");
        try
        {
            return await StepAsync("sign-in", async () =>
            {
                clerk = await DemoVisitor.SignInAsync(address, Town, "yamada", ct);
                chief = await DemoVisitor.SignInAsync(address, Town, "suzuki", ct);
                it = await DemoVisitor.SignInAsync(address, Town, "sato", ct);
                return true;
            })
            && await StepAsync("import", () => ImportAsync(it!, ct))
            && await StepAsync("search", async () => Lines(await clerk!.AskAsync("residents/search", new { q = "みほんとりこみ" }, ct)) == 1)
            && await StepAsync("move-in", async () => (change = await EnterAsync(clerk!, ct)).Length > 0)
            && await StepAsync("provisional", async () => Lines(await clerk!.AskAsync("residents/search", new { q = "見本転入花子" }, ct)) == 0)
            && await StepAsync("approve", async () =>
            {
                household = (await chief!.AskAsync($"move-ins/{change}/approve", new { }, ct)).GetProperty("householdNumber").GetString()!;
                return Lines(await clerk!.AskAsync("residents/search", new { q = "見本転入花子" }, ct)) == 1;
            })
            && await StepAsync("certificate", () => IssueAsync(clerk!, household, ct))
            && await StepAsync("access-record", async () => (await it!.PageAsync("access-records", ct)).Contains("住民票の写しの発行", StringComparison.Ordinal))
                ? 0
                : 1;
        }
        finally
        {
            clerk?.Dispose();
            chief?.Dispose();
            it?.Dispose();
        }
    }

    private async Task<bool> StepAsync(string name, Func<Task<bool>> step)
    {
        var began = Stopwatch.GetTimestamp();
        var (right, why) = (false, "");
        try
        {
            right = await step();
        }
        catch (Exception error) when (error is HttpRequestException or InvalidOperationException or JsonException or KeyNotFoundException)
        {
            why = "  " + error.Message;
        }
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{(right ? "ok" : "failed")} {name} {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0}{why}"));
        return right;
    }

    /// <summary>One more household in a file of its own, as an IT section would bring it.</summary>
    private static async Task<bool> ImportAsync(DemoVisitor it, CancellationToken ct)
    {
        var person = Numbers(serial => AddresseeNumber.FromSerial(serial)?.ToString());
        var household = Numbers(serial => HouseholdNumber.FromSerial(serial)?.ToString());
        var csv = $"""
            宛名番号,世帯番号,氏名,氏名フリガナ,生年月日,性別,続柄,本籍,筆頭者,住民となった年月日,住所_町字,住所_番地,住民票コード
            {person},{household},{ImportedName},ミホントリコミ　タロウ,1975-04-01,男,世帯主,なし,なし,2020-04-01,下ノ原,1番地,12345678903
            """;
        var page = await it.UploadAsync("residents/import", "residents/import", "file", "smoke.csv", Encoding.UTF8.GetBytes(csv), [new("mode", "all")], ct);
        for (var tries = 0; tries < 200 && !page.Contains("1行を登録しました", StringComparison.Ordinal); tries++)
        {
            await Task.Delay(100, ct);
            var job = JobLink().Match(page);
            page = await it.PageAsync(job.Success ? $"jobs/{job.Groups[1].Value}" : "jobs", ct);
        }
        return page.Contains("1行を登録しました", StringComparison.Ordinal);
    }

    private static async Task<string> EnterAsync(DemoVisitor clerk, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(9)).DateTime);
        var entered = await clerk.AskAsync("move-ins", new
        {
            reason = "国内転入",
            movedOn = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            notifiedOn = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            previousAddress = "神奈川県三浦郡葉山町堀内1番地",
            address = new { town = "下ノ原", lot = "2番地" },
            persons = new[]
            {
                new { kind = "日本人", name = MovedInName, kana = "ミホンテンニュウ　ハナコ", birth = "S60.5.5", sex = "女", relation = "世帯主", honseki = "神奈川県三浦郡葉山町堀内1番地", headOfFamilyRegister = MovedInName, residentCode = "00000000019" },
            },
        }, ct);
        return entered.GetProperty("changeId").GetString()!;
    }

    private static async Task<bool> IssueAsync(DemoVisitor clerk, string household, CancellationToken ct)
    {
        var path = $"households/{long.Parse(household, CultureInfo.InvariantCulture)}/certificate";
        var members = Member().Matches(await clerk.PageAsync(path, ct)).Select(member => new KeyValuePair<string, string>("persons", member.Groups[1].Value)).DistinctBy(field => field.Value);
        var issued = await clerk.SendAsync(path, path, [.. members, new("form", "joint"), new("items", "head"), new("items", "register"), new("copies", "1")], ct);
        var pdf = await clerk.FileAsync($"certificates/{Issue().Match(issued).Groups[1].Value}/document", ct);
        return pdf.AsSpan().StartsWith("%PDF-"u8) && pdf.Length < 60_000;
    }

    /// <summary>A number far from those of the demo: the first serials above a million that have a check digit.</summary>
    private static string Numbers(Func<long, string?> number)
    {
        for (var serial = 1_000_001L; ; serial++)
            if (number(serial) is { } made)
                return made;
    }

    private static int Lines(JsonElement receipt) => receipt.GetProperty("lines").GetArrayLength();

    [GeneratedRegex("/jobs/([0-9a-f-]{36})")]
    private static partial Regex JobLink();

    [GeneratedRegex("name=\"persons\"[^>]*value=\"([0-9]+)\"")]
    private static partial Regex Member();

    [GeneratedRegex("/certificates/([0-9a-f-]{36})/document")]
    private static partial Regex Issue();
}
