using Moyai.Kernel;
using Moyai.MyNumber;
using Moyai.Platform.Operations;
using Moyai.Residents.Model;
using Moyai.Residents.MoveIn;
using Moyai.Residents.Operations;
using Moyai.Residents.Storage;

namespace Moyai.Residents.Tests;

public sealed class MoveInTests : OnARegister
{
    private byte[] Sealed(string number) => Register.Vault.Seal(IndividualNumber.Parse(number, null), Register.Hayama.Code, EnterMoveIn.VaultPlace);

    private async Task<Guid> EnterAsync(MoveInNotification notification, string login = "enterer") =>
        (await Register.DoAsync(Register.Entering, notification, Register.Anyone(login))).ChangeId;

    private Task<Result<ApproveMoveIn.Receipt>> ApproveAsync(Guid change, string login = "approver") =>
        Register.RunAsync(Register.Approving, new ApproveMoveIn.Request(change), Register.Anyone(login));

    [Fact]
    public async Task Until_it_is_approved_nothing_else_sees_it()
    {
        await Register.AddAsync(People.Japanese(1, 1, "町田　花子", "マチダ　ハナコ"));
        var into = People.Notification(People.Newcomer("町田　次郎", "子", "98765432109", Sealed(People.OneNumber))) with { Into = People.Household(1), Address = null };
        var change = await EnterAsync(into);

        Assert.Equal(["町田　花子"], await Register.NamesAsync("マチダ"));
        Assert.Equal(["町田　花子"], (await Register.DoAsync(ShowHousehold.Operation, new ShowHousehold.Request(People.Household(1)))).Present.Select(line => line.Name));
        Assert.Single((await Register.DoAsync(ShowResident.Operation, new ShowResident.Request(People.Number(1)))).Household);
        Assert.Equal(1, await Register.CountAsync(Register.Hayama, "residents.resident"));
        Assert.Equal(1, await Register.CountAsync(Register.Hayama, "residents.resident_version"));
        Assert.Equal(0, await Register.CountAsync(Register.Hayama, "platform.feed_outbox"));
        Assert.Equal(0, await Register.CountAsync(Register.Hayama, "mynumber.individual_number"));
        Assert.Equal(0, await Register.CountAsync(Register.Hinoemata, "residents.provisional_change"));
        Refused("PLT-001", await Register.RunAsync(ShowMoveIns.One, new ShowMoveIns.OneRequest(change), Register.Anyone("enterer", Register.Hinoemata)));
        Refused("PLT-001", await Register.RunAsync(Register.Approving, new ApproveMoveIn.Request(change), Register.Anyone("approver", Register.Hinoemata)));
        Assert.DoesNotContain(People.OneNumber, (string)(await Register.AsAdminAsync("select content::text from residents.provisional_change"))!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approved_it_stands_in_the_register_as_it_was_typed()
    {
        var persons = new[]
        {
            People.Newcomer("渡邉\U000E0102　次郎", "世帯主", "98765432109", Sealed(People.OneNumber), kana: "ワタナベ　ジロウ"),
            People.Newcomer("渡邉\U000E0102　桜", "妻", kana: "ワタナベ　サクラ") with { Birth = People.Unknown("昭和56年頃"), Sex = "女" },
        };
        var receipt = (await ApproveAsync(await EnterAsync(People.Notification(persons)))).Value;
        Assert.Equal(2, receipt.AddresseeNumbers.Distinct().Count());
        Assert.All(receipt.AddresseeNumbers, number => Assert.True(AddresseeNumber.TryParse(number, null, out _)));

        var members = await Register.InAsync(Register.Hayama, session => ResidentStore.HouseholdAsync(session, HouseholdNumber.Parse(receipt.HouseholdNumber), Cancellation));
        Assert.Equal(["渡邉\U000E0102　次郎", "渡邉\U000E0102　桜"], members.Select(member => member.Text(Items.Name)));
        Assert.Equal([1, 2], members.Select(member => member.Integer(Items.MemberOrder)!.Value));
        Assert.Equal("昭和56年頃", members[1].ShownBirth);
        Assert.All(members, member =>
        {
            Assert.Equal("渡邉\U000E0102　次郎", member.Text(Items.HeadName));
            Assert.Equal(People.Date("2026-11-15"), member.Partial(Items.AddressSince));
            Assert.Equal(People.Date("2026-11-15"), member.Partial(Items.BecameResident));
            Assert.Equal(1, member.Version);
            Assert.Equal("一色100番地　もやい荘101号", member.LocalAddress);
        });
        Assert.Equal(2, (await Register.SearchAsync("わたなべ")).Lines.Count);
        Assert.Equal(["渡邉\U000E0102　次郎"], (await Register.InAsync(Register.Hayama, async session => (await Register.Vault.FindAsync(session, members[0].Number, Cancellation))!.Value.Reveal())) == People.OneNumber ? [members[0].ShownName] : []);
        Assert.Equal("{}", await Register.AsAdminAsync("select content::text from residents.provisional_change"));
    }

    [Fact]
    public async Task The_feed_carries_ids_and_flags_only()
    {
        var receipt = (await ApproveAsync(await EnterAsync(People.Notification()))).Value;
        var rows = await Register.ListAsync(Register.Hayama, "select kind || '|' || addressee_number || '|' || household_number || '|' || version || '|' || array_to_string(flags, ',') from platform.feed_outbox", row => row.GetString(0));
        Assert.Equal([$"residents.moved-in|{AddresseeNumber.Parse(receipt.AddresseeNumbers[0]).Value}|{HouseholdNumber.Parse(receipt.HouseholdNumber).Value}|1|国内転入"], rows);
    }

    [Fact]
    public async Task Who_approved_stands_in_the_access_record_and_nowhere_else()
    {
        await ApproveAsync(await EnterAsync(People.Notification()), "kessaisha");
        var tables = await Register.ListAsync(Register.Hayama, "select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.tables where table_schema in ('residents', 'mynumber', 'platform') and table_name <> 'migration'", row => row.GetString(0));
        Assert.True(tables.Count > 15);
        var approver = Register.Anyone("kessaisha").AccountId;
        foreach (var table in tables)
        {
            var found = (long)(await Register.AsAdminAsync($"select count(*) from {table} t where t::text like '%kessaisha%' or t::text like '%{approver}%'"))!;
            Assert.Equal(table == "platform.access_record" ? 1 : 0, found);
        }
    }

    [Fact]
    public async Task Nobody_approves_what_they_entered_and_nobody_approves_twice()
    {
        var change = await EnterAsync(People.Notification());
        Refused("RES-022", await ApproveAsync(change, "enterer"));
        Assert.True((await ApproveAsync(change)).IsSuccess);
        Refused("RES-023", await ApproveAsync(change, "third"));
        Refused("RES-023", await Register.RunAsync(DecideMoveIn.Withdraw, new DecideMoveIn.WithdrawRequest(change), Register.Anyone("enterer")));
        Refused("RES-023", await Register.RunAsync(DecideMoveIn.Return, new DecideMoveIn.ReturnRequest(change, "理由"), Register.Anyone("approver")));
        Assert.Equal(1, await Register.CountAsync(Register.Hayama, "residents.resident"));
    }

    [Fact]
    public async Task Of_two_approvers_at_once_exactly_one_succeeds()
    {
        for (var round = 0; round < 5; round++)
        {
            var change = await EnterAsync(People.Notification(People.Newcomer($"町田　{"一二三四五"[round]}郎")));
            var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => ApproveAsync(change, $"approver{n}")));
            Assert.Equal(1, results.Count(result => result.IsSuccess));
            Assert.All(results.Where(result => !result.IsSuccess), result => Refused("RES-023", result));
        }
        Assert.Equal(5, await Register.CountAsync(Register.Hayama, "residents.resident"));
    }

