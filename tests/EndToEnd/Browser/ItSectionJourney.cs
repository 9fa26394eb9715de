using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Moyai.EndToEnd.Browser;

[Collection(TownHallCollection.Name)]
public sealed class ItSectionJourney(TownHall hall)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_clerk_saw_stands_in_the_access_record_as_page_and_as_file_and_nothing_was_tampered_with()
    {
        var clerk = await hall.OpenAsync("yamada", "residents");
        await clerk.Locator("#global-search").FillAsync("さとう");
        await clerk.Locator("#results tbody a").First.ClickAsync();
        await clerk.SeesHeadingAsync("住民の基本情報");
        var number = await clerk.Locator(".person-head .mono").InnerTextAsync();
        await clerk.CloseAsync();

        var page = await hall.OpenAsync("sato", "access-records");
        await page.GetByLabel("操作者").FillAsync("yamada");
        await page.GetByLabel("宛名番号").FillAsync(number);
        await page.GetByRole(AriaRole.Button, new() { Name = "照会する" }).ClickAsync();
        var found = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "yamada" }).First;
        await Assertions.Expect(found).ToContainTextAsync("住民");
        Assert.DoesNotContain(number, page.Url, StringComparison.Ordinal);

        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "CSVで出力する" }).ClickAsync());
        Assert.Matches("^access-records-[0-9]{8}-[0-9]{8}\\.csv$", file.SuggestedFilename);
        var csv = await File.ReadAllTextAsync(await file.PathAsync(), Cancellation);
        Assert.Contains("yamada", csv, StringComparison.Ordinal);
        Assert.Contains(number, csv, StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new() { Name = "改ざんの検査" }).ClickAsync();
        await page.Sees(".banner-success").ToContainTextAsync("改ざんは見つかりませんでした");
        await page.Sees(".banner-success").ToBeFocusedAsync();
        await page.CloseAsync();
    }

    [Fact]
    public async Task The_list_of_jobs_opens_a_job_with_Enter_and_tells_what_it_did()
    {
        var page = await hall.OpenAsync("sato", "jobs");
        await page.Sees("tbody tr.is-current").ToContainTextAsync("取込");
        await page.KeysAsync("Enter");
        await page.Sees("main").ToContainTextAsync("受け付けず");
        await page.KeysAsync("Escape");
        await page.SeesHeadingAsync("処理状況");
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_new_person_must_change_the_first_password_and_is_out_as_soon_as_the_session_is_ended()
    {
        var page = await hall.OpenAsync("sato", "people");
        await page.KeysAsync("n");
        await page.SeesHeadingAsync("利用者の登録");
        await page.GetByLabel("ログイン名").FillAsync("mihon.new");
        await page.GetByLabel("名前", new() { Exact = false }).Last.FillAsync("見本　新人");
        await page.Locator("#section").SelectOptionAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = "利用者を登録する" }).ClickAsync();
        await page.SeesHeadingAsync("初期パスワードの通知");
        var password = await page.Locator("#first-password").InnerTextAsync();

        await using var other = await hall.NewContextAsync();
        var newcomer = await other.NewPageAsync();
        await newcomer.GotoAsync($"/{TownHall.Hayama}/sign-in");
        await newcomer.GetByLabel("ログイン名").FillAsync("mihon.new");
        await newcomer.GetByLabel("パスワード").FillAsync(password);
        await newcomer.KeysAsync("Enter");
        await newcomer.SeesHeadingAsync("パスワードの変更");
        await newcomer.GotoAsync($"/{TownHall.Hayama}/home");
        await newcomer.SeesHeadingAsync("パスワードの変更");
        await newcomer.Locator("#current").FillAsync(password);
        await newcomer.Locator("#new").FillAsync("momiji-hayama-2026");
        await newcomer.Locator("#repeat").FillAsync("momiji-hayama-2026");
        await newcomer.KeysAsync("Enter");
        await newcomer.SeesHeadingAsync("最初の画面");
        await newcomer.Sees("main").ToContainTextAsync("使える業務がまだありません");

        await page.GotoAsync($"/{TownHall.Hayama}/people/sessions");
        var session = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "mihon.new" });
        await session.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(session).ToHaveCountAsync(0);
        await newcomer.ReloadAsync();
        await Assertions.Expect(newcomer).ToHaveURLAsync(new Regex("/sign-in$"));
        await page.CloseAsync();
    }
}
