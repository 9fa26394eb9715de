using System.Text;
using Moyai.Kernel;
using Moyai.Platform.AccessRecords;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;
using Moyai.Platform.SignIn;
using Moyai.Platform.Tests.Operations;

namespace Moyai.Platform.Tests.AccessRecords;

public sealed class LookAtAccessRecordsTests : FloorTests
{
    private static readonly Dictionary<string, string> Titles = new() { ["probe.search"] = "住民の検索" };

    private static readonly OperationDefinition Searches = Probe.Reads with { Kind = "probe.search" };
    private static readonly OperationDefinition SignsIn = Probe.Writes with { Kind = "platform.sign-in" };

    private static AccessRecordConditions Week(AccessRecordAnalysis analysis = AccessRecordAnalysis.List) =>
        new(new DateOnly(2026, 11, 16), new DateOnly(2026, 11, 24)) { Analysis = analysis };

    private async Task WriteAsync(Municipality town, string when, string actor, OperationDefinition definition, string outcome = "done", string[]? items = null, params AddresseeNumber[] persons)
    {
        Floor.Clock.AdjustTime(new DateTimeOffset(DateTime.Parse(when, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(9)));
        var context = new OperationContext(Floor.CallerOf(town) with { LoginName = actor });
        foreach (var person in persons)
            context.Disclose(person);
        foreach (var item in items ?? [])
            context.DiscloseItem(item);
        await using var session = Floor.Open(town);
        var batch = session.Sql();
        AccessRecordWriter.Append(batch, Floor.Writer.Compose(definition, session, context, outcome));
        await session.CommitAsync(batch, Cancellation);
    }

    private async Task<LookAtAccessRecords.Found> FindAsync(AccessRecordConditions conditions, Municipality? town = null)
    {
        // Looking is recorded too: outside the week that is looked at.
        Floor.Clock.AdjustTime(new DateTimeOffset(2026, 12, 10, 1, 0, 0, TimeSpan.Zero));
        return (await Floor.Runner.RunAsync(LookAtAccessRecords.Search(Titles), conditions, Floor.CallerOf(town ?? Floor.Hinoemata, Permissions.ReadAccessRecords), Cancellation)).Value;
    }

    private static IEnumerable<string> Times(LookAtAccessRecords.Found found) => found.Rows.Select(row => row[0]);

    [Fact]
    public async Task Every_condition_narrows_the_list_and_the_other_town_is_never_in_it()
    {
        await WriteAsync(Floor.Hinoemata, "2026-11-17 10:00", "hanako", Searches, "done", ["個人番号"], Floor.Person);
        await WriteAsync(Floor.Hinoemata, "2026-11-17 11:00", "taro", Probe.Writes, "refused PLT-002", ["公印"], Floor.OtherPerson);
        await WriteAsync(Floor.Hayama, "2026-11-17 12:00", "hanako", Searches, "done", ["個人番号"], Floor.Person);

        Assert.Equal(["2026-11-17 11:00:00", "2026-11-17 10:00:00"], Times(await FindAsync(Week())));
        Assert.Equal(["2026-11-17 10:00:00"], Times(await FindAsync(Week() with { Actor = "hanako" })));
        Assert.Equal(["2026-11-17 10:00:00"], Times(await FindAsync(Week() with { Operation = "probe.search" })));
        Assert.Equal(["2026-11-17 10:00:00"], Times(await FindAsync(Week() with { Person = Floor.Person })));
        Assert.Equal(["2026-11-17 11:00:00"], Times(await FindAsync(Week() with { Outcome = "refused" })));
        Assert.Equal(["2026-11-17 11:00:00"], Times(await FindAsync(Week() with { Item = "公印" })));
        Assert.Equal(["2026-11-17 12:00:00"], Times(await FindAsync(Week() with { Person = Floor.Person }, Floor.Hayama)));
        var row = (await FindAsync(Week() with { Actor = "taro" })).Rows[0];
        Assert.Equal(["taro", "010", "PC-01", "probe.write", "試験", "試験法第2条", "拒否 PLT-002", Floor.OtherPerson.ToString(), "公印", ""], row[1..11]);
        Assert.Equal("住民の検索", (await FindAsync(Week() with { Actor = "hanako" })).Rows[0][4]);
    }

    [Fact]
    public async Task The_period_counts_days_of_japan()
    {
        await WriteAsync(Floor.Hinoemata, "2026-11-15 23:59:59", "a", Searches);
        await WriteAsync(Floor.Hinoemata, "2026-11-16 00:00:00", "b", Searches);
        await WriteAsync(Floor.Hinoemata, "2026-11-24 23:59:59", "c", Searches);
        await WriteAsync(Floor.Hinoemata, "2026-11-25 00:00:00", "d", Searches);

        Assert.Equal(["c", "b"], (await FindAsync(Week())).Rows.Select(row => row[1]));
    }

    [Fact]
    public async Task Looking_is_recorded_with_its_conditions_but_without_the_number_of_the_person()
    {
        await FindAsync(Week() with { Person = Floor.Person, Actor = "hanako" });

        var (detail, persons) = Assert.Single(await Floor.ListAsync(Floor.Hinoemata,
            "select detail, persons from platform.access_record where operation = 'platform.access-records.search'", row => (row.GetString(0), row.GetFieldValue<long[]>(1))));
        Assert.Contains("宛名番号の指定あり", detail, StringComparison.Ordinal);
        Assert.DoesNotContain(Floor.Person.ToString().TrimStart('0'), detail, StringComparison.Ordinal);
        Assert.DoesNotContain("hanako", detail, StringComparison.Ordinal);
        Assert.Empty(persons);
    }

    [Fact]
    public async Task Pages_hold_fifty_rows_and_together_all_of_them()
    {
        for (var i = 0; i < 60; i++)
            await WriteAsync(Floor.Hinoemata, "2026-11-17 10:00", $"u{i}", Searches);

        var (first, second) = (await FindAsync(Week() with { Operation = "probe.search" }), await FindAsync(Week() with { Operation = "probe.search", Page = 2 }));
        Assert.Equal((60L, 50, 10), (first.Total, first.Rows.Count, second.Rows.Count));
        Assert.Equal(60, first.Rows.Concat(second.Rows).Select(row => row[1]).Distinct().Count());
    }

    [Fact]
    public async Task Off_hours_are_nights_weekends_and_holidays()
    {
        await WriteAsync(Floor.Hinoemata, "2026-11-17 07:59", "early", Searches); // Tuesday
        await WriteAsync(Floor.Hinoemata, "2026-11-17 08:00", "in-hours", Searches);
        await WriteAsync(Floor.Hinoemata, "2026-11-17 19:59", "in-hours", Searches);
        await WriteAsync(Floor.Hinoemata, "2026-11-17 20:00", "late", Searches);
        await WriteAsync(Floor.Hinoemata, "2026-11-21 12:00", "saturday", Searches);
        await WriteAsync(Floor.Hinoemata, "2026-11-23 12:00", "holiday", Searches); // 勤労感謝の日, a Monday
        await WriteAsync(Floor.Hinoemata, "2026-11-24 12:00", "in-hours", Searches);

        Assert.Equal(["holiday", "saturday", "late", "early"], (await FindAsync(Week(AccessRecordAnalysis.OffHours))).Rows.Select(row => row[1]));
    }

    [Fact]
    public async Task Failed_sign_ins_are_listed_and_counted_for_each_person()
    {
        await WriteAsync(Floor.Hinoemata, "2026-11-17 09:00", "hanako", SignsIn, "refused PLT-010");
        await WriteAsync(Floor.Hinoemata, "2026-11-17 09:01", "hanako", SignsIn);
        await WriteAsync(Floor.Hinoemata, "2026-11-17 09:02", "hanako", Searches, "done", ["個人番号"], Floor.Person, Floor.OtherPerson);
        await WriteAsync(Floor.Hinoemata, "2026-11-17 09:03", "taro", Searches);

        Assert.Equal(["2026-11-17 09:00:00"], Times(await FindAsync(Week(AccessRecordAnalysis.SignInFailures))));
        var perActor = await FindAsync(Week(AccessRecordAnalysis.PerActor));
        var hanako = perActor.Rows.Single(row => row[0] == "hanako" && row[2] == "1");
        Assert.Equal(["hanako", "010", "1", "1", "3", "1", "2", "1"], hanako[..8]);
        Assert.Equal(perActor.Headings.Count, hanako.Length);
        Assert.Contains(perActor.Rows, row => row[0] == "taro");
    }

    [Fact]
    public async Task Who_searches_much_or_sees_many_in_an_hour_is_listed()
    {
        for (var i = 0; i < AccessRecordQueries.ManySearches; i++)
            await WriteAsync(Floor.Hinoemata, "2026-11-17 10:30", "searcher", Searches);
        for (var i = 0; i < AccessRecordQueries.ManySearches - 1; i++)
            await WriteAsync(Floor.Hinoemata, "2026-11-17 10:30", "nearly", Searches);
        await WriteAsync(Floor.Hinoemata, "2026-11-17 14:00", "reader", Probe.Reads, "done", null, [.. Enumerable.Range(1, AccessRecordQueries.ManyPersons).Select(n => AddresseeNumber.FromRegister(n))]);

        var found = await FindAsync(Week(AccessRecordAnalysis.MassSearches));
        Assert.Equal(["2026-11-17 14時台 reader 0 200", "2026-11-17 10時台 searcher 60 0"], found.Rows.Select(row => $"{row[0]} {row[1]} {row[3]} {row[4]}"));
        Assert.Equal(2, found.Total);
    }

    [Fact]
    public async Task The_file_begins_with_a_bom_holds_every_row_and_runs_no_formula()
    {
        for (var i = 0; i < 60; i++)
            await WriteAsync(Floor.Hinoemata, "2026-11-17 10:00", "hanako", Searches, "done", null, Floor.Person, Floor.OtherPerson);
        await WriteAsync(Floor.Hinoemata, "2026-11-17 11:00", "=HYPERLINK(\"x\")", Searches);

        var stream = (await Floor.Runner.RunAsync(LookAtAccessRecords.Export(Titles), Week(), Floor.CallerOf(Floor.Hinoemata, Permissions.ReadAccessRecords), Cancellation)).Value;
        using var copy = new MemoryStream();
        await using (stream)
            await stream.CopyToAsync(copy, Cancellation);

        var bytes = copy.ToArray();
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(62, lines.Length);
        Assert.StartsWith("\"日時\",\"操作者\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"'=HYPERLINK(\"\"x\"\")\"", lines[1], StringComparison.Ordinal);
        Assert.Contains($"\"{Floor.Person} {Floor.OtherPerson}\"", lines[2], StringComparison.Ordinal);
        Assert.Equal(["platform.access-records.export done"], (await Floor.OutcomesAsync(Floor.Hinoemata)).Where(line => line.StartsWith("platform", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("2026-01-01 2026-01-12 2026-02-11 2026-02-23 2026-03-20 2026-04-29 2026-05-03 2026-05-04 2026-05-05 2026-05-06 2026-07-20 2026-08-11 2026-09-21 2026-09-22 2026-09-23 2026-10-12 2026-11-03 2026-11-23")]
    [InlineData("2021-01-01 2021-01-11 2021-02-11 2021-02-23 2021-03-20 2021-04-29 2021-05-03 2021-05-04 2021-05-05 2021-07-22 2021-07-23 2021-08-08 2021-08-09 2021-09-20 2021-09-23 2021-11-03 2021-11-23")]
    [InlineData("2020-01-01 2020-01-13 2020-02-11 2020-02-23 2020-02-24 2020-03-20 2020-04-29 2020-05-03 2020-05-04 2020-05-05 2020-05-06 2020-07-23 2020-07-24 2020-08-10 2020-09-21 2020-09-22 2020-11-03 2020-11-23")]
    public void Holidays_are_those_of_the_law(string days)
    {
        var expected = days.Split(' ').Select(day => DateOnly.ParseExact(day, "yyyy-MM-dd", null)).ToList();
        var year = expected[0].Year;
        Assert.Equal(expected, Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays).Where(ClosedDays.IsHoliday));
    }
}
