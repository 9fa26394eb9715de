using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Moyai.Platform.Design;

namespace Moyai.Platform.Tests.Design;

public sealed class AssetFacts : IAsyncLifetime
{
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddMoyaiDesign();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapMoyaiAssets();
        _app.MapDesignGallery();
        await _app.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("moyai.css", "text/css")]
    [InlineData("moyai.js", "text/javascript")]
    [InlineData("moyai.svg", "image/svg+xml")]
    public async Task The_hashed_address_is_kept_for_ever_and_asked_again_only_by_its_tag(string name, string type)
    {
        var response = await _client.GetAsync(Assets.Url(name));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

        var again = new HttpRequestMessage(HttpMethod.Get, Assets.Url(name));
        again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await _client.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task An_old_hash_gets_the_file_of_today_uncached()
    {
        var response = await _client.GetAsync("/assets/moyai.000000000000.css");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.CacheControl!.NoCache);
    }

    [Theory]
    [InlineData("/assets/other.css")]
    [InlineData("/assets/..%2fappsettings.json")]
    [InlineData("/assets/moyai")]
    public async Task Nothing_else_is_served(string path) => Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync(path)).StatusCode);

    [Fact]
    public async Task Brotli_says_the_same()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Assets.Url("moyai.css"));
        request.Headers.AcceptEncoding.ParseAdd("br");
        var response = await _client.SendAsync(request);
        Assert.Equal("br", Assert.Single(response.Content.Headers.ContentEncoding));
        await using var body = new BrotliStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new StreamReader(body, Encoding.UTF8);
        Assert.Equal(StyleSheet.Text, await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task Japanese_travels_unescaped()
    {
        var html = await _client.GetStringAsync("/design");
        Assert.StartsWith("<!DOCTYPE html>", html.TrimStart(), StringComparison.Ordinal);
        Assert.Contains("渡邉", html, StringComparison.Ordinal);
        Assert.DoesNotContain("&#x6E21;", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_progress_of_the_gallery_is_a_part_and_not_a_page()
    {
        var part = await _client.GetStringAsync("/design/progress");
        Assert.Contains("24,800 / 48,211件", part, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", part, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_answers_with_the_part_alone_when_the_script_asks()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/design/search") { Content = new FormUrlEncodedContent([new("q", "わた")]) };
        request.Headers.Add("X-Moyai-Fragment", "results");
        var part = await (await _client.SendAsync(request)).Content.ReadAsStringAsync();
        Assert.DoesNotContain("<html", part, StringComparison.Ordinal);
        Assert.Contains("data-count", part, StringComparison.Ordinal);

        var whole = await _client.PostAsync("/design/search", new FormUrlEncodedContent([new("q", "わた")]));
        Assert.Contains("<html", await whole.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_script_speaks_no_language_and_the_sheet_fetches_nothing()
    {
        Assert.True(Ascii.IsValid(StyleSheet.Read("moyai.js")), "Words belong into the page.");
        Assert.DoesNotContain("url(", StyleSheet.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", StyleSheet.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("eval(", StyleSheet.Read("moyai.js"), StringComparison.Ordinal);
    }
}
