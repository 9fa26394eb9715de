using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Moyai.EndToEnd.Browser;

/// <summary>What must hold on every page whoever looks at it: no finding of axe, no sideways scroll, one heading, a title that names the town, and keys that do something.</summary>
[Collection(TownHallCollection.Name)]
public sealed partial class EveryPage(TownHall hall)
{
    /// <summary>Keys of the bar that lead nowhere. Those of a list that is filled while typing need no row yet.</summary>
    private const string DeadKeys = """
        () => {
          const shown = e => e && e.getClientRects().length > 0;
          const has = selector => [...document.querySelectorAll(selector)].some(shown);
          const live = has('form[data-live-search]');
          const rows = live || has('table[data-rows] tbody a');
          const works = key => {
            if (key === '↑↓' || key === 'j k' || key === 'Enter') return rows || (key === 'Enter' && has('form[data-staff] .input'));
            if (key === '[ ]') return live;
            if (key === 'Ctrl+Enter') return has('form[data-staff] button[data-primary]');
            if (key === 'm+数字') return has('[data-menu-key]');
            if (key === 'Esc') return has('[data-key=Escape]');
            if (key === 'F1') return document.querySelector('dialog#key-help') !== null;
            if (key === '/') return has('[data-search-field]');
            const range = key.match(/^(\d)–(\d)$/);
            if (range) return Array.from({ length: range[2] - range[1] + 1 }, (_, i) => +range[1] + i).every(digit => has(`[data-key="${digit}"]`));
            return has(`[data-key="${CSS.escape(key)}"]`);
          };
          return [...document.querySelectorAll('.key-bar kbd')].map(kbd => kbd.textContent).filter(key => !works(key));
        }
        """;

    /// <summary>What passed is thousands of nodes a page: they stay in the browser.</summary>
    private static readonly AxeRunOptions ViolationsOnly = new() { ResultTypes = [ResultType.Violations] };

    private readonly List<string> _faults = [];

