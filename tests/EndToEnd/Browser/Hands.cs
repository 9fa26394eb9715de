using Microsoft.Playwright;

namespace Moyai.EndToEnd.Browser;

/// <summary>Hands on a keyboard.</summary>
internal static class Hands
{
    public static async Task KeysAsync(this IPage page, params string[] keys)
    {
        foreach (var key in keys)
            await page.Keyboard.PressAsync(key);
    }

    /// <summary>What is typed into the field that has the focus, and Enter.</summary>
    public static async Task TypeAsync(this IPage page, string text, string then = "Enter")
    {
        await page.Keyboard.InsertTextAsync(text);
        await page.Keyboard.PressAsync(then);
    }

    /// <summary>Presses Tab until the element has the focus, as someone without a mouse does.</summary>
    public static async Task TabToAsync(this IPage page, ILocator wanted, int most = 60)
    {
        for (var i = 0; i < most; i++)
        {
            if (await wanted.EvaluateAsync<bool>("e => e === document.activeElement"))
                return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"Tab does not reach it within {most} steps: {wanted}");
    }

    public static Task<string> FocusAsync(this IPage page) => page.EvaluateAsync<string>("document.activeElement.id || document.activeElement.tagName.toLowerCase()");

    public static ILocatorAssertions Sees(this IPage page, string selector) => Assertions.Expect(page.Locator(selector).First);

    public static ILocator Heading(this IPage page) => page.Locator("h1");

    public static Task SeesHeadingAsync(this IPage page, string text) => Assertions.Expect(page.Heading()).ToHaveTextAsync(text);
}
