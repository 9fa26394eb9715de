using System.Text;
using Microsoft.Playwright;
using Moyai.Kernel;

namespace Moyai.EndToEnd.Browser;

[Collection(TownHallCollection.Name)]
public sealed class ImportJourney(TownHall hall)
{
    [Fact]
    public async Task A_file_with_bad_rows_is_worked_in_sight_and_every_finding_names_row_item_cause_and_remedy()
    {
        var page = await hall.OpenAsync("sato", "residents/import");
        await page.GetByRole(AriaRole.Button, new() { Name = "取込を始める" }).ClickAsync();
        await page.Sees("#error-summary").ToContainTextAsync("ファイルが選ばれていません");
        await page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "mihon.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Csv()) });
        await page.GetByLabel("正しい行だけ登録する").CheckAsync();
        await page.KeysAsync("Control+Enter");
        await page.SeesHeadingAsync("取込の結果");
        await page.Sees("#job [data-poll-done]").ToBeVisibleAsync();
        await page.KeysAsync("r");

        var lines = page.Locator("table").Nth(1).Locator("tbody tr");
        await Assertions.Expect(lines).ToHaveCountAsync(2);
        foreach (var (at, row, item) in new[] { (0, "3", "生年月日"), (1, "4", "性別") })
        {
            var cells = await lines.Nth(at).Locator("td").AllInnerTextsAsync();
            Assert.Equal(row, cells[0]);
            Assert.Contains(item, cells[1], StringComparison.Ordinal);
            Assert.All(cells.Skip(2), cell => Assert.True(cell.Length > 5, cell));
        }

        var file = await page.Context.APIRequest.GetAsync((await page.GetByRole(AriaRole.Link, new() { Name = "すべての指摘をCSVで受け取る" }).GetAttributeAsync("href"))!);
        Assert.Equal(3, (await file.TextAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);

        var clerk = await hall.OpenAsync("yamada", "residents");
        await clerk.Locator("#global-search").FillAsync("みほんとりこみ");
        await Assertions.Expect(clerk.Locator("#results tbody tr")).ToHaveCountAsync(1);
        await clerk.CloseAsync();
        await page.CloseAsync();
    }

    private static string Csv()
    {
        var csv = new StringBuilder("宛名番号,世帯番号,氏名,氏名フリガナ,生年月日,性別,続柄,本籍,筆頭者,住民となった年月日,住所_町字,住所_番地\n");
        foreach (var (serial, birth, sex) in new[] { (2_000_001L, "1975-04-01", "男"), (2_000_101L, "1975-13-01", "男"), (2_000_201L, "1975-04-01", "雌") })
            csv.Append(null, $"{From(serial, AddresseeNumber.FromSerial)},{From(serial, HouseholdNumber.FromSerial)},見本取込　太郎,ミホントリコミ　タロウ,{birth},{sex},世帯主,なし,なし,2020-04-01,堀内,1番地\n");
        return csv.ToString();
    }

    /// <summary>Not every serial has a check digit: the next that has.</summary>
    private static T From<T>(long serial, Func<long, T?> number) where T : struct
    {
        for (; ; serial++)
            if (number(serial) is { } made)
                return made;
    }
}