    [Fact]
    public async Task Every_page_that_can_be_reached_passes_axe_fits_a_narrow_screen_and_names_its_town()
    {
        await using var stranger = await hall.NewContextAsync();
        var open = await stranger.NewPageAsync();
        foreach (var path in (string[])["/", $"/{TownHall.Hayama}/sign-in", "/999999/sign-in"])
        {
            await open.GotoAsync(path);
            await LookAsync(open, path, path.Contains(TownHall.Hayama, StringComparison.Ordinal));
        }

        await PrepareAsync();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var login in (string[])["yamada", "suzuki", "sato"])
            await WalkAsync(login, seen);
        foreach (var template in (string[])
            ["/home", "/residents", "/residents/{n}", "/residents/{n}/household", "/residents/{n}/history", "/residents/{n}/individual-number", "/households/{n}", "/households/{n}/certificate",
             "/move-ins", "/move-ins/new", "/move-ins/{id}", "/certificates", "/certificates/{id}", "/residents/import", "/jobs", "/jobs/{id}", "/access-records",
             "/people", "/people/new", "/people/rights", "/people/sessions", "/people/{id}", "/me/password", "/me/second-factors", "/me/sessions"])
            Assert.Contains(template, seen);
        await StatesAsync();
        Assert.True(_faults.Count == 0, string.Join('\n', _faults));
        Assert.Empty(hall.Complaints);
    }

    /// <summary>Something in every list: a waiting move-in, a certificate.</summary>
    private async Task PrepareAsync()
    {
        var page = await hall.OpenAsync("yamada", "move-ins/new");
        await FillAsync(page);
        await page.KeysAsync("Control+Enter");
        await page.SeesHeadingAsync("入力内容の確認");
        await LookAsync(page, "the check page");
        await page.KeysAsync("Control+Enter");
        await page.Sees(".banner-success").ToBeVisibleAsync();
        await LookAsync(page, "a move-in just entered");

        await FindSomeoneAsync(page);
        await LookAsync(page, "the results of a search");
        await page.Locator("#results tbody a").First.ClickAsync();
        await page.SeesHeadingAsync("住民の基本情報");
        await page.KeysAsync("c");
        await page.SeesHeadingAsync("住民票の写しの発行");
        await page.KeysAsync("Control+Enter");
        await page.SeesHeadingAsync("発行した証明書");
        await LookAsync(page, "a certificate just issued");
        await page.CloseAsync();
    }

    private static async Task FindSomeoneAsync(IPage page)
    {
        await page.GotoAsync($"/{TownHall.Hayama}/residents");
        await page.Locator("#global-search").FillAsync("さとう");
        await page.Sees("#results tbody tr").ToBeVisibleAsync();
    }

    private static async Task FillAsync(IPage page)
    {
        await page.GetByLabel("国内転入").CheckAsync();
        await page.Locator("#moved_on").FillAsync("R8.11.1");
        await page.Locator("#address_town").FillAsync("堀内");
        await page.Locator("#person1_name").FillAsync("見本待ち　三郎");
        await page.Locator("#person1_birth").FillAsync("S60.1.2");
        await page.Locator("#person1_relation").FillAsync("世帯主");
        await page.Locator("#person1_honseki").FillAsync("なし");
        await page.Locator("#person1_head_of_family_register").FillAsync("なし");
    }

    /// <summary>From the first page along every link, each kind of page once.</summary>
    private async Task WalkAsync(string login, HashSet<string> seen)
    {
        var page = await hall.OpenAsync(login, "home");
        var root = $"/{TownHall.Hayama}";
        var waiting = new Queue<string>([$"{root}/home"]);
        if (await page.Locator("#global-search").CountAsync() > 0)
        {
            await FindSomeoneAsync(page);
            waiting.Enqueue((await page.Locator("#results tbody a").First.GetAttributeAsync("href"))!);
        }
        seen.Remove("/home");
        while (waiting.TryDequeue(out var path))
        {
            var template = Identity().Replace(Number().Replace(path[root.Length..], "{n}"), "{id}");
            if (!seen.Add(template))
                continue;
            await page.GotoAsync(path);
            await LookAsync(page, $"{login} {template}");
            foreach (var link in await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href]')].map(a => new URL(a.href).pathname)"))
                if (link.StartsWith(root + "/", StringComparison.Ordinal) && !link.EndsWith("/document", StringComparison.Ordinal) && !link.EndsWith(".csv", StringComparison.Ordinal))
                    waiting.Enqueue(link);
        }
        await page.CloseAsync();
    }

    /// <summary>Pages that no link leads to: refusals, errors in forms, what is not there.</summary>
    private async Task StatesAsync()
    {
        var page = await hall.OpenAsync("yamada", "move-ins/new");
        await page.KeysAsync("Control+Enter");
        await page.Sees("#error-summary").ToBeFocusedAsync();
        await LookAsync(page, "a move-in with errors");
        await page.GetByLabel("外国人").CheckAsync();
        await LookAsync(page, "a foreign resident");
        foreach (var (path, status) in new[] { ("people", 403), ("no-such-page", 404), ("residents/999999999999999", 404) })
        {
            var answer = await page.GotoAsync($"/{TownHall.Hayama}/{path}");
            Assert.Equal(status, answer!.Status);
            // An address that is no page belongs to no town.
            await LookAsync(page, $"{status} {path}", inTown: path != "no-such-page");
        }
        await page.CloseAsync();
    }

    private async Task LookAsync(IPage page, string what, bool inTown = true)
    {
        foreach (var width in (int[])[360, 683, 1366])
        {
            await page.SetViewportSizeAsync(width, 768);
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
                _faults.Add($"{what}: scrolls sideways at {width}: {await page.EvaluateAsync<string>("[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.table-scroll')).slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(' | ')")}");
            if (width != 683)
                foreach (var violation in (await page.RunAxe(ViolationsOnly)).Violations)
                    _faults.Add($"{what}: {violation.Id} at {width}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}");
            if (Environment.GetEnvironmentVariable("MOYAI_SCREENSHOTS") is { Length: > 0 } folder)
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{FileName().Replace(what, "_")}-{width}.png"), FullPage = true });
        }
        if (await page.Locator("h1").CountAsync() != 1)
            _faults.Add($"{what}: not one h1");
        if (await page.Locator("html").GetAttributeAsync("lang") != "ja")
            _faults.Add($"{what}: the language is not told");
        var title = await page.TitleAsync();
        if (inTown && !title.Contains("葉山町 " + TownHall.Hayama, StringComparison.Ordinal))
            _faults.Add($"{what}: the title does not name the town: {title}");
        if (await page.EvaluateAsync<string[]>(DeadKeys) is { Length: > 0 } dead)
            _faults.Add($"{what}: keys that do nothing: {string.Join(' ', dead)}");
    }

    [GeneratedRegex("[0-9]{15}")]
    private static partial Regex Number();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Identity();

    [GeneratedRegex("[^A-Za-z0-9{}-]+")]
    private static partial Regex FileName();
}
