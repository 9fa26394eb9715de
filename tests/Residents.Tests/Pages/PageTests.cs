using Moyai.Kernel;
using Moyai.Residents.Certificates;
using Moyai.Residents.MoveIn;
using Moyai.Residents.Operations;
using Moyai.Residents.Pages.Certificates;
using Moyai.Residents.Pages.Households;
using Moyai.Residents.Pages.MoveIns;
using Moyai.Residents.Pages.Person;
using Moyai.Residents.Pages.Search;

namespace Moyai.Residents.Tests.Pages;

public sealed class PageTests
{
    private static readonly string[] Personal = ["渡邉", "太郎", "ワタナベ", "わたなべ", "昭和50", "堀内", "2135", "架空", "カクウ", "なし"];

    private static readonly ShowResident.Receipt Shown = new(
        Rendered.Person,
        [new("番号", [new("宛名番号", Rendered.Person.Number)]), new("氏名", [new("氏名", Rendered.Person.Name)])],
        [Rendered.Person],
        [new(2, "転居", "令和8年4月1日", "令和8年4月2日", "令和8年4月2日", "住民", [new("住所_町字", "一色", "堀内")]), new(1, "国内転入", "令和5年9月8日", "", "", "住民", [])]);

    private static readonly ShowHousehold.Receipt Household = new(Rendered.Person.HouseholdNumber, "堀内2135番地", Rendered.Person.Name, [Rendered.Person], [Rendered.Person with { Status = "転出" }], []);

    private static readonly SearchView Found = new(new SearchForm("わたなべ", false, 1, null), new SearchResidents.Receipt([Rendered.Person, Rendered.Person with { IsSuppressed = true, Status = "転出", IsFormerMatch = true, Address = ResidentLine.HiddenAddress }], "b3BhcXVl"), TimeSpan.FromSeconds(0.04));

    /// <summary>Every page of the register with a person in it.</summary>
    public static TheoryData<string> Names => ["search", "basic", "household-tab", "history", "reveal", "revealed", "household", "form", "check", "entry", "queue", "certificate"];

