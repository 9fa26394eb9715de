using AngleSharp.Dom;
using Moyai.Platform.Design;

namespace Moyai.Platform.Tests.Design;

public sealed class ComponentFacts
{
    private readonly Rendering _rendering = new();

    [Fact]
    public async Task A_field_is_heard_with_its_error_before_its_support_text()
    {
        var field = await _rendering.Document<Field>(("Name", "kana"), ("Label", "フリガナ"), ("Required", true), ("Support", "全角カタカナ"), ("Error", "入力してください。"));
        var input = field.QuerySelector("input")!;
        Assert.Equal("kana-error kana-support", input.GetAttribute("aria-describedby"));
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal("true", input.GetAttribute("aria-required"));
        Assert.Equal("off", input.GetAttribute("autocomplete"));
        Assert.Equal("＊入力してください。", field.QuerySelector("#kana-error")!.TextContent);
        Assert.Equal("フリガナ※必須", field.QuerySelector("label[for=kana]")!.TextContent);
    }

    [Fact]
    public async Task A_field_without_error_or_support_refers_to_nothing()
    {
        var field = await _rendering.Document<Field>(("Name", "kana"), ("Label", "フリガナ"));
        var input = field.QuerySelector("input")!;
        Assert.False(input.HasAttribute("aria-describedby"));
        Assert.False(input.HasAttribute("aria-invalid"));
        Assert.Equal("フリガナ※任意", field.QuerySelector("label")!.TextContent);
    }

