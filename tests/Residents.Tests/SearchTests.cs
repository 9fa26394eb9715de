using Moyai.Residents.Model;
using Moyai.Residents.Operations;
using Moyai.Residents.Storage;

namespace Moyai.Residents.Tests;

public sealed class SearchTests : OnARegister
{
    private static readonly Resident Watanabe = People.Japanese(1, 1, "渡邉\U000E0102　花子", "ワタナベ　ハナコ", "1975-04-01");
    private static readonly Resident Takahashi = People.Japanese(2, 2, "髙橋　健一", "タカハシ　ケンイチ", "1989-01-07").With((Items.AddressTown, "一色"), (Items.AddressLot, "100番地"));
    private static readonly Resident Yoshida = People.Japanese(3, 3, "𠮷田　ヴァイオレット", "ヨシダ　ヴァイオレット", "1926-12-25").With((Items.AddressTown, "堀内"), (Items.AddressLot, "二丁目3番4号"));
    private static readonly Resident Nguyen = People.Foreign(4, 4, "NGUYEN VAN AN", "山田　太郎").With((Items.AddressTown, "下山口"), (Items.AddressLot, "1番地"));

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Register.AddAsync(Watanabe, Takahashi, Yoshida, Nguyen);
        await Register.AddAsync(Register.Hinoemata, Watanabe, Takahashi, Yoshida, Nguyen, People.Japanese(5, 5, "渡辺　隣", "ワタナベ　トナリ"));
    }

    [Theory]
    [InlineData("ワタナベ", 1)]
    [InlineData("わたなへ", 1)]
    [InlineData("ﾜﾀﾅﾍﾞ", 1)]
    [InlineData("ワタナベ ハナ", 1)]
    [InlineData("はなこ", 1)]
    [InlineData("ハタナベ", 1)]
    [InlineData("バイオ", 3)]
    [InlineData("タロウ", 4)]
    [InlineData("渡辺", 1)]
    [InlineData("渡邊花子", 1)]
    [InlineData("渡邉\U000E0103", 1)]
    [InlineData("渡", 1)]
    [InlineData("子", 1)]
    [InlineData("橋", 2)]
    [InlineData("一", 2)]
    [InlineData("高橋", 2)]
    [InlineData("髙橋健", 2)]
    [InlineData("橋健一", 2)]
    [InlineData("高橋　健一", 2)]
    [InlineData("吉田", 3)]
    [InlineData("𠮷", 3)]
    [InlineData("nguyen", 4)]
    [InlineData("ＶＡＮ", 4)]
    [InlineData("NGUYEN VAN AN", 4)]
    [InlineData("山田太郎", 4)]
    [InlineData("昭和50年4月1日", 1)]
    [InlineData("S50.4.1", 1)]
    [InlineData("19750401", 1)]
    [InlineData("1975-04-01", 1)]
    [InlineData("昭和50年", 1)]
    [InlineData("昭50.4", 1)]
    [InlineData("1975年", 1)]
    [InlineData("昭和64年1月7日", 2)]
    [InlineData("平成元年", 2)]
    [InlineData("大正15年12月25日", 3)]
    [InlineData("1990-02-03", 4)]
    [InlineData("堀内2-3", 3)]
    [InlineData("堀内二丁目", 3)]
    [InlineData("堀内　2丁目3番4号", 3)]
    [InlineData("一色100", 2)]
    [InlineData("ワタナベ 堀内", 1)]
    [InlineData("昭和50年 渡辺 はな", 1)]
    [InlineData("高橋 一色", 2)]
    public async Task What_is_typed_finds_one_person(string typed, int nth)
    {
        var line = Assert.Single((await Register.SearchAsync(typed)).Lines);
        Assert.Equal(People.Number(nth).ToString(), line.Number);
        Assert.False(line.IsFormerMatch);
    }

    [Theory]
    [InlineData("タカハシ 昭和50年")]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("'; drop table residents.resident; --")]
    [InlineData("渡_花子")]
    [InlineData("\\")]
    [InlineData("$1")]
    [InlineData("渡辺健一郎")]
    [InlineData("トナリ")]
    [InlineData("999999999999999")]
    [InlineData("昭和50年 橋健一郎")]
    public async Task What_is_nobodys_finds_nobody(string typed) => Assert.Empty((await Register.SearchAsync(typed)).Lines);

    [Theory]
    [InlineData("", "RES-070")]
    [InlineData(" 　\t", "RES-070")]
    [InlineData("ー", "RES-070")]
    [InlineData("\0", "RES-011")]
    [InlineData("渡\0辺", "RES-011")]
    public async Task What_is_no_condition_is_refused(string typed, string code) =>
        Refused(code, await Register.RunAsync(SearchResidents.Operation, new SearchResidents.Request(typed)));

    [Fact]
    public async Task Half_a_character_is_refused() =>
        Refused("RES-011", await Register.RunAsync(SearchResidents.Operation, new SearchResidents.Request("渡\uD842")));

    [Fact]
    public async Task Numbers_find_a_person_and_a_household()
    {
        await Register.AddAsync(People.Japanese(7, 2, "髙橋　次", "タカハシ　ツギ", relation: "子", order: 2).With((Items.Status, "転出")));
        Assert.Equal([People.Number(1).ToString()], (await Register.SearchAsync(People.Number(1).ToString())).Lines.Select(line => line.Number).Take(1));
        Assert.Equal(2, (await Register.SearchAsync(People.Household(2).ToString())).Lines.Count(line => line.HouseholdNumber == People.Household(2).ToString()));
        Assert.Single((await Register.SearchAsync(People.Household(2).ToString(), residentsOnly: true)).Lines, line => line.HouseholdNumber == People.Household(2).ToString());
        Assert.Contains((await Register.SearchAsync($"{People.Number(3).Value}")).Lines, line => line.Number == People.Number(3).ToString());
    }

    [Fact]
    public async Task Former_names_and_addresses_are_found_and_marked()
    {
        var married = People.Next(Watanabe, (Items.Name, "鈴木　花子"), (Items.Kana, "スズキ　ハナコ"), (Items.AddressTown, "長柄"));
        await Register.AddAsync(married);
        Assert.True(Assert.Single((await Register.SearchAsync("渡辺")).Lines).IsFormerMatch);
        Assert.True(Assert.Single((await Register.SearchAsync("わたなべ")).Lines).IsFormerMatch);
        Assert.True(Assert.Single((await Register.SearchAsync("堀内2135")).Lines).IsFormerMatch);
        var now = Assert.Single((await Register.SearchAsync("鈴木")).Lines);
        Assert.Equal(("鈴木　花子", false), (now.Name, now.IsFormerMatch));
        Assert.False(Assert.Single((await Register.SearchAsync("はなこ")).Lines).IsFormerMatch);
    }

    [Fact]
    public async Task A_present_name_beside_a_former_one_in_the_same_range_is_no_former_match()
    {
        await Register.AddAsync(People.Next(Watanabe, (Items.Name, "渡部　花子"), (Items.Kana, "ワタベ　ハナコ")));
        Assert.False(Assert.Single((await Register.SearchAsync("ワタ")).Lines).IsFormerMatch);
    }

    [Fact]
    public async Task Removed_people_are_marked_and_left_out_on_request()
    {
        await Register.AddAsync(People.Next(Watanabe, (Items.Status, "死亡")));
        var line = Assert.Single((await Register.SearchAsync("渡辺")).Lines);
        Assert.Equal(("死亡", (int?)null), (line.Status, line.Age));
        foreach (var typed in (string[])["渡辺", "わたなべ", "昭和50年4月1日", "堀内2135", People.Number(1).ToString()])
            Assert.DoesNotContain((await Register.SearchAsync(typed, residentsOnly: true)).Lines, found => found.Number == People.Number(1).ToString());
    }

    [Fact]
    public async Task A_suppressed_address_is_neither_shown_nor_searched_without_the_right()
    {
        await Register.AddAsync(People.Next(Watanabe, (Items.Suppressed, true)));
        var clerk = Register.CallerOf(Register.Hayama, "clerk", ResidentPermissions.Read);
        var line = Assert.Single((await Register.SearchAsync("渡辺", caller: clerk)).Lines);
        Assert.Equal((ResidentLine.HiddenAddress, true), (line.Address, line.IsSuppressed));
        Assert.Empty((await Register.SearchAsync("堀内2135", caller: clerk)).Lines);
        Assert.Empty((await Register.SearchAsync("渡辺 堀内2135", caller: clerk)).Lines);
        Assert.Equal([People.Number(3).ToString()], (await Register.SearchAsync("堀内", caller: clerk)).Lines.Select(found => found.Number));
        Assert.Equal("堀内2135番地", Assert.Single((await Register.SearchAsync("堀内2135")).Lines).Address);
    }

    [Fact]
    public async Task Everyone_shown_stands_in_the_access_record()
    {
        await Register.SearchAsync("堀内");
        var persons = await Register.ListAsync(Register.Hayama, "select persons from platform.access_record where operation = 'residents.search'", row => row.GetFieldValue<long[]>(0));
        Assert.Equal([People.Number(1).Value, People.Number(3).Value], persons.Single().Order());
    }

    [Fact]
    public async Task Without_the_right_nothing_is_searched() =>
        Refused("PLT-002", await Register.RunAsync(SearchResidents.Operation, new SearchResidents.Request("渡辺"), Register.CallerOf(Register.Hayama, "nobody")));

    [Fact]
    public async Task A_forged_place_to_go_on_from_does_no_harm()
    {
        foreach (var after in (string[])["x", "////", Base64("9\nx\ny\n1"), Base64("1\n\0\n\0\n1"), Base64("99999\nx\ny\n1"), Base64("1\nワ\n\n-1")])
            Assert.True((await Register.RunAsync(SearchResidents.Operation, new SearchResidents.Request("わたなべ", After: after))).IsSuccess);

        static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));
    }

    [Theory]
    [InlineData("サ", 120, false)]
    [InlineData("佐", 120, false)]
    [InlineData("佐々木", 120, false)]
    [InlineData("佐々木太郎", 120, false)]
    [InlineData("佐々木", 60, true)]
    [InlineData("2000年", 120, false)]
    [InlineData("サ 2000年", 120, false)]
    public async Task Paging_visits_everyone_once_in_order(string typed, int people, bool residentsOnly)
    {
        // Several keys each in one range: two names, two readings, and an address that begins like the name.
        await Register.AddAsync([.. Enumerable.Range(0, 120).SelectMany(n =>
        {
            var first = People.Japanese(100 + n, 100 + n, $"佐々木　太郎{"〇一二三四五六七八九"[n % 10]}", $"ササキ　サト{(char)('ア' + (n * 7 % 60))}", $"2000-01-{1 + n % 28:D2}").With((Items.AddressTown, "佐々木太郎町"), (Items.AddressLot, $"{n}番地"));
            return (Resident[])[first, People.Next(first, (Items.Kana, $"サトウ　サ{(char)('ア' + (n * 11 % 60))}"), (Items.FormerName, "佐々田"), (Items.FormerNameKana, "ササダ"), (Items.Status, n % 2 == 0 ? "住民" : "転出"))];
        })]);
        var (seen, after, pages) = (new List<string>(), (string?)null, 0);
        do
        {
            var page = await Register.SearchAsync(typed, residentsOnly, after);
            seen.AddRange(page.Lines.Select(line => line.Number));
            after = page.Next;
            Assert.True(++pages < 10);
            Assert.True(page.Lines.Count == SearchResidents.PageSize || after is null);
        }
        while (after is not null);
        Assert.Equal(people, seen.Distinct().Count());
        Assert.Equal(people, seen.Count);
    }

    [Theory]
    [InlineData("ワタ")]
    [InlineData("渡")]
    [InlineData("渡辺")]
    [InlineData("高橋健一")]
    [InlineData("昭和50年")]
    [InlineData("堀内2")]
    [InlineData("ワタナベ 昭和50年4月1日")]
    public async Task Every_kind_of_search_reads_the_key_in_order(string typed)
    {
        await Register.AddAsync([.. Enumerable.Range(200, 1500).Select(n => People.Japanese(n, n, $"{(char)(0x5000 + n)}{(char)(0x6000 + n % 300)}　{(char)(0x7000 + n % 500)}", $"{(char)('ア' + n % 80)}{(char)('ア' + n / 7 % 80)}　ハ", $"19{n % 90 + 10}-0{n % 9 + 1}-11").With((Items.AddressLot, $"{n}番地")))]);
        await Register.AsAdminAsync("analyze residents.search_key; analyze residents.resident; analyze residents.resident_version");
        var (sql, values) = SearchResidents.ByKeys(SearchCondition.Parse(typed).Value, new SearchResidents.Request(typed), maySeeSuppressed: false);
        var plan = string.Join('\n', await Register.InAsync(Register.Hayama, session => session.Sql().Add("explain " + sql, [.. values]).ListAsync(row => row.GetString(0), Cancellation)));
        Assert.Contains("using search_key_pkey on search_key k", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on search_key", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on resident_version", plan, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_character_of_a_name_is_a_key() =>
        Assert.Contains((SearchKeys.NameGram, "子"), SearchKeys.Of(Watanabe));
}
