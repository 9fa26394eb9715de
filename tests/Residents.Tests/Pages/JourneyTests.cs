using System.Net;
using System.Text.Json;
using Moyai.Residents.Pages.MoveIns;

namespace Moyai.Residents.Tests.Pages;

public sealed class JourneyTests(StaffSite site) : IClassFixture<StaffSite>
{
    private static (string, string)[] Fields(MoveInForm form) => [.. form.Hidden()];

    private static object Body(string name, string? household = null) => new
    {
        reason = "国内転入",
        movedOn = "2026-11-01",
        notifiedOn = "2026-11-02",
        householdNumber = household,
        address = new { town = "堀内", lot = "1番地" },
        persons = new[] { new { kind = "日本人", name, birth = "1990-02-03", relation = household is null ? "世帯主" : "子", honseki = "なし", headOfFamilyRegister = "不明", individualNumber = Sent.Digits } },
    };

    private static string Text(string json, string property) => JsonDocument.Parse(json).RootElement.GetProperty(property).ToString();

    /// <summary>Sends the form of one person through the check page to 仮登録, and returns where it leads.</summary>
    private static async Task<Reply> EnterAsync(Clerk clerk, MoveInForm form)
    {
        var page = clerk.Home + "move-ins/new";
        var check = await clerk.PostAsync(page, page, [.. Fields(form), ("act", "check")]);
        Assert.Equal(HttpStatusCode.OK, check.Status);
        Assert.Contains("入力内容の確認", check.Body, StringComparison.Ordinal);
        return await clerk.PostAsync(page, clerk.Home + "move-ins", Fields(form));
    }

    private static async Task<string> ApproveAsync(Clerk clerk, string entry)
    {
        var path = entry.Split('?')[0];
        var approved = await clerk.PostAsync(path, path + "/approve");
        Assert.Equal(HttpStatusCode.SeeOther, approved.Status);
        return (await clerk.GetAsync(approved.Location!)).Body;
    }

    private static string Between(string text, string before, string after)
    {
        var start = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return text[start..text.IndexOf(after, start, StringComparison.Ordinal)];
    }