    [Fact]
    public async Task Approvals_at_once_give_distinct_numbers_and_skip_serials_without_a_check_digit()
    {
        var changes = new List<Guid>();
        for (var n = 0; n < 24; n++)
            changes.Add(await EnterAsync(People.Notification(People.Newcomer($"町田　{n}", kana: null))));
        var results = await Task.WhenAll(changes.Select(change => ApproveAsync(change)));
        var numbers = results.Select(result => AddresseeNumber.Parse(result.Value.AddresseeNumbers[0]).Value).Order().ToList();
        Assert.Equal(Enumerable.Range(1, 100).Select(serial => AddresseeNumber.FromSerial(serial)).OfType<AddresseeNumber>().Take(24).Select(number => number.Value), numbers);
        Assert.True(numbers[^1] / 10 > 24);
        Assert.Equal(24, results.Select(result => result.Value.HouseholdNumber).Distinct().Count());
    }

    [Fact]
    public async Task One_person_entered_twice_is_approved_once()
    {
        var (first, second) = (await EnterAsync(People.Notification(People.Newcomer(number: Sealed(People.OneNumber)))), await EnterAsync(People.Notification(People.Newcomer(number: Sealed(People.OneNumber)))));
        var results = await Task.WhenAll(ApproveAsync(first, "a"), ApproveAsync(second, "b"));
        Assert.Single(results, result => result.IsSuccess);
        Refused("RES-020", results.Single(result => !result.IsSuccess));
        Assert.Equal(1, await Register.CountAsync(Register.Hayama, "residents.resident"));
    }

