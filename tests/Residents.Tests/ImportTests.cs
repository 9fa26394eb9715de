using System.Globalization;
using System.Text;
using Moyai.Kernel;
using Moyai.Platform.Jobs;
using Moyai.Residents.Import;
using Moyai.Residents.Model;
using Moyai.Residents.Operations;
using Moyai.Residents.Storage;
using Moyai.SyntheticJapan;
using ResidentRow = Moyai.Residents.Storage.ResidentRow;

namespace Moyai.Residents.Tests;

public sealed class ImportTests : OnARegister
{
    private const string Heading = "宛名番号,履歴番号,世帯番号,住民状態,氏名,氏名フリガナ,生年月日,生年月日不詳フラグ,生年月日不詳表記,続柄,本籍,筆頭者,住民となった年月日,届出年月日,住所_町字,住所_方書,個人番号,抑止フラグ,性別";

    static ImportTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static string Row(int nth, string version = "1", int? household = null, string status = "", string name = "町田　花子", string birth = "1975-04-01", string flag = "", string shown = "", string relation = "世帯主",
        string town = "堀内", string building = "", string number = "", string suppressed = "", string sex = "女", string kana = "マチダ　ハナコ", string notified = "2010-04-03") =>
        $"{People.Number(nth)},{version},{People.Household(household ?? nth)},{status},{name},{kana},{birth},{flag},{shown},{relation},東京都千代田区千代田1番,町田　太郎,2010-04-01,{notified},{town},{building},{number},{suppressed},{sex}";

    private static byte[] File(params string[] rows) => Encoding.UTF8.GetBytes(string.Join("\r\n", [Heading, .. rows, ""]));

    private static IEnumerable<string> Told(IReadOnlyList<ImportResidents.FindingLine> findings) => findings.Select(finding => $"{finding.Row} {finding.Field} {finding.Code}");

    private async Task AssertNothingAsync()
    {
        foreach (var table in (string[])["residents.resident", "residents.resident_version", "residents.search_key", "mynumber.individual_number", "residents.serial", "platform.feed_outbox"])
            Assert.Equal(0, await Register.CountAsync(Register.Hayama, table));
    }

    [Fact]
    public async Task A_town_of_500_loads_whole()
    {
        using var file = new MemoryStream();
        var rows = ResidentCsv.Write(file, SyntheticTown.Generate(SyntheticTown.Demo("073644", Register.Today)), Cancellation);
        var (job, findings) = await Register.ImportAsync(file.ToArray(), town: Register.Hinoemata);
        Assert.Empty(Told(findings).Take(20));
        Assert.Equal(("done", rows), (job.State, job.DoneCount));
        Assert.Equal(500, (await Register.ListAsync(Register.Hinoemata, "select count(*) from residents.resident where status = '住民'", row => row.GetInt64(0)))[0]);
        Assert.Equal(rows, await Register.CountAsync(Register.Hinoemata, "residents.resident_version"));
        Assert.Equal(0, await Register.CountAsync(Register.Hayama, "residents.resident_version"));

        // 履歴番号 runs from 1 without gaps, and everyone points at the last.
        Assert.Equal(0, (await Register.ListAsync(Register.Hinoemata, """
            select count(*) from (select addressee_number, max(version) as last, min(version) as first, count(*) as n from residents.resident_version group by 1) h
            join residents.resident r using (addressee_number) where first <> 1 or last <> n or r.version <> last
            """, row => row.GetInt64(0)))[0]);
        Assert.Equal(await Register.CountAsync(Register.Hinoemata, "residents.resident"), await Register.CountAsync(Register.Hinoemata, "platform.feed_outbox"));
        var one = (await Register.InAsync(Register.Hinoemata, session => session.Sql().Add($"select {ResidentRow.ColumnsOfV} from residents.resident r join residents.resident_version v using (municipality_code, addressee_number, version) where v.kana is not null and r.status = '住民' limit 1").FirstAsync(ResidentRow.Read, Cancellation)))!;
        Assert.Contains((await Register.SearchAsync(one.Kana, caller: Register.Anyone(town: Register.Hinoemata))).Lines, line => line.Number == one.Number.ToString());
        Assert.Contains((await Register.SearchAsync(one.ShownName, caller: Register.Anyone(town: Register.Hinoemata))).Lines, line => line.Number == one.Number.ToString());

        // 個人番号 in the vault only.
        var sealedRows = await Register.CountAsync(Register.Hinoemata, "mynumber.individual_number");
        Assert.True(sealedRows > 400);
        var number = await Register.InAsync(Register.Hinoemata, async session => (await Register.Vault.FindAsync(session, one.Number, Cancellation))!.Value.Reveal());
        Assert.Equal(0L, await Register.AsAdminAsync($"select count(*) from residents.resident_version v where v::text like '%{number}%'"));
        Assert.Equal(0, await Register.CountAsync(Register.Hinoemata, "platform.file_chunk"));
    }

