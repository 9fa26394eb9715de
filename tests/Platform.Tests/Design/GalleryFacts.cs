using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Components;
using Moyai.Platform.Design;

namespace Moyai.Platform.Tests.Design;

/// <summary>Every page of the gallery keeps the rules that every page of the product must keep.</summary>
public sealed class GalleryFacts
{
    private static readonly string[] IdReferences = ["aria-labelledby", "aria-describedby", "data-target", "data-preview-target", "data-poll-pause", "for", "form"];

    public static TheoryData<string?> Pages => new(null, "search", "detail", "check", "queue", "empty", "keys", "errors", "plain", "404", "403", "500");

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_has_one_heading_a_language_and_a_title_that_says_so(string? page)
    {
        var document = await Render(page);
        Assert.Equal("ja", document.DocumentElement.GetAttribute("lang"));
        var heading = Assert.Single(document.QuerySelectorAll("h1"));
        Assert.Contains(heading.TextContent, document.Title!, StringComparison.Ordinal);
        Assert.Single(document.QuerySelectorAll("main"));
        Assert.NotNull(document.QuerySelector("a.skip[href='#main']"));
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_holds_no_script_and_no_style_of_its_own(string? page)
    {
        var document = await Render(page);
        Assert.Empty(document.QuerySelectorAll("[style], style, script:not([src])"));
        Assert.DoesNotContain(document.All, e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal)));
        Assert.DoesNotContain(document.All, e => e.Attributes.Any(a => a.Value.StartsWith("javascript:", StringComparison.Ordinal) || a.Value.StartsWith("data:", StringComparison.Ordinal)));
        Assert.Empty(document.QuerySelectorAll("[placeholder], [disabled], [readonly]"));
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Ids_are_unique_and_every_reference_finds_its_id(string? page)
    {
        var document = await Render(page);
        var ids = document.All.Where(e => e.HasAttribute("id")).Select(e => e.Id!).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        foreach (var name in IdReferences)
            foreach (var element in document.QuerySelectorAll($"[{name}]"))
                foreach (var id in element.GetAttribute(name)!.Split(' '))
                    Assert.Contains(id, ids);
        foreach (var link in document.QuerySelectorAll("a[href^='#']"))
            Assert.Contains(link.GetAttribute("href")![1..], ids);
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Every_control_has_a_label_and_every_posting_form_of_the_shell_a_token(string? page)
    {
        var document = await Render(page);
        foreach (var control in document.QuerySelectorAll("input:not([type=hidden]), select, textarea"))
            Assert.True(control.Closest("label") is not null || document.QuerySelector($"label[for='{control.Id}']") is not null, control.OuterHtml);
        foreach (var form in document.QuerySelectorAll("form[method=post]").Where(_ => page is not "plain"))
            Assert.NotNull(form.QuerySelector("input[data-antiforgery]"));
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Every_key_that_is_printed_does_something(string? page)
    {
        var document = await Render(page);
        foreach (var printed in document.QuerySelectorAll(".key-bar kbd").Select(k => k.TextContent))
            Assert.True(Works(document, printed), $"{page}: {printed}");
    }

    [Fact]
    public async Task The_check_of_keys_notices_a_key_without_an_element()
    {
        var document = await Render("detail");
        Assert.True(Works(document, "c"));
        Assert.False(Works(document, "z"));
    }

    [Fact]
    public async Task Each_component_stands_in_the_gallery()
    {
        var rendering = new Rendering();
        foreach (var page in Pages)
            await rendering.Html<DesignGallery>((nameof(DesignGallery.Page), page.Data));
        var all = typeof(DesignGallery).Assembly.GetTypes()
            .Where(t => t.Namespace == typeof(DesignGallery).Namespace && !t.IsAbstract && typeof(ComponentBase).IsAssignableFrom(t) && t.Name != "_Imports");
        Assert.Empty(all.Except(rendering.Made));
    }

    [Fact]
    public async Task A_failed_form_says_so_in_the_title_and_links_every_error_to_its_field()
    {
        var document = await Render("errors");
        Assert.StartsWith("エラー：", document.Title, StringComparison.Ordinal);
        var summary = document.QuerySelector("#error-summary")!;
        Assert.True(summary.HasAttribute("autofocus"));
        Assert.Equal("-1", summary.GetAttribute("tabindex"));
        var links = summary.QuerySelectorAll("a").ToList();
        Assert.Equal(4, links.Count);
        foreach (var link in links)
        {
            var field = document.QuerySelector(link.GetAttribute("href")!)!;
            Assert.Contains(field.LocalName, (string[])["input", "select", "textarea"]);
            Assert.Contains(link.TextContent, (field.Closest("fieldset") ?? field.Closest(".field"))!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Test_data_is_marked_in_word_and_in_colour()
    {
        var document = await Render("search");
        Assert.Equal("検証環境", document.QuerySelector(".bar-test")!.TextContent);
        Assert.NotNull(document.QuerySelector(".site-header.is-test"));
        Assert.Contains("検証環境", document.QuerySelector(".print-header")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("999997", document.Title!, StringComparison.Ordinal);
    }

    private static bool Works(IDocument document, string printed) => printed switch
    {
        "/" => document.QuerySelector("[data-search-field]") is not null,
        "m+数字" => document.QuerySelector("[data-menu-key='1']") is not null,
        "F1" => document.QuerySelector("#key-help") is not null,
        "Esc" => document.QuerySelector("[data-key='Escape']") is not null,
        "Ctrl+Enter" => document.QuerySelector("form[data-staff] button[type=submit]") is not null,
        "↑ ↓" or "Enter" => document.QuerySelector("table[data-rows] tbody a[href]") is not null,
        _ when printed.Split('–') is [[var first], [var last]] => Enumerable.Range(first, last - first + 1).All(k => document.QuerySelector($"[data-key='{(char)k}']") is not null),
        _ => printed.Split(' ').All(k => document.QuerySelector($"[data-key='{k}']") is not null),
    };

    private static Task<IHtmlDocument> Render(string? page) => new Rendering().Document<DesignGallery>((nameof(DesignGallery.Page), page));
}