    [Fact]
    public async Task One_number_on_two_people_of_a_notification_is_refused()
    {
        Refused("RES-046", await Register.RunAsync(Register.Entering, People.Notification(People.Newcomer(number: Sealed(People.OneNumber)), People.Newcomer("町田　桜", "妻", number: Sealed(People.OneNumber)))));
        Refused("RES-046", await Register.RunAsync(Register.Entering, People.Notification(People.Newcomer(code: "98765432109"), People.Newcomer("町田　桜", "妻", "98765432109"))));
    }

    [Fact]
    public async Task Returned_it_waits_to_be_withdrawn_by_the_one_who_entered()
    {
        var change = await EnterAsync(People.Notification());
        Refused("RES-024", await Register.RunAsync(DecideMoveIn.Return, new DecideMoveIn.ReturnRequest(change, " "), Register.Anyone("approver")));
        Refused("RES-025", await Register.RunAsync(DecideMoveIn.Withdraw, new DecideMoveIn.WithdrawRequest(change), Register.Anyone("approver")));
        await Register.DoAsync(DecideMoveIn.Return, new DecideMoveIn.ReturnRequest(change, "方書を確かめる"), Register.Anyone("approver"));
        Refused("RES-023", await ApproveAsync(change));
        var line = Assert.Single((await Register.DoAsync(ShowMoveIns.List, new ShowMoveIns.ListRequest(), Register.Anyone("enterer"))).Lines);
        Assert.Equal(("returned", "方書を確かめる", true), (line.State, line.ReturnReason, line.IsOwn));
        await Register.DoAsync(DecideMoveIn.Withdraw, new DecideMoveIn.WithdrawRequest(change), Register.Anyone("enterer"));
        Assert.Empty((await Register.DoAsync(ShowMoveIns.List, new ShowMoveIns.ListRequest())).Lines);
        Refused("RES-023", await ApproveAsync(change));
        Assert.Equal("withdrawn", (await Register.DoAsync(ShowMoveIns.One, new ShowMoveIns.OneRequest(change))).Line.State);
    }

    [Fact]
    public async Task A_household_that_changed_meanwhile_is_not_joined()
    {
        var head = People.Japanese(1, 1, "町田　花子", "マチダ　ハナコ");
        await Register.AddAsync(head);
        var change = await EnterAsync(People.Notification(People.Newcomer(relation: "子")) with { Into = People.Household(1), Address = null });
        await Register.AddAsync(People.Next(head, (Items.Status, "転出")));
        Refused("RES-026", await ApproveAsync(change));
        Refused("RES-019", await Register.RunAsync(Register.Entering, People.Notification(People.Newcomer(relation: "子")) with { Into = People.Household(1), Address = null }));
    }

    [Fact]
    public async Task Newcomers_to_a_household_stand_at_its_end_at_its_address_under_its_head()
    {
        await Register.AddAsync(People.Japanese(1, 1, "町田　花子", "マチダ　ハナコ"), People.Japanese(2, 1, "町田　太郎", "マチダ　タロウ", relation: "夫", order: 4));
        await Register.InAsync(Register.Hayama, session => session.Sql().Add("insert into residents.serial (name, last) values ('addressee', 9000)").ExecuteAsync(Cancellation));
        var receipt = (await ApproveAsync(await EnterAsync(People.Notification(People.Newcomer(relation: "夫の弟"), People.Newcomer("町田　桜", "夫の妹")) with { Into = People.Household(1), Address = null }))).Value;
        var added = await Register.InAsync(Register.Hayama, session => ResidentStore.HouseholdAsync(session, People.Household(1), Cancellation));
        Assert.Equal([1, 4, 5, 6], added.Select(member => member.Integer(Items.MemberOrder)!.Value));
        Assert.All(added.Skip(2), member => Assert.Equal(("町田　花子", "堀内2135番地"), (member.Text(Items.HeadName), member.LocalAddress)));
        Assert.Equal(People.Household(1).ToString(), receipt.HouseholdNumber);
    }