    [Theory]
    [InlineData("bom")]
    [InlineData("none")]
    [InlineData("cp932")]
    public async Task Both_encodings_of_town_halls_are_read(string encoding)
    {
        var text = Encoding.UTF8.GetString(File(Row(1, name: "髙田　花子")));
        var bytes = encoding switch { "bom" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)], "cp932" => Encoding.GetEncoding(932).GetBytes(text), _ => Encoding.UTF8.GetBytes(text) };
        var (_, findings) = await Register.ImportAsync(bytes);
        Assert.Empty(Told(findings));
        Assert.Equal(["髙田　花子"], await Register.NamesAsync("高田"));
    }

    [Fact]
    public async Task Every_kind_of_bad_cell_is_told_with_row_field_and_code()
    {
        var (job, findings) = await Register.ImportAsync(File(
            Row(1), Row(2, version: "x"), Row(3, status: "不在"), Row(4, name: "町田\u0001"), Row(5, kana: "machida"), Row(6, birth: "1975/4/1"), Row(7, birth: ""), Row(8, flag: "2"), Row(9, flag: "1", shown: "たぶん春"),
            Row(10, relation: "孫"), Row(11, town: new string('あ', 121)), Row(12, number: "123456789012"), Row(13, suppressed: "はい"), Row(14, sex: "M"), Row(15, notified: "2010-02-30"), Row(16) + ",余分",
            "1234567890123456" + Row(17)[15..], Row(18, birth: "1860-01-01"), Row(19, version: "0"), Row(20, building: "\uFFFD荘")));
        Assert.Equal(
        [
            "3 履歴番号 RES-008", "4 住民状態 RES-007", "5 氏名 RES-011", "6 氏名フリガナ KAN-002", "7 生年月日 DAT-012", "8 生年月日 RES-005", "9 生年月日不詳フラグ RES-010", "10 生年月日 DAT-010",
            "11 続柄 RES-012", "12 住所_町字 RES-006", "13 個人番号 RES-043", "14 抑止フラグ RES-010", "15 性別 RES-007", "16 届出年月日 RES-009", "17  RES-052",
            "18 宛名番号 RES-060", "19 生年月日 DAT-004", "21 住所_方書 RES-061", "20 履歴番号 RES-055",
        ], Told(findings));
        Assert.Equal(("done", 0L), (job.State, job.DoneCount));
        await AssertNothingAsync();
        Assert.All(findings, finding => Assert.DoesNotContain("machida", finding.Cause + finding.Field, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Findings_of_the_whole_file()
    {
        await Register.AddAsync(People.Japanese(9, 9, "町田　花子", "マチダ"), People.Japanese(8, 8, "町田　花子", "マチダ"));
        var (_, findings) = await Register.ImportAsync(File(
            Row(1), Row(1), Row(2), Row(2, version: "3"), Row(3, version: "2"), Row(4, household: 4), Row(5, household: 4), Row(6, household: 4), Row(9), Row(7, household: 8)));
        Assert.Equal(
            ["3 履歴番号 RES-053", "10 宛名番号 RES-054", "4 履歴番号 RES-055", "6 履歴番号 RES-055", "10 履歴番号 RES-055", "8 続柄 RES-059", "9 続柄 RES-059", "11 続柄 RES-059"], Told(findings));
        Assert.Equal(2, await Register.CountAsync(Register.Hayama, "residents.resident"));
    }

    [Fact]
    public async Task Good_rows_only_leaves_out_whole_persons()
    {
        // The last version of 1, the middle of 2, one of two heads: none of their other rows may stand alone.
        var (job, findings) = await Register.ImportAsync(File(
            Row(1), Row(1, "2", sex: "M", number: People.OneNumber), Row(2), Row(2, "2", sex: "M"), Row(2, "3"), Row(3, household: 3), Row(4, household: 3), Row(5, number: People.OtherNumber), Row(5, "2", name: "町田　桜"), Row(6, "2")), goodRowsOnly: true);
        Assert.Equal(["3 性別 RES-007", "5 性別 RES-007", "11 履歴番号 RES-055", "8 続柄 RES-059"], Told(findings));
        Assert.Equal(3, job.DoneCount);
        Assert.Equal([People.Number(3).Value, People.Number(5).Value], await Register.ListAsync(Register.Hayama, "select addressee_number from residents.resident order by 1", row => row.GetInt64(0)));
        Assert.Equal([People.Number(5).Value], await Register.ListAsync(Register.Hayama, "select addressee_number from mynumber.individual_number", row => row.GetInt64(0)));
        Assert.Equal(["町田　桜"], await Register.NamesAsync("桜"));
    }

    [Fact]
    public async Task A_later_version_from_a_file_ages_what_was_known()
    {
        await Register.ImportAsync(File(Row(1)));
        var (_, findings) = await Register.ImportAsync(File(Row(1, "2", name: "鈴木　花子", kana: "スズキ　ハナコ", town: "長柄")));
        Assert.Empty(Told(findings));
        Assert.True(Assert.Single((await Register.SearchAsync("町田")).Lines).IsFormerMatch);
        Assert.True(Assert.Single((await Register.SearchAsync("堀内")).Lines).IsFormerMatch);
        Assert.False(Assert.Single((await Register.SearchAsync("鈴木")).Lines).IsFormerMatch);
        Assert.Single(await Register.ListAsync(Register.Hayama, "select distinct sort from residents.search_key", row => row.GetString(0)));
        await Register.ImportAsync(File(Row(1, "3", status: "死亡", name: "鈴木　花子")));
        Assert.Empty((await Register.SearchAsync("町田", residentsOnly: true)).Lines);
    }

    [Fact]
    public async Task Headings_are_understood_or_refused()
    {
        Assert.Equal(["1 すきな色 RES-050"], Told((await Register.ImportAsync(Encoding.UTF8.GetBytes("宛名番号,世帯番号,生年月日,すきな色\n1,1,1975-04-01,青\n"))).Findings));
        Assert.Equal(["1 世帯番号 RES-051", "1 生年月日 RES-051"], Told((await Register.ImportAsync(Encoding.UTF8.GetBytes("宛名番号\n1\n"))).Findings));
        Assert.Equal(["1 世帯番号 RES-050"], Told((await Register.ImportAsync(Encoding.UTF8.GetBytes("宛名番号,世帯番号,世帯番号,生年月日\n1,1,1,1975-04-01\n"))).Findings));
        // A file without headings begins with somebody's data: no finding repeats it.
        var (_, findings) = await Register.ImportAsync(Encoding.UTF8.GetBytes($"町田　花子,{People.OneNumber}\n"));
        Assert.DoesNotContain(findings, finding => finding.Field.Contains("町田", StringComparison.Ordinal) || finding.Field.Contains(People.OneNumber, StringComparison.Ordinal));
        Assert.Contains("1 2列目 RES-050", Told(findings));
        await AssertNothingAsync();
    }

    [Fact]
    public async Task A_quoted_line_end_keeps_the_rows_that_follow_right()
    {
        var (_, findings) = await Register.ImportAsync(File(Row(1), Row(2, building: "\"もやい荘\r\n\"\"101\"\"\""), "", Row(3, sex: "M"), Row(4, building: "\"閉じない")));
        Assert.Equal(["3 住所_方書 RES-011", "6 性別 RES-007", "7  RES-058"], Told(findings));
        Assert.Empty((await Register.ImportAsync(File(Row(5, building: "\"もやい荘,\"\"101\"\"\"")))).Findings);
        Assert.EndsWith("もやい荘,\"101\"", Assert.Single((await Register.SearchAsync(People.Number(5).ToString())).Lines.Take(1)).Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_byte_is_a_matter_of_its_row()
    {
        var bytes = File(Row(1), Row(2, name: "町田　@子"), Row(3));
        bytes[Array.LastIndexOf(bytes, (byte)'@')] = 0xFF;
        Assert.Equal(["3 氏名 RES-061"], Told((await Register.ImportAsync(bytes)).Findings));
        var (job, _) = await Register.ImportAsync(bytes, goodRowsOnly: true);
        Assert.Equal(2, job.DoneCount);
    }

    [Fact]
    public async Task What_is_no_table_is_told()
    {
        Assert.Equal(["1  RES-056"], Told((await Register.ImportAsync([0x50, 0x4B, 0x03, 0x04, 0x00, 0x00, 0xFF, 0xFE, 0x80])).Findings));
        Assert.Equal(["1  RES-057"], Told((await Register.ImportAsync("\r\n"u8.ToArray())).Findings));
        Assert.Equal(["1  RES-057"], Told((await Register.ImportAsync(File())).Findings));
        using var empty = new MemoryStream();
        Refused("RES-057", await Register.RunAsync(ImportResidents.Operation, new ImportResidents.Request("x.csv", empty, false)));
        Assert.Equal(0, await Register.CountAsync(Register.Hayama, "platform.file_chunk"));
    }

    [Fact]
    public async Task At_a_hundred_thousand_findings_the_check_stops_and_loads_nothing()
    {
        var text = new StringBuilder("宛名番号,世帯番号,生年月日,性別\n").Append(CultureInfo.InvariantCulture, $"{People.Number(1)},1,1975-04-01,女\n");
        for (var n = 0; n < 50_010; n++)
            text.Append("1,1,1975,M\n");
        var (job, findings) = await Register.ImportAsync(Encoding.UTF8.GetBytes(text.ToString()), goodRowsOnly: true);
        Assert.Equal(0, job.DoneCount);
        Assert.Contains("RES-064", await Register.ListAsync(Register.Hayama, "select code from residents.import_finding order by finding_number desc limit 1", row => row.GetString(0)));
        Assert.Equal(20_000, findings.Count);
        await AssertNothingAsync();
    }

    [Fact]
    public async Task Stopped_in_the_middle_nothing_is_in_the_register_and_the_job_is_taken_again()
    {
        using var file = new MemoryStream();
        var rows = ResidentCsv.Write(file, SyntheticTown.Generate(new SyntheticTownOptions(Register.Hayama.Code, 3000, 7, Register.Today)), Cancellation);
        var id = await Register.QueueAsync(file.ToArray());
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation))
        {
            var work = Register.Worker().WorkOneAsync(Register.Hayama, stop.Token);
            while (((long)(await Register.AsAdminAsync("select count(*) from pg_stat_activity where query like '%staged_%' and pid <> pg_backend_pid()"))!) == 0 && !work.IsCompleted)
                await Task.Delay(5, Cancellation);
            Assert.False(work.IsCompleted);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        }
        await AssertNothingAsync();
        Assert.Equal("waiting", (await Register.InAsync(Register.Hayama, session => Job.FindAsync(session, id, Cancellation)))!.State);
        Assert.True(await Register.Worker().WorkOneAsync(Register.Hayama, Cancellation));
        Assert.Equal(rows, await Register.CountAsync(Register.Hayama, "residents.resident_version"));
    }

    [Fact]
    public async Task Numbers_that_came_in_are_never_given_again()
    {
        await Register.ImportAsync(File(Row(1), Row(300), Row(20)));
        var approved = await new MoveInTestsArrangement(Register).MoveInAsync();
        Assert.Equal(AddresseeNumber.FromSerial(People.Number(300).Value / 10 + 1) ?? AddresseeNumber.FromSerial(People.Number(300).Value / 10 + 2), AddresseeNumber.Parse(approved.AddresseeNumbers[0]));
        Assert.True(HouseholdNumber.Parse(approved.HouseholdNumber).Value > People.Household(300).Value);
    }
}
