using System.Diagnostics;
using Microsoft.Playwright;

namespace Moyai.EndToEnd.Browser;

[Collection(TownHallCollection.Name)]
public sealed class MoveInJourney(TownHall hall)
{
    private const string Father = "見本転入　太郎";
    private const string Daughter = "見本転入　さくら";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_family_is_entered_by_keyboard_mended_approved_by_another_person_and_gets_its_certificate()
    {
        var page = await hall.OpenAsync("yamada", "home");
        await page.KeysAsync("m", "2");
        await page.SeesHeadingAsync("転入の入力");
        await EnterFamilyAsync(page);

        // A wrong date and a missing 続柄: both are named, and nothing typed is lost.
        await page.SeesHeadingAsync("転入の入力");
        await page.Sees("#error-summary").ToBeFocusedAsync();
        var links = page.Locator("#error-summary a");
        await Assertions.Expect(links).ToHaveCountAsync(2);
        await Assertions.Expect(links.Nth(0)).ToContainTextAsync("異動日");
        await Assertions.Expect(links.Nth(1)).ToContainTextAsync("1人目の続柄");
        foreach (var (field, value) in new[] { ("moved_on", "R8.13.40"), ("previous_address", "東京都千代田区千代田1番1号"), ("address_town", "堀内"), ("person1_name", Father), ("person1_kana", "みほんてんにゅう　たろう"), ("person2_name", Daughter), ("person2_relation", "子") })
            await Assertions.Expect(page.Locator("#" + field)).ToHaveValueAsync(value);
        await Assertions.Expect(page.Locator("#person1_sex")).ToBeCheckedAsync();
        await page.KeysAsync("Tab", "Enter");
        Assert.Equal("moved_on", await page.FocusAsync());
        await page.KeysAsync("Control+a");
        await page.TypeAsync("R8.11.1");
        await Assertions.Expect(page.Locator("#moved_on-printed")).ToHaveTextAsync("令和8年11月1日");
        await page.TabToAsync(page.Locator("#person1_relation"));
        await page.TypeAsync("世帯主", then: "Control+Enter");

        await page.SeesHeadingAsync("入力内容の確認");
        await page.Sees("main").ToContainTextAsync(Daughter);
        await Assertions.Expect(page.GetByText("123456789018")).ToHaveCountAsync(0);
        await page.KeysAsync("Control+Enter");
        await page.Sees(".banner-success").ToContainTextAsync("転入を仮登録しました");
        await page.Sees(".banner-success").ToBeFocusedAsync();
        await page.Sees("main").ToContainTextAsync("自分が入力した異動は、自分では承認できません");
        var entry = new Uri(page.Url).AbsolutePath;

        // Nothing outside the entry screen sees what is provisional.
        await page.KeysAsync("/");
        await page.TypeAsync("見本転入");
        await page.Sees("#results .empty").ToContainTextAsync("合う人はいません");

        var chief = await hall.OpenAsync("suzuki", "move-ins");
        await Assertions.Expect(chief.Locator($"a[href='{entry}']")).ToBeVisibleAsync();
        await chief.GotoAsync(entry);
        await chief.KeysAsync("a");
        await Assertions.Expect(chief.GetByRole(AriaRole.Button, new() { Name = "承認する" })).ToBeFocusedAsync();
        await chief.KeysAsync("Enter");
        await chief.Sees(".banner-success").ToContainTextAsync("転入を本登録しました");
        await chief.CloseAsync();

        await page.KeysAsync("/", "Control+a");
        await page.TypeAsync("みほんてんにゅう");
        await Assertions.Expect(page.Locator("#results tbody tr")).ToHaveCountAsync(2);
        await page.KeysAsync("Escape", "j", "Enter");
        await page.SeesHeadingAsync("住民の基本情報");
        await page.KeysAsync("h");
        await page.SeesHeadingAsync("世帯");
        await Assertions.Expect(page.Locator("table").First.Locator("tbody tr")).ToHaveCountAsync(2);
        await IssueAsync(page);
        await page.CloseAsync();
    }