    private static Task<Rendered> RenderAsync(string name)
    {
        var form = Sent.Read(("person1_individual_number", Sent.Digits));
        var notification = MoveInReading.Of(form, Sent.Today).Notification;
        var line = new ShowMoveIns.Line(Guid.CreateVersion7(), 3, "waiting", "国内転入", "架空 太郎", 1, 1, "山田 花子", new DateTimeOffset(2026, 11, 22, 1, 0, 0, TimeSpan.Zero), false, null);
        return name switch
        {
            "search" => Rendered.OfAsync<SearchPage>(("View", Found)),
            "basic" => Rendered.OfAsync<PersonPage>(("Shown", Shown), ("MayReveal", true), ("MayIssue", true)),
            "household-tab" => Rendered.OfAsync<PersonPage>(("Shown", Shown), ("Tab", PersonTab.Household)),
            "history" => Rendered.OfAsync<PersonPage>(("Shown", Shown), ("Tab", PersonTab.History)),
            "reveal" => Rendered.OfAsync<IndividualNumberPage>(("Person", Rendered.Person)),
            "revealed" => Rendered.OfAsync<IndividualNumberPage>(("Person", Rendered.Person), ("Digits", Sent.Digits), ("Reason", RevealIndividualNumber.Reasons[0])),
            "household" => Rendered.OfAsync<HouseholdPage>(("Shown", Household), ("MayIssue", true)),
            "form" => Rendered.OfAsync<MoveInFormPage>(("Form", form), ("Joined", Household), ("Towns", new[] { "一色" }), ("Errors", new[] { ResidentErrors.NoHead.At("person1_relation") })),
            "check" => Rendered.OfAsync<MoveInCheckPage>(("Form", form), ("Notification", notification), ("Found", new CheckMoveIn.Receipt([], ["住民票コードのない人がいます。"], []))),
            "entry" => Rendered.OfAsync<MoveInPage>(("Shown", new ShowMoveIns.OneReceipt(line, notification, ["注意"], [])), ("MayApprove", true), ("MayRead", true)),
            "queue" => Rendered.OfAsync<MoveInQueuePage>(("Lines", new[] { line, line with { IsOwn = true, State = "returned", ReturnReason = "続柄を直す" } }), ("Now", line.EnteredAt.AddMinutes(42))),
            _ => Rendered.OfAsync<CertificatePage>(("Household", Household), ("Form", CertificateForm.Blank([AddresseeNumber.FromRegister(123455)]))),
        };
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_address_and_no_title_holds_anything_of_a_person(string name)
    {
        var page = await RenderAsync(name);
        Assert.NotEmpty(page.Addresses);
        Assert.All(page.Addresses, address => Assert.DoesNotContain(Personal, word => address.Contains(word, StringComparison.Ordinal)));
        Assert.All(page.Addresses, address => Assert.DoesNotContain(Sent.Digits, address, StringComparison.Ordinal));
        Assert.All(page.Addresses, address => Assert.DoesNotContain("%", address, StringComparison.Ordinal));
        Assert.DoesNotContain(Personal, word => page.Title.Contains(word, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_key_that_is_printed_is_declared_once(string name)
    {
        var page = await RenderAsync(name);
        Assert.All(page.PrintedKeys.Except(["/", "?"]), key => Assert.Contains(key, page.Keys));
        Assert.Equal(page.Keys.Distinct().Count(), page.Keys.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_individual_number_stands_on_one_page_only(string name)
    {
        var digits = Sent.Digits;
        var html = (await RenderAsync(name)).Html.Replace(" ", "", StringComparison.Ordinal);
        Assert.Equal(name == "revealed", html.Contains(digits, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_form_says_that_a_number_is_there_without_showing_it()
    {
        var html = (await RenderAsync("form")).Html;
        Assert.Contains("************", html, StringComparison.Ordinal);
        Assert.Contains("name=\"person1_sealed_number\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"#person1_relation\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"person1_relation\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_error_of_a_form_links_to_a_field_that_is_there()
    {
        var form = Sent.Read(("reason", ""), ("moved_on", ""), ("address_town", ""), ("person1_kind", "外国人"), ("person1_name", ""), ("person1_birth", "x"), ("person1_relation", ""), ("person1_individual_number", "1"));
        var errors = MoveInReading.Of(form, Sent.Today).Errors;
        var page = await Rendered.OfAsync<MoveInFormPage>(("Form", form), ("Errors", errors));
        Assert.True(errors.Count >= 9);
        Assert.All(errors, error => Assert.Contains($"id=\"{error.Field}\"", page.Html, StringComparison.Ordinal));
        Assert.StartsWith("エラー：", page.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_search_keeps_its_words_in_the_field_and_the_next_page_in_a_button()
    {
        var page = await RenderAsync("search");
        Assert.Contains("value=\"わたなべ\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"2.b3BhcXVl\" data-key=\"]\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("51人目", (await Rendered.OfAsync<SearchResults>(("View", Found with { Form = Found.Form with { Page = 2 } }), ("Municipality", "143014"))).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_protects_a_person_stands_before_what_else_is_said_of_them()
    {
        var html = (await RenderAsync("search")).Html;
        var (stopped, removed, former) = (html.IndexOf("chip-stopped", StringComparison.Ordinal), html.IndexOf("chip-removed", StringComparison.Ordinal), html.IndexOf("chip-former", StringComparison.Ordinal));
        Assert.True(0 < stopped && stopped < removed && removed < former);
    }

    [Fact]
    public async Task A_change_in_the_history_is_said_in_a_word()
    {
        var html = (await RenderAsync("history")).Html;
        Assert.Contains("is-changed", html, StringComparison.Ordinal);
        Assert.Contains("変更</span>", html, StringComparison.Ordinal);
        Assert.Contains("一色", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Who_entered_finds_no_button_to_approve(bool own, bool button)
    {
        var line = new ShowMoveIns.Line(Guid.CreateVersion7(), 3, "waiting", "国内転入", "架空 太郎", 1, 0, "山田 花子", DateTimeOffset.UnixEpoch, own, null);
        var page = await Rendered.OfAsync<MoveInPage>(("Shown", new ShowMoveIns.OneReceipt(line, Sent.Reading().Notification, [], [])), ("MayApprove", true));
        Assert.Equal(button, page.Addresses.Any(address => address.EndsWith("/approve", StringComparison.Ordinal)));
        Assert.Equal(own, page.Addresses.Any(address => address.EndsWith("/withdraw", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_suppressed_person_gets_a_warning_and_no_certificate_button()
    {
        var page = await Rendered.OfAsync<PersonPage>(("Shown", Shown with { Person = Rendered.Person with { IsSuppressed = true } }), ("MayIssue", true));
        Assert.Contains("抑止の対象者です", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Addresses, address => address.EndsWith("/certificate", StringComparison.Ordinal));
    }
}
