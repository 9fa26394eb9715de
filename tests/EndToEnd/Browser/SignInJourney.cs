using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Moyai.Cli;

namespace Moyai.EndToEnd.Browser;

[Collection(TownHallCollection.Name)]
public sealed class SignInJourney(TownHall hall)
{
    [Fact]
    public async Task Without_a_mouse_a_wrong_password_is_told_the_right_one_and_a_code_let_in_and_sign_out_shuts_the_door()
    {
        await using var context = await hall.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        await page.TabToAsync(page.GetByRole(AriaRole.Link, new() { Name = "檜枝岐村" }));
        await page.KeysAsync("Enter");
        await page.SeesHeadingAsync("サインイン");

        await page.TabToAsync(page.GetByLabel("ログイン名"));
        await page.TypeAsync("yamada", then: "Tab");
        await page.TypeAsync("wrong-password-1");
        await page.Sees(".banner-error").ToBeFocusedAsync();
        await page.Sees(".banner-error").ToContainTextAsync("ログイン名");
        await Assertions.Expect(page).ToHaveTitleAsync(new Regex("^エラー：サインイン"));
        await Assertions.Expect(page.GetByLabel("ログイン名")).ToHaveValueAsync("yamada");
        await Assertions.Expect(page.GetByLabel("パスワード")).ToHaveValueAsync("");

        await page.TabToAsync(page.GetByLabel("パスワード"));
        await page.TypeAsync(DemoPeople.PasswordOf("yamada"));
        await page.SeesHeadingAsync("二要素認証");
        await page.TabToAsync(page.GetByLabel("認証アプリの数字"));
        await page.TypeAsync(hall.CodeOf(TownHall.Hinoemata, "yamada"));
        await page.SeesHeadingAsync("最初の画面");
        await page.Sees("header").ToContainTextAsync("山田　窓口");

        await page.TabToAsync(page.GetByRole(AriaRole.Button, new() { Name = "終了", Exact = true }));
        await page.KeysAsync("Enter");
        await page.SeesHeadingAsync("サインイン");
        await page.GotoAsync($"/{TownHall.Hinoemata}/residents");
        await page.SeesHeadingAsync("サインイン");
    }
}
