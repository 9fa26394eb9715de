using System.Globalization;
using System.Text;
using Moyai.Kernel;
using Moyai.TestKit;

namespace Moyai.Attack;

/// <summary>What a right call carries in its body.</summary>
internal sealed record Sample(IReadOnlyList<(string Name, string Value)> Fields, object? Json = null, (string Name, byte[] Content)? File = null)
{
    public static readonly Sample Empty = new([]);
}

/// <summary>A value for every parameter and a body for every write. Whoever adds a route adds its line here, or the suite fails: nothing goes unattacked.</summary>
internal static class Samples
{
    private static readonly Dictionary<(string Before, string Name), Func<Estate, string>> Parameters = new()
    {
        [("residents", "number")] = estate => Text(estate.Person),
        [("households", "number")] = estate => Text(estate.Household),
        [("people", "id")] = estate => estate.Account.ToString(),
        [("jobs", "id")] = estate => estate.Import.ToString(),
        [("import", "id")] = estate => estate.Import.ToString(),
        [("move-ins", "id")] = estate => estate.MoveIn.ToString(),
        [("certificates", "id")] = estate => estate.Certificate.ToString(),
        [("assets", "name")] = _ => "moyai.css",
        [("openapi", "documentName")] = _ => "v1",
    };

    /// <summary>By the name of the target; a query in the address of a GET is a field here.</summary>
    private static readonly Dictionary<string, Func<Estate, Sample>> Bodies = new(StringComparer.Ordinal)
    {
        ["POST /sign-in"] = _ => Form(("login", "nobody-of-this-name"), ("password", "wrong")),
        ["POST /sign-in/second-factor"] = _ => Form(("code", "000000")),
        ["POST /sign-in/passkey"] = _ => Form(("credential", "{}")),
        ["POST /sign-out"] = _ => Sample.Empty,
        ["POST /me/password"] = _ => Form(("current", "wrong"), ("new", "a longer password 1"), ("repeat", "a longer password 1")),
        ["POST /me/second-factors/totp/begin"] = _ => Sample.Empty,
        ["POST /me/second-factors/totp/finish"] = _ => Form(("code", "000000")),
        ["POST /me/second-factors/totp/remove"] = _ => Sample.Empty,
        ["POST /me/second-factors/passkey/begin"] = _ => Sample.Empty,
        ["POST /me/second-factors/passkey/finish"] = _ => Form(("credential", "{}"), ("label", "鍵")),
        ["POST /me/second-factors/passkey/remove"] = _ => Form(("key", "00ff")),
        ["POST /me/sessions/end"] = estate => Form(("session", estate.Session.ToString())),
        ["POST /me/sessions/extend"] = _ => Sample.Empty,
        ["GET /people"] = _ => Form(("q", "clerk")),
        ["POST /people/new"] = _ => Form(("login", $"new-{Random.Shared.Next(1_000_000_000):D9}"), ("name", "新しい人"), ("section", "1"), ("from", ""), ("to", "")),
        ["POST /people/sections"] = _ => Form(("code", "9"), ("name", "新しい課")),
        ["POST /people/rights/give"] = _ => Form(("section", "1"), ("permission", "residents.read"), ("from", ""), ("to", "")),
        ["POST /people/rights/withdraw"] = _ => Form(("section", "1"), ("permission", "residents.read"), ("from", ""), ("to", "")),
        ["POST /people/sessions/end"] = estate => Form(("session", estate.Session.ToString())),
        ["POST /people/{id}"] = _ => Form(("login", "changed"), ("name", "変えた名前"), ("section", "1"), ("from", "2026-01-01"), ("to", "")),
        ["POST /people/{id}/password"] = _ => Sample.Empty,
        ["POST /people/{id}/second-factors"] = _ => Sample.Empty,
        ["POST /people/{id}/unlock"] = _ => Sample.Empty,
        ["POST /people/{id}/give"] = _ => Form(("permission", "residents.enter"), ("from", ""), ("to", "")),
        ["POST /people/{id}/withdraw"] = _ => Form(("permission", "residents.read"), ("from", "2026-01-01"), ("to", "")),
        ["POST /access-records"] = estate => Records(estate),
        ["POST /access-records/csv"] = estate => Records(estate),
        ["POST /access-records/verify"] = _ => Form(("anchor-seal", ""), ("anchor-hash", "")),
        ["POST /residents"] = _ => Form(("q", "さ"), ("residents_only", "0"), ("after", "")),
        ["POST /residents/{number}/individual-number"] = _ => Form(("reason", "本人確認のうえ番号を確認する")),
        ["POST /residents/{number}/memos"] = _ => Form(("act", "write"), ("text", "窓口での申し送り")),
        ["GET /move-ins/new"] = _ => Form(("from", "")),
        ["POST /move-ins/new"] = estate => new Sample([.. MoveInForm(estate.Town), ("act", "check")]),
        ["POST /move-ins"] = estate => new Sample([.. MoveInForm(estate.Town)]),
        ["POST /move-ins/date"] = _ => Form(("text", "令和8年11月1日")),
        ["POST /move-ins/date/western"] = _ => Form(("text", "令和8年11月1日")),
        ["POST /move-ins/{id}/approve"] = _ => Sample.Empty,
        ["POST /move-ins/{id}/return"] = _ => Form(("reason", "住所を確かめる")),
        ["POST /move-ins/{id}/withdraw"] = _ => Sample.Empty,
        ["POST /households/{number}/certificate"] = estate => new Sample([.. CertificateForm(estate)]),
        ["POST /certificates/{id}/dispose"] = _ => Form(("reason", "印刷の乱れ")),
        ["POST /residents/import"] = _ => new Sample([("mode", "all")], File: ("residents.csv", Encoding.UTF8.GetBytes("宛名番号\r\n1\r\n"))),
        ["POST /api/residents/search"] = _ => new Sample([], new { q = "さ", residentsOnly = false }),
        ["POST /api/move-ins"] = estate => new Sample([], MoveInJson(estate.Town)),
        ["POST /api/move-ins/{id}/approve"] = _ => new Sample([], new { }),
        ["POST /api/move-ins/{id}/return"] = _ => new Sample([], new { reason = "住所を確かめる" }),
        ["POST /api/move-ins/{id}/withdraw"] = _ => new Sample([], new { }),
    };

