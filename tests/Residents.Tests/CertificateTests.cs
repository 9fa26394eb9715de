using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;
using Moyai.Platform.SignIn;
using Moyai.Residents.Certificates;
using Moyai.Residents.Model;

namespace Moyai.Residents.Tests;

public sealed class CertificateTests : OnARegister
{
    private static readonly CertificateOptions Everything = new(true, true, true, true, true, true, true, true);
    private static readonly string[] Family = ["葛\U000E0102城　花子", "葛\U000E0102城　太郎", "葛\U000E0102城　一", "葛\U000E0102城　二三", "葛\U000E0102城　四五六"];

    private async Task<(IssueCertificate.Receipt Receipt, byte[] Pdf)> IssueAsync(int household, int[] persons, CertificateOptions options, int copies = 1, Municipality? town = null)
    {
        var receipt = await Register.DoAsync(Register.Issuing, new IssueCertificate.Request(People.Household(household), [.. persons.Select(People.Number)], options, copies), Register.Anyone(town: town));
        var document = await Register.DoAsync(CertificateRecords.Document, new CertificateRecords.OneRequest(receipt.Copies[^1].IssueId), Register.Anyone(town: town));
        return (receipt, document.Content);
    }

    private Task<Result<IssueCertificate.Receipt>> TryAsync(int household, int[] persons, CertificateOptions options, Caller? caller = null) =>
        Register.RunAsync(Register.Issuing, new IssueCertificate.Request(People.Household(household), [.. persons.Select(People.Number)], options, 1), caller);

    private Task AddFamilyAsync(Municipality town, int members = 5) => Register.AddAsync(town, [.. Enumerable.Range(1, members).Select(n =>
        People.Japanese(n, 1, Family[n - 1], "ワタナベ　ハナコ", $"19{74 + n * 4}-0{n}-1{n}", n == 1 ? "世帯主" : n == 2 ? "夫" : "子", n).With((Items.HeadName, Family[0]), (Items.Sex, n == 1 ? "女" : "男"), (Items.HeadOfFamilyRegister, "葛\U000E0102城　太郎")))]);

