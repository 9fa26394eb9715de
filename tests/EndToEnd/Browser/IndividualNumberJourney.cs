using Microsoft.Playwright;

namespace Moyai.EndToEnd.Browser;

[Collection(TownHallCollection.Name)]
public sealed class IndividualNumberJourney(TownHall hall)
{
    [Fact]
    public async Task The_number_is_shown_once_for_a_reason_and_kept_in_no_cache()
    {
        var page = await hall.OpenAsync("yamada", "residents");
        await page.Locator("#global-search").FillAsync("さとう");
        await page.Locator("#results tbody a").First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "個人番号を見る" }).ClickAsync();
        await page.SeesHeadingAsync("個人番号の閲覧");

        await page.KeysAsync("Control+Enter");
        await page.Sees("#error-summary").ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".individual-number")).ToHaveCountAsync(0);

        await page.KeysAsync("Tab", "Enter", "Space");
        var answer = await page.RunAndWaitForResponseAsync(() => page.KeysAsync("Control+Enter"), response => response.Request.Method == "POST");
        Assert.Equal("no-store", answer.Headers["cache-control"]);
        await Assertions.Expect(page.Locator(".individual-number")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[0-9]{4} [0-9]{4} [0-9]{4}$"));

        await page.GotoAsync(page.Url);
        await Assertions.Expect(page.Locator(".individual-number")).ToHaveCountAsync(0);
        await page.CloseAsync();
    }
}