    [Fact]
    public async Task A_form_sent_twice_is_one_entry_and_only_another_person_approves_it()
    {
        using var yamada = await site.SignInAsync("yamada");
        using var suzuki = await site.SignInAsync("suzuki");
        var form = Sent.Read(("person1_name", "二度　押す"), ("token", "twice-0123456789abcdef"));
        var first = await EnterAsync(yamada, form);
        var second = await EnterAsync(yamada, form);
        Assert.Equal(HttpStatusCode.SeeOther, first.Status);
        Assert.Equal(first.Location, second.Location);
        Assert.True((await yamada.GetAsync(first.Location!)).NoStore);

        var changed = await EnterAsync(yamada, Sent.Read(("person1_name", "別の　人"), ("token", "twice-0123456789abcdef")));
        Assert.Equal(HttpStatusCode.Conflict, changed.Status);
        Assert.Contains("RES-028", changed.Body, StringComparison.Ordinal);

        var path = first.Location!.Split('?')[0];
        Assert.Equal(HttpStatusCode.Forbidden, (await yamada.PostAsync(path, path + "/approve")).Status);
        var shown = await ApproveAsync(suzuki, path);
        Assert.Contains("転入を本登録しました", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("二度", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_approve_still_cannot_approve_their_own_entry()
    {
        using var suzuki = await site.SignInAsync("suzuki");
        var entry = (await EnterAsync(suzuki, Sent.Read(("person1_name", "自分　入力"), ("token", "own-0123456789abcdef")))).Location!.Split('?')[0];
        var answer = await suzuki.PostAsync(entry, entry + "/approve");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("RES-022", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_are_added_and_left_out_without_losing_what_was_typed()
    {
        using var yamada = await site.SignInAsync("yamada");
        var page = yamada.Home + "move-ins/new";
        var added = await yamada.PostAsync(page, page, [.. Fields(Sent.Read(("person1_name", "渡邉\U000E0114　一"))), ("person1_individual_number", Sent.Digits), ("act", "add")]);
        Assert.Contains("id=\"person2_name\"", added.Body, StringComparison.Ordinal);
        Assert.Contains("value=\"渡邉\U000E0114　一\"", WebUtility.HtmlDecode(added.Body), StringComparison.Ordinal);
        Assert.DoesNotContain(Sent.Digits, added.Body, StringComparison.Ordinal);
        Assert.Contains("person1_sealed_number", added.Body, StringComparison.Ordinal);
        Assert.True(added.NoStore);
    }

    [Fact]
    public async Task One_who_joins_a_household_stands_in_it_after_approval_and_in_its_certificate()
    {
        using var yamada = await site.SignInAsync("yamada");
        using var suzuki = await site.SignInAsync("suzuki");
        var head = await ApproveAsync(suzuki, (await EnterAsync(yamada, Sent.Read(("person1_name", "世帯　主人"), ("token", "head-0123456789abcdef")))).Location!);
        var person = Between(head, "/residents/", "\"");
        var shown = await yamada.JsonAsync($"{yamada.Home}api/residents/search", new { q = person });
        var household = JsonDocument.Parse(shown.Body).RootElement.GetProperty("lines")[0].GetProperty("householdNumber").GetString()!;

        await ApproveAsync(suzuki, (await EnterAsync(yamada, Sent.Read(("person1_name", "世帯　子供"), ("person1_birth", "R6.4.1"), ("person1_relation", "子"), ("into", "existing"), ("household_number", household), ("token", "join-0123456789abcdef")))).Location!);
        var path = $"{yamada.Home}households/{household}";
        var members = (await yamada.GetAsync(path)).Body;
        Assert.Contains("今の世帯員（2人）", members, StringComparison.Ordinal);

        var none = await yamada.PostAsync(path + "/certificate", path + "/certificate", ("copies", "1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.Status);
        Assert.Contains("href=\"#persons\"", none.Body, StringComparison.Ordinal);
        var issued = await yamada.PostAsync(path + "/certificate", path + "/certificate", ("persons", person), ("copies", "１"), ("token", "cert-0123456789abcdef"));
        Assert.Equal(HttpStatusCode.SeeOther, issued.Status);
        var record = issued.Location!.Split('?')[0];
        var document = await yamada.GetAsync(record + "/document");
        Assert.True(document.NoStore);
        Assert.StartsWith("%PDF-", document.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await suzuki.GetAsync(record + "/document")).Status);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await yamada.PostAsync(record, record + "/dispose", ("reason", " "))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await yamada.PostAsync(record, record + "/dispose", ("reason", "部数の誤り"))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await yamada.PostAsync(record, record + "/dispose", ("reason", "もう一度"))).Status);
    }

    [Fact]
    public async Task A_program_that_asks_twice_under_one_key_gets_the_same_entry()
    {
        using var yamada = await site.SignInAsync("yamada");
        var path = yamada.Home + "api/move-ins";
        var body = Body("Json 太郎");
        var (first, second) = (await yamada.JsonAsync(path, body, "program-key-1"), await yamada.JsonAsync(path, body, "program-key-1"));
        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal(Text(first.Body, "changeId"), Text(second.Body, "changeId"));
        Assert.Equal(HttpStatusCode.Conflict, (await yamada.JsonAsync(path, Body("Json 次郎"), "program-key-1")).Status);
        Assert.DoesNotContain(Sent.Digits, (await yamada.GetAsync(first.Location!)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_is_told_all_errors_and_what_header_it_forgot()
    {
        using var yamada = await site.SignInAsync("yamada");
        var path = yamada.Home + "api/move-ins";
        Assert.Equal(HttpStatusCode.BadRequest, (await yamada.JsonAsync(path, Body("鍵なし"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await yamada.JsonAsync(path, Body("名乗らない"), "program-key-2", named: false)).Status);
        var wrong = await yamada.JsonAsync(path, new { reason = "国内転入", persons = new[] { new { kind = "日本人", birth = "x" } } }, "program-key-3");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        var fields = JsonDocument.Parse(wrong.Body).RootElement.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()).ToList();
        Assert.Superset(new HashSet<string?> { "moved_on", "notified_on", "address_town", "person1_birth", "person1_relation" }, fields.ToHashSet());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await yamada.JsonAsync(path, new { }, "program-key-4")).Status);
    }

    [Fact]
    public async Task Neither_another_town_nor_one_without_rights_sees_anything()
    {
        using var yamada = await site.SignInAsync("yamada");
        using var idle = await site.SignInAsync("idle");
        using var elsewhere = await site.SignInAsync("suzuki", Sent.Elsewhere);
        var entry = (await EnterAsync(yamada, Sent.Read(("person1_name", "壁の　中"), ("token", "wall-0123456789abcdef")))).Location!.Split('?')[0];
        var id = entry.Split('/')[^1];
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync(entry)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"{elsewhere.Home}move-ins/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.JsonAsync($"{elsewhere.Home}api/move-ins/{id}/approve", null)).Status);
        foreach (var path in (string[])["residents", "residents/19", "residents/19/individual-number", "households/19", "households/19/certificate", "move-ins", "move-ins/new", "certificates", "residents/import"])
            Assert.Equal(HttpStatusCode.Forbidden, (await idle.GetAsync(idle.Home + path)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await idle.JsonAsync(idle.Home + "api/residents/search", new { q = "壁" })).Status);
    }
}
