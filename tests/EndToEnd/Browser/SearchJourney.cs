using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Moyai.EndToEnd.Browser;

[Collection(TownHallCollection.Name)]
public sealed partial class SearchJourney(TownHall hall)
{
    private const string Row = "#results tbody tr";

    [Fact]
    public async Task A_search_answers_while_typing_by_kana_kanji_birth_and_address_and_nothing_typed_stands_in_an_address()
    {
        var addresses = new List<string>();
        var page = await hall.OpenAsync("yamada", "residents");
        page.Request += (_, request) => addresses.Add(request.Url);
        Assert.Equal("global-search", await page.FocusAsync());

        await FindAsync(page, "さとう");
        var person = page.Locator(Row).First;
        var (name, kana, birth) = (await person.Locator(".moji").First.InnerTextAsync(), await person.Locator(".name-kana").InnerTextAsync(), await person.Locator(".date").InnerTextAsync());
        var address = await person.Locator(".moji").Nth(1).InnerTextAsync();
        var href = await person.Locator("a").GetAttributeAsync("href");
        Assert.StartsWith("サトウ", kana, StringComparison.Ordinal);

        // Each way of asking finds the same person.
        foreach (var typed in new[] { name[..2], YearAndMonth().Match(birth).Value, Town().Match(address).Groups[1].Value })
        {
            Assert.True(typed.Length >= 2, $"nothing to search for in {birth} {address}");
            await FindAsync(page, $"{typed} さとう");
            await Assertions.Expect(page.Locator($"{Row} a[href='{href}']")).ToBeVisibleAsync();
        }
        await FindAsync(page, "昭和50年4月");

        Assert.DoesNotContain(addresses, url => Uri.UnescapeDataString(url).Any(c => c > 0x2E80) || url.Contains("q=", StringComparison.Ordinal));
        Assert.EndsWith($"/{TownHall.Hayama}/residents", page.Url, StringComparison.Ordinal);
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_word_being_composed_is_not_searched_for_until_it_is_decided()
    {
        var page = await hall.OpenAsync("yamada", "residents");
        var asked = 0;
        page.Request += (_, request) => asked += request.Method == "POST" ? 1 : 0;
        await page.Clock.InstallAsync();
        await page.EvalOnSelectorAsync("#global-search", """
            field => {
              field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
              field.value = 'さと';
              field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
            }
            """);
        await page.Clock.RunForAsync(2000);
        Assert.Equal(0, asked);

        await page.EvalOnSelectorAsync("#global-search", "field => { field.value = '佐藤'; field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true })); }");
        await page.Clock.RunForAsync(200);
        await page.Sees(Row).ToBeVisibleAsync();
        Assert.Equal(1, asked);
        await page.CloseAsync();
    }

    [Fact]
    public async Task Arrow_and_Enter_open_a_person_digits_change_the_tab_and_Escape_leads_back_to_the_search()
    {
        var page = await hall.OpenAsync("yamada", "residents");
        await FindAsync(page, "さとう");
        await page.KeysAsync("ArrowDown");
        var first = page.Locator($"{Row} a").First;
        await Assertions.Expect(first).ToBeFocusedAsync();
        var href = await first.GetAttributeAsync("href");
        await page.KeysAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(hall.Address, href!).ToString());
        await page.SeesHeadingAsync("住民の基本情報");
        Assert.Equal("20px", await page.EvalOnSelectorAsync<string>(".person-head .moji", "e => getComputedStyle(e).fontSize"));

        await page.KeysAsync("2");
        await page.SeesHeadingAsync("住民の世帯");
        await page.Sees("[aria-current=true]").ToBeVisibleAsync();
        await page.KeysAsync("3");
        await page.SeesHeadingAsync("住民の履歴");
        await page.Sees(".history-entry").ToContainTextAsync("（現在）");
        await page.KeysAsync("h");
        await page.SeesHeadingAsync("世帯");
        await page.KeysAsync("Escape");
        await page.SeesHeadingAsync("住民検索");
        Assert.Equal("global-search", await page.FocusAsync());

        await page.GoBackAsync();
        await page.KeysAsync("/");
        await page.TypeAsync("さとう");
        await page.SeesHeadingAsync("住民検索");
        await Assertions.Expect(page.Locator("#global-search")).ToHaveValueAsync("さとう");
        await page.Sees(Row).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    /// <summary>Types it and waits until the answer shown is the answer to it.</summary>
    private static async Task FindAsync(IPage page, string typed)
    {
        await page.Locator("#global-search").FillAsync("");
        await page.Keyboard.InsertTextAsync(typed);
        await page.Locator("form[data-live-search]").And(page.Locator($"[data-shown='{typed}']")).WaitForAsync();
        await page.Sees($"{Row}, #results .empty").ToBeVisibleAsync();
    }

    [GeneratedRegex("^(明治|大正|昭和|平成|令和|[MTSHR]).+?[年.]\\d+月?")]
    private static partial Regex YearAndMonth();

    [GeneratedRegex("^(\\D{2,}?)\\d")]
    private static partial Regex Town();
}
