using Microsoft.Playwright;

namespace Moyai.EndToEnd.Browser;

[Collection(TownHallCollection.Name)]
public sealed class WithoutScriptJourney(TownHall hall)
{
    [Fact]
    public async Task Without_script_one_signs_in_searches_by_the_button_and_enters_a_move_in()
    {
        await using var context = await hall.NewContextAsync(script: false);
        var page = await context.NewPageAsync();
        await hall.SignInAsync(page, TownHall.Hinoemata, "suzuki");
        await Assertions.Expect(page.Locator(".key-bar")).ToBeHiddenAsync();

        await page.Locator("#global-search").FillAsync("ほし");
        await page.GetByRole(AriaRole.Button, new() { Name = "検索する" }).ClickAsync();
        await page.SeesHeadingAsync("住民検索");
        await page.Sees("#results tbody tr").ToBeVisibleAsync();
        await page.Locator("#results tbody a").First.ClickAsync();
        await page.SeesHeadingAsync("住民の基本情報");

        await page.GotoAsync($"/{TownHall.Hinoemata}/move-ins/new");
        await page.GetByLabel("国内転入").CheckAsync();
        await page.Locator("#moved_on").FillAsync("R8.11.1");
        await page.Locator("#address_town").FillAsync("下ノ原");
        await page.Locator("#person1_name").FillAsync("見本紙　一郎");
        await page.Locator("#person1_birth").FillAsync("S60.1.2");
        await page.Locator("#person1_honseki").FillAsync("なし");
        await page.Locator("#person1_head_of_family_register").FillAsync("なし");
        await page.GetByRole(AriaRole.Button, new() { Name = "確認へ進む" }).ClickAsync();
        await page.Sees("#error-summary").ToContainTextAsync("1人目の続柄");
        await page.Locator("#person1_relation").FillAsync("世帯主");
        await page.GetByRole(AriaRole.Button, new() { Name = "確認へ進む" }).ClickAsync();
        await page.SeesHeadingAsync("入力内容の確認");
        await page.GetByRole(AriaRole.Button, new() { Name = "仮登録する" }).ClickAsync();
        await page.Sees(".banner-success").ToContainTextAsync("転入を仮登録しました");
    }
}