    [Fact]
    public async Task A_value_cannot_leave_its_attribute()
    {
        var html = await _rendering.Html<Field>(("Name", "name"), ("Label", "氏名"), ("Value", "\"><script>alert(1)</script>"));
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_date_prints_how_it_was_read_and_says_which_forms_it_takes()
    {
        var field = await _rendering.Document<DateField>(("Name", "birth"), ("Label", "生年月日"), ("Value", "S50.4.1"), ("Printed", "昭和50年4月1日"), ("PreviewPath", "/dates/preview"));
        Assert.Equal("昭和50年4月1日", field.QuerySelector("output#birth-printed")!.TextContent);
        Assert.Equal("birth-support birth-printed", field.QuerySelector("input")!.GetAttribute("aria-describedby"));
        Assert.Equal("/dates/preview", field.QuerySelector("input")!.GetAttribute("data-preview"));
        Assert.Contains("S50.4.1", field.QuerySelector("#birth-support")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_answer_is_chosen_before_the_person_declares_one()
    {
        Choice[] choices = [new("1", "男"), new("2", "女")];
        var open = await _rendering.Document<RadioField>(("Name", "sex"), ("Label", "性別"), ("Choices", choices), ("Error", "選んでください。"));
        Assert.Empty(open.QuerySelectorAll("[checked]"));
        Assert.Equal("sex-error", open.QuerySelector("fieldset")!.GetAttribute("aria-describedby"));
        Assert.Equal("1", open.QuerySelector("#sex")!.GetAttribute("value"));

        var chosen = await _rendering.Document<RadioField>(("Name", "sex"), ("Label", "性別"), ("Choices", choices), ("Value", "2"));
        Assert.Equal("2", Assert.Single(chosen.QuerySelectorAll("[checked]")).GetAttribute("value"));
    }

    [Fact]
    public async Task Protection_comes_first_in_whatever_order_the_states_were_given()
    {
        var chips = await _rendering.Document<StatusChips>(("Statuses", (Status[])[Status.Confirmed, Status.Provisional, Status.Stopped, Status.Protected]));
        Assert.Equal(["支援措置", "抑止", "仮登録", "確定"], chips.QuerySelectorAll(".chip").Select(c => c.TextContent));
    }

    [Fact]
    public async Task Every_state_has_a_word_and_a_shape_of_its_own()
    {
        var looks = new List<(string Word, string Shape)>();
        foreach (var status in Enum.GetValues<Status>())
        {
            var chip = await _rendering.Document<StatusChip>(("Status", status));
            looks.Add((chip.QuerySelector(".chip")!.TextContent, chip.QuerySelector("path")!.GetAttribute("d")!));
        }

        Assert.Equal(looks.Count, looks.Select(l => l.Word).Distinct().Count());
        Assert.Equal(looks.Count, looks.Select(l => l.Shape).Distinct().Count());
    }

    [Theory]
    [InlineData("渡邉\U000E0114 太郎")]
    [InlineData("か\u3099一")]
    [InlineData("\uFA10田")]
    [InlineData("𠮷田")]
    public async Task A_name_keeps_every_code_point_in_one_face(string text)
    {
        var name = await _rendering.Document<Name>(("Text", text), ("Drawable", false));
        Assert.Equal(text, name.QuerySelector(".moji")!.TextContent);
        Assert.Empty(name.QuerySelectorAll(".moji *"));
        Assert.Equal("字形未対応", name.QuerySelector(".chip")!.TextContent);
    }

    [Fact]
    public async Task The_check_page_names_the_item_in_each_link_and_the_change_in_a_word()
    {
        CheckItem[] items = [new("住所", "本町一丁目", "緑町三丁目", "/edit#address", true), new("世帯主", "甲", "甲")];
        var check = await _rendering.Document<CheckAnswers>(("Items", items));
        Assert.Equal("変更する（住所）", Assert.Single(check.QuerySelectorAll("a")).TextContent);
        Assert.Equal("住所", Assert.Single(check.QuerySelectorAll("tr.is-changed")).QuerySelector("th")!.TextContent);
        Assert.Equal("変更", check.QuerySelector("tr.is-changed .changed-word")!.TextContent);

        var fresh = await _rendering.Document<CheckAnswers>(("Items", (CheckItem[])[new("住所", null, "緑町三丁目")]));
        Assert.Equal(["項目", "内容"], fresh.QuerySelectorAll("th[scope=col]").Select(th => th.TextContent));
        Assert.Empty(fresh.QuerySelectorAll(".is-changed"));
    }

    [Theory]
    [InlineData(1, 1284, "1–50 / 1,284件", "]")]
    [InlineData(2, 1284, "51–100 / 1,284件", "[ ]")]
    [InlineData(26, 1284, "1,251–1,284 / 1,284件", "[")]
    [InlineData(2, 100, "51–100 / 100件", "[")]
    public async Task The_pager_has_no_dead_button(int page, int total, string range, string keys)
    {
        var pager = await _rendering.Document<Pager>(("Page", page), ("Total", (long)total), ("FormId", "search"));
        Assert.Equal(range, pager.QuerySelector(".pager-range")!.TextContent);
        Assert.Equal(keys, string.Join(' ', pager.QuerySelectorAll("button[form=search]").Select(b => b.GetAttribute("data-key"))));
    }

    [Fact]
    public async Task One_page_needs_no_pager()
    {
        Assert.Equal("", (await _rendering.Html<Pager>(("Page", 1), ("Total", 50L))).Trim());
    }

    [Fact]
    public async Task No_errors_no_summary()
    {
        Assert.Equal("", (await _rendering.Html<ErrorSummary>(("Errors", Array.Empty<FieldError>()))).Trim());
    }

    [Fact]
    public async Task Progress_is_told_in_counts()
    {
        var bar = await _rendering.Document<ProgressBar>(("Label", "取込み"), ("Done", 12400L), ("Total", 48211L));
        var progress = bar.QuerySelector("progress")!;
        Assert.Equal("12,400 / 48,211件", bar.QuerySelector("[data-announce]")!.TextContent);
        Assert.Equal("取込み", bar.GetElementById(progress.GetAttribute("aria-labelledby")!)!.TextContent);
        Assert.Equal(("12400", "48211"), (progress.GetAttribute("value"), progress.GetAttribute("max")));
    }

    [Fact]
    public async Task A_button_prints_its_key_without_taking_it_into_its_name()
    {
        var button = await _rendering.Document<Button>(("Kind", ButtonKind.Solid), ("Key", "a"), ("FocusOnly", true), ("ChildContent", Rendering.Text("承認する")));
        var element = button.QuerySelector("button.button-solid")!;
        Assert.Equal("a", element.GetAttribute("data-key"));
        Assert.True(element.HasAttribute("data-key-focus"));
        Assert.True(element.HasAttribute("data-primary"));
        Assert.Equal("true", element.QuerySelector("kbd")!.GetAttribute("aria-hidden"));
    }

    [Fact]
    public async Task An_unknown_colour_never_hides_the_name()
    {
        var page = await _rendering.Document<PlainPage>(("Title", "サインイン"), ("MunicipalityName", "もやい町"), ("MunicipalityCode", "999997"), ("Colour", "white"));
        Assert.NotNull(page.QuerySelector(".site-header.bar-blue-900"));
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("[ ]", true)]
    [InlineData("m+数字", true)]
    [InlineData("↑ ↓", false)]
    [InlineData("Ctrl+Enter", false)]
    public void Single_keys_are_those_that_can_be_switched_off(string key, bool switchable) => Assert.Equal(switchable, new KeyHint(key, "").IsSingle);
}
