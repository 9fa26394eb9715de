using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Moyai.EndToEnd.Browser.Chromium))]

namespace Moyai.EndToEnd.Browser;

/// <summary>The one browser of a test run: the distribution's, started by the first test that looks at a page.</summary>
/// <remarks>A machine without it fails the test; it never skips it. MOYAI_CHROMIUM names another.</remarks>
public sealed class Chromium : IAsyncDisposable
{
    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> _running = new(StartAsync);

    public async Task<IBrowser> RunningAsync() => (await _running.Value).Browser;

    private static async Task<(IPlaywright, IBrowser)> StartAsync()
    {
        // Five seconds are enough on a quiet machine and too few on one that builds beside.
        Assertions.SetDefaultExpectTimeout(15_000);
        var driver = await Playwright.CreateAsync();
        var browser = await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("MOYAI_CHROMIUM") is { Length: > 0 } named ? named : "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return (driver, browser);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_running.IsValueCreated)
            return;
        var (driver, browser) = await _running.Value;
        await browser.DisposeAsync();
        driver.Dispose();
    }
}
