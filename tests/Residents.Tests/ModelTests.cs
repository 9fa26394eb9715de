using Moyai.Kernel;
using Moyai.Residents.Model;
using Moyai.Residents.Storage;

namespace Moyai.Residents.Tests;

public sealed class ModelTests : OnARegister
{
    public static IEnumerable<TheoryDataRow<string, string>> Patterns() => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "standards", "unknown_date_patterns.csv"))
        .Where(line => line.Length > 0 && line[0] != '#').Skip(1).Select(line => line.Split(',')).Select(cells => new TheoryDataRow<string, string>(cells[2], cells[3]));

    [Fact]
    public async Task The_columns_are_the_items_of_the_standard()
    {
        var types = new Dictionary<string, string>
        {
            ["number15"] = "bigint", ["integer"] = "integer", ["flag"] = "boolean", ["date"] = "date", ["partial-date"] = "text",
        };
        var expected = new List<string> { "municipality_code text" };
        foreach (var cells in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "standards", "items.csv")).Skip(1).Select(line => line.Split(',')))
        {
            if (cells[2] == "individual-number")
                continue;
            expected.Add($"{cells[0]} {types.GetValueOrDefault(cells[2], "text")}");
            if (cells[2] == "partial-date")
                expected.AddRange([$"{cells[0]}_unknown boolean", $"{cells[0]}_shown text"]);
        }
        expected.AddRange(["recorded_at timestamp with time zone", "recorded_by text"]);
        var columns = await Register.ListAsync(Register.Hayama, "select column_name || ' ' || data_type from information_schema.columns where table_schema = 'residents' and table_name = 'resident_version' order by ordinal_position", row => row.GetString(0));
        Assert.Equal(expected, columns);
        Assert.True(columns.Count > 110);
    }

    [Fact]
    public async Task A_snapshot_with_every_item_comes_back_as_it_was()
    {
        var full = Full("昭和50年頃", 1);
        await Register.AddAsync(full);
        var back = await Register.InAsync(Register.Hayama, session => ResidentStore.FindAsync(session, full.Number, Cancellation));
        foreach (var item in ResidentItems.Stored)
        {
            Assert.NotNull(full[item]);
            Assert.Equal(full[item], back![item]);
        }
    }

    [Fact]
    public async Task Copy_writes_the_same_row_as_insert()
    {
        var (full, sparse) = (Full("令和3年4月上旬", 1), People.Japanese(2, 2, "渡邉\U000E0102　花子", null));
        await Register.AddAsync(full, sparse);
        var back = await Register.InAsync(Register.Hayama, async session =>
        {
            await session.Sql().Add($"create temporary table copied on commit drop as select {ResidentRow.Columns} from residents.resident_version with no data").ExecuteAsync(Cancellation);
            await using (var copy = await session.CopyAsync($"copy copied ({ResidentRow.Columns}) from stdin (format binary)", Cancellation))
            {
                foreach (var resident in (Resident[])[full, sparse])
                {
                    await copy.StartRowAsync(Cancellation);
                    await ResidentRow.WriteAsync(copy, resident, Cancellation);
                }
                await copy.CompleteAsync(Cancellation);
            }
            return await session.Sql().Add($"select count(*) from (select {ResidentRow.Columns} from copied intersect select {ResidentRow.Columns} from residents.resident_version) same").FirstAsync(row => row.GetInt64(0), Cancellation);
        });
        Assert.Equal(2, back);
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public async Task Each_of_the_14_ways_not_to_know_a_date_comes_back_with_its_words(string shown, string inside)
    {
        var person = People.Japanese(1, 1, "町田　花子", "マチダ　ハナコ").With((Items.Birth, People.Unknown(shown)), (Items.BecameResident, People.Unknown(shown)));
        await Register.AddAsync(person);
        var back = (await Register.InAsync(Register.Hayama, session => ResidentStore.FindAsync(session, person.Number, Cancellation)))!;
        Assert.Equal(shown, back.ShownBirth);
        Assert.Equal(inside, back.Birth!.Value.Iso);
        Assert.True(back.Birth.Value.IsUnknown);
    }

    [Theory]
    [InlineData("1975-02-29")]
    [InlineData("2001-04-31")]
    public async Task A_day_no_calendar_has_is_kept(string iso)
    {
        await Register.AddAsync(People.Japanese(1, 1, "町田　花子", "マチダ　ハナコ", iso));
        var line = Assert.Single((await Register.SearchAsync("まちだ")).Lines);
        Assert.Equal(People.Date(iso).ToWareki(), line.Birth);
        Assert.Contains(iso[^2..], line.Birth, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_day_of_taisho_stays_in_taisho()
    {
        var birth = PartialDate.ParseInput("大正15年12月25日").Value;
        await Register.AddAsync(People.Japanese(1, 1, "町田　花子", "マチダ　ハナコ").With((Items.Birth, birth)));
        Assert.Equal("大正15年12月25日", Assert.Single((await Register.SearchAsync("まちだ")).Lines).Birth);
    }

    [Theory]
    [InlineData("渡邉\U000E0102　花子")]
    [InlineData("𠮷田　太郎")]
    [InlineData("葛\U000E0100城　太郎")]
    public async Task Names_keep_every_code_point(string name)
    {
        await Register.AddAsync(People.Japanese(1, 1, name, "ヤマダ"));
        Assert.Equal(name, Assert.Single((await Register.SearchAsync("ヤマダ")).Lines).Name);
    }

    [Fact]
    public async Task The_application_may_not_change_or_delete_a_snapshot()
    {
        await Register.AddAsync(People.Japanese(1, 1, "町田　花子", "マチダ　ハナコ"));
        foreach (var sql in (string[])["update residents.resident_version set name = 'x'", "delete from residents.resident_version", "truncate residents.resident_version", "update residents.certificate_issue set pages = 0", "delete from residents.certificate_issue"])
        {
            var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Register.InAsync(Register.Hayama, session => session.Sql().Add(sql).ExecuteAsync(Cancellation)));
            Assert.Equal("42501", refused.SqlState);
        }
    }

    [Fact]
    public async Task A_history_has_no_second_version_of_one_number()
    {
        var person = People.Japanese(1, 1, "町田　花子", "マチダ　ハナコ");
        await Register.AddAsync(person);
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Register.AddAsync(person));
        Assert.Equal("23505", refused.SqlState);
        // The same numbers in the other town are other people.
        await Register.AddAsync(Register.Hinoemata, person);
    }

    [Theory]
    [InlineData("世帯主")]
    [InlineData("夫（未届）")]
    [InlineData("子（子の妻）")]
    [InlineData("子の妻")]
    [InlineData("妻の妹の子の子")]
    [InlineData("子の子（子の夫）")]
    [InlineData("縁故者")]
    [InlineData("同居人")]
    [InlineData("縁故者の子")]
    public void These_relations_stand_in_a_record(string relation) => Assert.True(Relations.IsAllowed(relation));

    [Theory]
    [InlineData("祖父")]
    [InlineData("孫")]
    [InlineData("長男")]
    [InlineData("準世帯主")]
    [InlineData("世帯主の妻")]
    [InlineData("妻の")]
    [InlineData("の子")]
    [InlineData("")]
    [InlineData("子の子の子の子の子")]
    [InlineData("子（子の母）")]
    [InlineData("妻＋父")]
    [InlineData(" 妻")]
    [InlineData("子（子＋妻）")]
    public void These_do_not(string relation) => Assert.False(Relations.IsAllowed(relation));

    [Fact]
    public void Every_relation_offered_is_allowed() => Assert.All(Relations.Common, relation => Assert.True(Relations.IsAllowed(relation)));

    private static Resident Full(string unknown, int nth)
    {
        var resident = new Resident();
        foreach (var item in ResidentItems.Stored)
            resident = resident.With((item, item.Type switch
            {
                ItemType.Integer => 1,
                ItemType.Number15 => 10_011L + nth,
                ItemType.Flag => true,
                ItemType.Date => new DateOnly(2020, 2, 29),
                ItemType.PartialDate => item == Items.AddressSince ? People.Date("1975-02-29") : item == Items.BecameResident ? PartialDate.ParseInput("明治45年7月30日").Value : People.Unknown(unknown),
                _ => $"{item.Header}の値 渡邉\U000E0102",
            }));
        return resident.With((Items.Status, "転出"), (Items.Kind, "外国人"));
    }
}