    [Fact]
    public async Task Five_members_take_two_sheets_and_only_the_last_is_attested()
    {
        await AddFamilyAsync(Register.Hayama);
        await Register.GiveNumberAsync(People.Number(1), People.OneNumber);
        var (receipt, pdf) = await IssueAsync(1, [1, 2, 3, 4, 5], Everything);
        Assert.Equal(2, Assert.Single(receipt.Copies).Pages);
        var pages = Pdf.Text(pdf).Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, pages.Length);
        Assert.DoesNotContain("証明する", pages[0], StringComparison.Ordinal);
        Assert.Contains("この写しは、世帯全員の住民票の原本と相違ないことを証明する。", pages[1], StringComparison.Ordinal);
        Assert.Contains("葉山町長", pages[1], StringComparison.Ordinal);
        for (var page = 0; page < 2; page++)
            Assert.Contains($"{receipt.Copies[0].IssueNumber} {page + 1}/2", pages[page], StringComparison.Ordinal);
        Assert.All(Family.Take(4), name => Assert.Contains(Pdf.Spaced(name), pages[0], StringComparison.Ordinal));
        Assert.Contains(Pdf.Spaced(Family[4]), pages[1], StringComparison.Ordinal);
        Assert.Equal(3, pages[1].Split("以下余白").Length - 1);
        Assert.Contains(People.OneNumber, pages[0], StringComparison.Ordinal);
        Assert.DoesNotContain("（省略）", pages[0], StringComparison.Ordinal);
        Assert.DoesNotContain("見本", pages[0], StringComparison.Ordinal);
        Golden.Check("joint.txt", Pdf.Layout(pdf));
    }

    [Fact]
    public async Task One_person_alone_with_the_defaults_leaves_out_what_needs_a_request()
    {
        await AddFamilyAsync(Register.Hinoemata, 2);
        await Register.GiveNumberAsync(People.Number(1), People.OneNumber, Register.Hinoemata);
        var (receipt, pdf) = await IssueAsync(1, [1], new CertificateOptions(Joint: false, OfficialUse: true), town: Register.Hinoemata);
        var text = Pdf.Text(pdf);
        Assert.Equal(6, text.Split("（省略）").Length - 1);
        Assert.Contains("公用", text, StringComparison.Ordinal);
        Assert.Contains("見本", text, StringComparison.Ordinal);
        Assert.Contains("この写しは、住民票の原本と相違ないことを証明する。", text, StringComparison.Ordinal);
        foreach (var hidden in (string[])[People.OneNumber, "12345670001", "葉山町堀内1番地", "世帯全員", "葛\U000E0102城　太郎"])
            Assert.DoesNotContain(Pdf.Spaced(hidden), text, StringComparison.Ordinal);
        Assert.StartsWith("20261122 檜枝岐村 ", receipt.Copies[0].IssueNumber, StringComparison.Ordinal);
        Golden.Check("single.txt", Pdf.Layout(pdf));
    }

    [Fact]
    public async Task Long_texts_and_a_foreign_resident_stay_inside_their_cells()
    {
        await Register.AddAsync(
            People.Foreign(1, 1, "MARIA FERNANDA DE LA CONCEPCION GONZALEZ RODRIGUEZ", "山田　太郎").With(
                (Items.AddressBuilding, "グリーンヒルズ葉山シーサイドコート壱番館一〇〇一号室　山田様方"), (Items.ResidenceStatus, "永住者の配偶者等"), (Items.PreviousAddress, "神奈川県横浜市中区日本大通一丁目二番地三　横浜中央マンション第二〇三号室　国際交流会館内")),
            People.Japanese(2, 1, "山田　桜", "ヤマダ　サクラ", relation: "妻", order: 2).With((Items.FormerName, "長谷川"), (Items.Birth, People.Unknown("昭和50年4月5日から5月6日頃までの間"))));
        var (_, pdf) = await IssueAsync(1, [1, 2], Everything with { OfficialUse = true });
        var text = Pdf.Text(pdf);
        foreach (var shown in (string[])["1990年2月3日", "2028年6月1日", "ベトナム", "AB12345678CD", "通称", "（旧氏　長谷川）", "平成30年6月1日", "から5月6日頃"])
            Assert.Contains(Pdf.Spaced(shown), text.Replace("\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Pdf.Keep("foreign", pdf);
    }

    [Fact]
    public async Task A_household_without_head_is_printed_without_one()
    {
        await Register.AddAsync(People.Japanese(1, 1, "町田　花子", "マチダ", relation: "子"));
        var (_, pdf) = await IssueAsync(1, [1], new CertificateOptions(HeadAndRelation: true));
        Assert.Contains("世帯全員", Pdf.Text(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_copy_has_its_own_number()
    {
        await AddFamilyAsync(Register.Hayama, 1);
        var (receipt, _) = await IssueAsync(1, [1], new CertificateOptions(), copies: 3);
        Assert.Equal([1, 2, 3], receipt.Copies.Select(copy => int.Parse(copy.IssueNumber[^3..], null)));
        Assert.Equal(10, (await IssueAsync(1, [1], new CertificateOptions(), copies: 50)).Receipt.Copies.Count);
        Assert.Equal(13, (await Register.DoAsync(CertificateRecords.List, new CertificateRecords.ListRequest(People.Household(1)))).Lines.Count);
    }

    [Fact]
    public async Task What_may_not_be_printed_is_refused()
    {
        await Register.AddAsync(
            People.Japanese(1, 1, "町田　花子", "マチダ"), People.Japanese(2, 1, "町田　次郎", "マチダ", relation: "子").With((Items.Suppressed, true)),
            People.Japanese(3, 1, "町田　三郎", "マチダ", relation: "子").With((Items.Status, "転出")), People.Japanese(4, 2, "隣　花子", "トナリ"));
        Refused("RES-032", await TryAsync(1, [], new CertificateOptions()));
        Refused("RES-030", await TryAsync(1, [1, 2], new CertificateOptions()));
        Refused("RES-033", await TryAsync(1, [1, 3], new CertificateOptions()));
        Refused("RES-034", await TryAsync(1, [1, 4], new CertificateOptions()));
        Refused("RES-034", await TryAsync(2, [1], new CertificateOptions()));
        Assert.Equal(0, await Register.CountAsync(Register.Hayama, "residents.certificate_issue"));
        Assert.Equal(0, await Register.CountAsync(Register.Hayama, "residents.serial"));
    }

    [Theory]
    [InlineData("町田　🍎", "🍎", "U+1F34E")]
    [InlineData("葛\U000E0100城　太郎", "葛", "U+E0100")]
    public async Task A_glyph_the_font_lacks_is_named_and_nothing_is_printed(string name, string glyph, string code)
    {
        await Register.AddAsync(People.Japanese(1, 1, name, "マチダ"));
        var result = await TryAsync(1, [1], new CertificateOptions());
        Refused("RES-031", result);
        Assert.Contains("氏名の「" + glyph, result.Refusal!.Message, StringComparison.Ordinal);
        Assert.Contains(code, result.Refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_fit_is_named()
    {
        await Register.AddAsync(People.Japanese(1, 1, "町田　花子", "マチダ").With((Items.AddressTown, new string('町', 120)), (Items.AddressLot, new string('番', 50)), (Items.AddressBuilding, new string('荘', 300))));
        var result = await TryAsync(1, [1], new CertificateOptions());
        Refused("RES-040", result);
        Assert.Contains("住所", result.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_need_their_rights_and_an_individual_number_a_second_factor()
    {
        await AddFamilyAsync(Register.Hayama, 1);
        foreach (var (options, right) in ((CertificateOptions, string)[])[
            (new(FamilyRegister: true), Permissions.SeeFamilyRegister), (new(ResidentCode: true), Permissions.SeeResidentCode), (new(IndividualNumber: true), Permissions.SeeIndividualNumber),
            (new(ResidenceStatus: true), Permissions.SeeResidenceStatus), (new(ResidenceCardNumber: true), Permissions.SeeResidenceStatus)])
        {
            Refused("RES-035", await TryAsync(1, [1], options, Register.CallerOf(Register.Hayama, "clerk", [.. Register.AllRights.Where(other => other != right)])));
            Assert.True((await TryAsync(1, [1], options, Register.CallerOf(Register.Hayama, "clerk", ResidentPermissions.IssueCertificates, right))).IsSuccess);
        }
        Refused("PLT-004", await TryAsync(1, [1], new CertificateOptions(IndividualNumber: true), Register.Anyone() with { HasSecondFactor = false }));
        var items = await Register.ListAsync(Register.Hayama, "select array_to_string(items, ',') from platform.access_record where operation = 'residents.certificate.issue' and outcome = 'done' and '個人番号' = any(items)", row => row.GetString(0));
        Assert.Equal(["個人番号,公印"], items);
    }

    [Fact]
    public async Task The_page_is_there_for_half_an_hour_and_for_its_issuer_only()
    {
        await AddFamilyAsync(Register.Hayama, 1);
        var issue = (await IssueAsync(1, [1], new CertificateOptions())).Receipt.Copies[0].IssueId;
        Refused("PLT-001", await Register.RunAsync(CertificateRecords.Document, new CertificateRecords.OneRequest(issue), Register.Anyone("other")));
        Refused("PLT-001", await Register.RunAsync(CertificateRecords.Document, new CertificateRecords.OneRequest(issue), Register.Anyone(town: Register.Hinoemata)));
        Register.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.True((await Register.RunAsync(CertificateRecords.Document, new CertificateRecords.OneRequest(issue))).IsSuccess);
        Register.Clock.Advance(TimeSpan.FromMinutes(2));
        Refused("RES-036", await Register.RunAsync(CertificateRecords.Document, new CertificateRecords.OneRequest(issue)));
        await IssueAsync(1, [1], new CertificateOptions());
        Assert.Equal(1, await Register.CountAsync(Register.Hayama, "residents.certificate_document"));
        Assert.Equal(2, await Register.CountAsync(Register.Hayama, "residents.certificate_issue"));
    }

    [Fact]
    public async Task A_wrong_copy_is_noted_as_destroyed_once_and_can_no_longer_be_printed()
    {
        await AddFamilyAsync(Register.Hayama, 1);
        var issue = (await IssueAsync(1, [1], new CertificateOptions(FamilyRegister: true))).Receipt.Copies[0].IssueId;
        Refused("RES-037", await Register.RunAsync(CertificateRecords.Dispose, new CertificateRecords.DisposeRequest(issue, " ")));
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Register.RunAsync(CertificateRecords.Dispose, new CertificateRecords.DisposeRequest(issue, "別の人に発行、細断"))));
        Assert.Single(both, result => result.IsSuccess);
        Assert.All(both.Where(result => !result.IsSuccess), result => Refused("RES-038", result));
        Refused("RES-036", await Register.RunAsync(CertificateRecords.Document, new CertificateRecords.OneRequest(issue)));
        var line = await Register.DoAsync(CertificateRecords.One, new CertificateRecords.OneRequest(issue));
        Assert.Equal(("別の人に発行、細断", "本籍・筆頭者", 1), (line.DisposalReason, Assert.Single(line.Items), line.Pages));
        Refused("PLT-001", await Register.RunAsync(CertificateRecords.Dispose, new CertificateRecords.DisposeRequest(issue, "x"), Register.Anyone(town: Register.Hinoemata)));
    }
}