    [Theory]
    [InlineData("住民", "RES-020")]
    [InlineData("転出", "RES-027")]
    [InlineData("死亡", "RES-027")]
    public async Task A_known_individual_number_is_no_new_person(string status, string code)
    {
        await Register.AddAsync(People.Japanese(1, 1, "町田　花子", "マチダ　ハナコ").With((Items.Status, status)));
        await Register.GiveNumberAsync(People.Number(1), People.OneNumber);
        var result = await Register.RunAsync(Register.Entering, People.Notification(People.Newcomer(number: Sealed(People.OneNumber))));
        Refused(code, result);
        Assert.Equal("person1_individual_number", result.Refusal!.Field);
        Assert.True((await Register.RunAsync(Register.Entering, People.Notification(People.Newcomer(number: Sealed(People.OtherNumber))))).IsSuccess);
    }

    [Theory]
    [InlineData("12345670001", "RES-020")]
    [InlineData("12345670002", "RES-027")]
    [InlineData("12345670003", "RES-027")]
    [InlineData("98765432109", null)]
    public async Task A_known_resident_code_is_no_new_person_even_where_the_removed_record_no_longer_holds_it(string typed, string? code)
    {
        var gone = People.Japanese(3, 3, "北　三郎", "キタ");
        await Register.AddAsync(People.Japanese(1, 1, "町田　花子", "マチダ"), People.Japanese(2, 2, "山　花子", "ヤマ").With((Items.Status, "転出")), gone, People.Next(gone, (Items.Status, "転出"), (Items.ResidentCode, null)));
        var result = await Register.RunAsync(Register.Entering, People.Notification(People.Newcomer(code: typed)));
        Assert.Equal(code, result.Refusal?.Code);
        // Another town's numbers are another town's.
        Assert.True((await Register.RunAsync(Register.Entering, People.Notification(People.Newcomer(code: typed)), Register.Anyone("enterer", Register.Hinoemata))).IsSuccess);
    }

    [Fact]
    public async Task The_same_name_sex_and_birth_is_shown_and_may_go_on()
    {
        await Register.AddAsync(People.Japanese(1, 1, "髙田　次郎", "タカダ", "1980-05-06").With((Items.Status, "転出")), People.Japanese(2, 2, "高田　次郎", "タカダ", "1980-05-07"), People.Japanese(3, 3, "高田次郎", "タカダ", "1980-05-06").With((Items.Sex, "女")));
        var receipt = await Register.DoAsync(Register.Check.Operation, People.Notification(People.Newcomer("高田　次郎")));
        Assert.Empty(receipt.Errors);
        var alert = Assert.Single(receipt.Alerts, alert => alert.Contains("氏名・性別", StringComparison.Ordinal));
        Assert.Contains($"除票があります（宛名番号 {People.Number(1)}", alert, StringComparison.Ordinal);
        Assert.Equal(alert, (await Register.DoAsync(ShowMoveIns.One, new ShowMoveIns.OneRequest(await EnterAsync(People.Notification(People.Newcomer("高田　次郎")))))).Alerts.Single(text => text.Contains("氏名・性別", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_was_typed_comes_back_to_the_approver_whole()
    {
        var notification = People.Notification(People.Newcomer("渡邉\U000E0102　次郎") with { Birth = PartialDate.ParseInput("大正15年12月25日").Value }, People.Newcomer("町田　桜", "妻") with { Birth = People.Unknown("昭和56年頃") });
        var shown = await Register.DoAsync(ShowMoveIns.One, new ShowMoveIns.OneRequest(await EnterAsync(notification)), Register.Anyone("approver"));
        Assert.Equal(notification.Persons.Select(person => (person.Name, person.Birth)), shown.Notification.Persons.Select(person => (person.Name, person.Birth)));
        Assert.Equal((notification.MovedOn, notification.Address), (shown.Notification.MovedOn, shown.Notification.Address));
        Assert.False(shown.Line.IsOwn);
    }

    [Fact]
    public async Task A_reader_without_the_rights_neither_enters_nor_approves()
    {
        var reader = Register.CallerOf(Register.Hayama, "reader", ResidentPermissions.Read);
        Refused("PLT-002", await Register.RunAsync(Register.Entering, People.Notification(), reader));
        Refused("PLT-002", await Register.RunAsync(Register.Approving, new ApproveMoveIn.Request(Guid.Empty), reader));
        Refused("PLT-001", await Register.RunAsync(Register.Approving, new ApproveMoveIn.Request(Guid.Empty)));
    }
}