    /// <summary>What is missing here for a target; empty when it can be attacked.</summary>
    public static IEnumerable<string> MissingFor(Target target)
    {
        foreach (var parameter in target.Parameters)
            if (!Parameters.ContainsKey(parameter))
                yield return $"{target}: no sample for {{{parameter.Name}}} after {parameter.Before}";
        if (target.Writes && !Bodies.ContainsKey(target.Name))
            yield return $"{target}: no sample body";
    }

    /// <summary>Lines for routes that are gone.</summary>
    public static IEnumerable<string> Unused(IReadOnlyList<Target> targets) => Bodies.Keys.Except(targets.Select(target => target.Name));

    public static string Path(Target target, MunicipalityCode town, Estate estate) => target.Path(town.Value, parameter => Parameters[parameter](estate));

    public static Sample Body(Target target, Estate estate) => Bodies.TryGetValue(target.Name, out var body) ? body(estate) : Sample.Empty;

    public static IEnumerable<(string, string)> MoveInForm(MunicipalityCode town) =>
    [
        ("token", Guid.NewGuid().ToString("N")), ("persons", "1"), ("reason", "国内転入"), ("moved_on", "令和8年11月10日"), ("notified_on", "令和8年11月12日"), ("previous_address", $"東京都{TownStaff.TownWord(town)}一丁目"),
        ("into", "new"), ("household_number", ""), ("address_town", town == TwoTowns.Hayama ? "堀内" : "居平"), ("address_lot", "12番地"), ("address_building", ""), ("postal_code", ""),
        ("person1_kind", "日本人"), ("person1_name", $"{TownStaff.TownWord(town)}　新太郎"), ("person1_kana", "コクブン　シンタロウ"), ("person1_birth", "昭和50年4月1日"), ("person1_sex", "男"), ("person1_relation", "世帯主"),
        ("person1_honseki", $"東京都{TownStaff.TownWord(town)}一番"), ("person1_head_of_family_register", $"{TownStaff.TownWord(town)}　新太郎"),
    ];

    public static IEnumerable<(string, string)> CertificateForm(Estate estate) =>
        [("token", Guid.NewGuid().ToString("N")), ("persons", Text(estate.Person)), ("form", "joint"), ("items", "head"), ("copies", "1"), ("official_use", "0")];

    private static object MoveInJson(MunicipalityCode town) => new
    {
        reason = "国内転入", movedOn = "2026-11-10", notifiedOn = "2026-11-12", previousAddress = $"東京都{TownStaff.TownWord(town)}一丁目",
        address = new { town = town == TwoTowns.Hayama ? "堀内" : "居平", lot = "12番地" },
        persons = new[]
        {
            new { kind = "日本人", name = $"{TownStaff.TownWord(town)}　次郎", kana = "コクブン　ジロウ", birth = "S50.4.2", sex = "男", relation = "世帯主", honseki = $"東京都{TownStaff.TownWord(town)}一番", headOfFamilyRegister = $"{TownStaff.TownWord(town)}　次郎" },
        },
    };

    private static Sample Records(Estate estate) => Form(
        ("from", ""), ("to", ""), ("analysis", "List"), ("actor", ""), ("operation", ""), ("person", estate.Person.ToString("D15", CultureInfo.InvariantCulture)), ("outcome", ""), ("item", ""), ("page", "1"));

    private static Sample Form(params (string, string)[] fields) => new(fields);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