    [Fact]
    public async Task Whoever_joins_a_household_sees_it_beside_the_form_and_may_take_the_entry_back_but_not_approve_it()
    {
        var page = await hall.OpenAsync("yamada", "residents");
        await page.Locator("#global-search").FillAsync("さとう");
        await page.Locator("#results tbody a").First.ClickAsync();
        await page.SeesHeadingAsync("住民の基本情報");
        await page.KeysAsync("h");
        await page.SeesHeadingAsync("世帯");
        var household = await page.Locator(".person-head .mono").InnerTextAsync();
        var members = await page.Locator("table").First.Locator("tbody tr").CountAsync();

        await page.GotoAsync($"/{TownHall.Hayama}/move-ins/new");
        await page.GetByLabel("国内転入").CheckAsync();
        await page.Locator("#moved_on").FillAsync("R8.11.2");
        await page.GetByLabel("一部（既にある世帯に入る）").CheckAsync();
        await Assertions.Expect(page.Locator("#address_town")).ToBeHiddenAsync();
        await page.Locator("#household_number").FillAsync(household);
        await page.GetByRole(AriaRole.Button, new() { Name = "世帯を確かめる" }).ClickAsync();
        await Assertions.Expect(page.Locator(".aside tbody tr")).ToHaveCountAsync(members);
        Assert.Equal("household_number", await page.FocusAsync());

        await page.Locator("#person1_name").FillAsync("見本同居　次郎");
        await page.Locator("#person1_birth").FillAsync("S60.1.2");
        await page.Locator("#person1_relation").FillAsync("同居人");
        await page.Locator("#person1_honseki").FillAsync("なし");
        await page.Locator("#person1_head_of_family_register").FillAsync("なし");
        await page.KeysAsync("Control+Enter");
        await page.SeesHeadingAsync("入力内容の確認");
        await page.Sees("main").ToContainTextAsync($"入る世帯の今の世帯員（{members}人）");
        await page.KeysAsync("Control+Enter");
        await page.Sees(".banner-success").ToContainTextAsync("仮登録しました");

        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "承認する" })).ToHaveCountAsync(0);
        await page.KeysAsync("w");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "仮登録を取り消す" })).ToBeFocusedAsync();
        await page.KeysAsync("Enter");
        await page.Sees(".banner-success").ToContainTextAsync("仮登録を取り消しました");
        await page.CloseAsync();
    }

    /// <summary>Every field by typing and Enter; 続柄 of the first is passed over and the date is wrong.</summary>
    private static async Task EnterFamilyAsync(IPage page)
    {
        Assert.Equal("reason", await page.FocusAsync());
        await page.KeysAsync("Space", "Enter");
        await page.TypeAsync("R8.13.40");
        Assert.Equal("notified_on", await page.FocusAsync());
        await page.KeysAsync("Enter");
        await page.TypeAsync("東京都千代田区千代田1番1号");
        Assert.Equal("into", await page.FocusAsync());
        await page.KeysAsync("Enter");
        foreach (var text in new[] { "堀内", "1番地", "", "2400112" })
            await page.TypeAsync(text);
        Assert.Equal("person1_kind", await page.FocusAsync());
        await page.KeysAsync("Space", "Enter");
        foreach (var text in new[] { Father, "みほんてんにゅう　たろう", "S60.5.5" })
            await page.TypeAsync(text);
        Assert.Equal("person1_sex", await page.FocusAsync());
        await page.KeysAsync("Space", "Enter");
        foreach (var text in new[] { "", "東京都千代田区千代田1番", Father, "00000000019", "123456789018" })
            await page.TypeAsync(text);
        // Enter stands on the act of the page, never on 「この人を消す」; a letter adds the next person.
        Assert.Equal("check", await page.EvaluateAsync<string>("document.activeElement.value"));
        await page.KeysAsync("p");
        await Assertions.Expect(page.Locator("#person2_name")).ToBeFocusedAsync();
        foreach (var text in new[] { Daughter, "ミホンテンニュウ　サクラ", "R3.3.3" })
            await page.TypeAsync(text);
        await page.KeysAsync("ArrowDown", "Enter");
        foreach (var text in new[] { "子", "東京都千代田区千代田1番", Father, "", "" })
            await page.TypeAsync(text);
        Assert.Equal("check", await page.EvaluateAsync<string>("document.activeElement.value"));
        await page.KeysAsync("Enter");
    }

    private static async Task IssueAsync(IPage page)
    {
        await page.KeysAsync("c");
        await page.SeesHeadingAsync("住民票の写しの発行");
        await page.KeysAsync("Control+Enter");
        await page.Sees(".banner-success").ToContainTextAsync("住民票の写しを発行しました（1部）");
        var number = await page.Locator("dd .mono").First.InnerTextAsync();
        var print = await page.GetByRole(AriaRole.Link, new() { Name = "印刷する" }).GetAttributeAsync("href");
        var answer = await page.Context.APIRequest.GetAsync(print!);
        Assert.Equal("no-store", answer.Headers["cache-control"]);
        var document = await answer.BodyAsync();
        Assert.StartsWith("%PDF-", System.Text.Encoding.Latin1.GetString(document, 0, 8), StringComparison.Ordinal);
        var text = await TextAsync(document);
        Assert.Contains(Bare(Father), text, StringComparison.Ordinal);
        Assert.Contains(Bare(Daughter), text, StringComparison.Ordinal);

        await page.KeysAsync("d");
        await Assertions.Expect(page.Locator("#reason")).ToBeFocusedAsync();
        await page.TypeAsync("載せる人を誤った。裁断して破棄した。", then: "Tab");
        await page.KeysAsync("Enter");
        await page.Sees(".banner-success").ToContainTextAsync("誤発行の処分を記録しました");
        Assert.Equal(422, (await page.Context.APIRequest.GetAsync(print!)).Status);
        await page.GotoAsync($"/{TownHall.Hayama}/certificates");
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = number })).ToContainTextAsync("処分済み");
    }

    private static async Task<string> TextAsync(byte[] document)
    {
        using var program = Process.Start(new ProcessStartInfo("pdftotext", ["-layout", "-", "-"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var text = program.StandardOutput.ReadToEndAsync(Cancellation);
        await program.StandardInput.BaseStream.WriteAsync(document, Cancellation);
        program.StandardInput.Close();
        return Bare(await text);
    }

    /// <summary>What a program reads from a drawn page keeps the letters, not the gaps between them.</summary>
    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
