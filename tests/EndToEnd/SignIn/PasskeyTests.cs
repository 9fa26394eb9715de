using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Moyai.Platform.SignIn;

namespace Moyai.EndToEnd.SignIn;

public sealed class PasskeyTests(SignInHost host) : IClassFixture<SignInHost>
{
    private string Root => $"{host.Address}/{SignInHost.Town}";

    private static async Task PasswordAsync(IPage page, string root, string login)
    {
        await page.GotoAsync(root + "/sign-in");
        await page.GetByLabel("ログイン名").FillAsync(login);
        await page.GetByLabel("パスワード").FillAsync(SignInHost.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "サインインする" }).ClickAsync();
    }

    [Fact]
    public async Task A_passkey_is_enrolled_at_the_first_sign_in_and_opens_the_second()
    {
        await using var context = await host.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var faults = new List<string>();
        page.Console += (_, message) => { if (message.Type == "error" && !message.Text.Contains("422", StringComparison.Ordinal)) faults.Add(message.Text); };
        var devtools = await context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });

        await PasswordAsync(page, Root, "clerk");
        await Assertions.Expect(page).ToHaveURLAsync(Root + "/me/second-factors");
        await page.GetByRole(AriaRole.Button, new() { Name = "パスキーの登録を始める" }).ClickAsync();
        await page.GetByLabel("パスキーの名前").FillAsync("机の鍵");
        await page.GetByRole(AriaRole.Button, new() { Name = "パスキーを登録する" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(Root + "/home");

        await page.GotoAsync(Root + "/me/second-factors");
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "机の鍵", Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "削除する" }).ClickAsync();
        await Assertions.Expect(page.GetByText(SignInErrors.LastSecondFactor.Message)).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "終了", Exact = true }).ClickAsync();
        await PasswordAsync(page, Root, "clerk");
        await Assertions.Expect(page).ToHaveURLAsync(Root + "/sign-in/second-factor");
        Assert.Empty((await page.RunAxe()).Violations.Select(violation => violation.Id));
        await page.GetByRole(AriaRole.Button, new() { Name = "パスキーを使う" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(Root + "/home");
        await page.GotoAsync(Root + "/me/sessions");
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "パスキー", Exact = true })).ToBeVisibleAsync();
        Assert.Empty(faults);
    }

    /// <summary>The pages that a link reaches are walked with all the others; these come only after a form.</summary>
    [Fact]
    public async Task The_pages_of_a_new_authenticator_app_and_of_a_first_password_pass_axe()
    {
        await using var context = await host.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await PasswordAsync(page, Root, "admin");
        await page.GetByLabel("認証アプリの数字").FillAsync(Totp.Code(SignInHost.Secret, TimeProvider.System.GetUtcNow()));
        await page.GetByRole(AriaRole.Button, new() { Name = "確かめる" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(Root + "/home");
        await page.GotoAsync(Root + "/me/second-factors");
        await page.GetByRole(AriaRole.Button, new() { Name = "別の認証アプリに替える" }).ClickAsync();
        await AxeAsync(page);
        await page.GotoAsync(Root + "/people");
        await page.GetByRole(AriaRole.Link, new() { Name = "leaver" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "パスワードを初期化する" }).ClickAsync();
        await AxeAsync(page);
    }

    private static async Task AxeAsync(IPage page)
    {
        var found = (await page.RunAxe()).Violations.Select(violation => $"{page.Url} {violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}").ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
