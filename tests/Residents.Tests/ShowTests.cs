using Moyai.Platform.Operations;
using Moyai.Platform.SignIn;
using Moyai.Residents.Model;
using Moyai.Residents.Operations;

namespace Moyai.Residents.Tests;

public sealed class ShowTests : OnARegister
{
    private Caller Reader(params string[] more) => Register.CallerOf(Register.Hayama, "reader", [ResidentPermissions.Read, .. more]);

    private async Task<ShowResident.Receipt> ShowAsync(int nth, Caller? caller = null) => await Register.DoAsync(ShowResident.Operation, new ShowResident.Request(People.Number(nth)), caller);

    private static string? Value(ShowResident.Receipt shown, ResidentItem item) => shown.Groups.SelectMany(group => group.Items).FirstOrDefault(value => value.Title == item.Header)?.Value;

    [Fact]
    public async Task Each_right_uncovers_its_items_and_nothing_else()
    {
        await Register.AddAsync(People.Japanese(1, 1, "町田　花子", "マチダ"), People.Foreign(2, 2, "NGUYEN VAN AN"));
        (ResidentItem Item, int Person, string Right)[] masked =
        [
            (Items.Honseki, 1, Permissions.SeeFamilyRegister), (Items.HeadOfFamilyRegister, 1, Permissions.SeeFamilyRegister), (Items.ResidentCode, 1, Permissions.SeeResidentCode),
            (Items.Nationality, 2, Permissions.SeeResidenceStatus), (Items.ResidenceUntil, 2, Permissions.SeeResidenceStatus), (Items.ResidenceCardNumber, 2, Permissions.SeeResidenceStatus),
        ];
        foreach (var (item, person, right) in masked)
        {
            Assert.Equal(ItemText.NoRight, Value(await ShowAsync(person, Reader([.. Register.AllRights.Where(other => other != right && other != ResidentPermissions.Read)])), item));
            Assert.NotEqual(ItemText.NoRight, Value(await ShowAsync(person, Reader(right)), item));
        }
        Assert.DoesNotContain((await ShowAsync(1)).Groups.SelectMany(group => group.Items), value => value.Title.Contains("個人番号", StringComparison.Ordinal) && value.Value.Any(char.IsAsciiDigit));
    }

    [Fact]
    public async Task A_foreign_birth_is_in_western_years_and_other_dates_are_not()
    {
        await Register.AddAsync(People.Foreign(1, 1, "NGUYEN VAN AN"), People.Japanese(2, 2, "町田　花子", "マチダ"));
        var foreign = await ShowAsync(1);
        Assert.Equal(("1990年2月3日", "2028年6月1日", "平成30年6月1日"), (Value(foreign, Items.Birth), Value(foreign, Items.ResidenceUntil), Value(foreign, Items.BecameForeignResident)));
        Assert.Equal("1990年2月3日", foreign.Person.Birth);
        Assert.Null(Value(foreign, Items.Honseki));
        Assert.Equal("昭和50年4月1日", Value(await ShowAsync(2), Items.Birth));
    }

    [Fact]
    public async Task The_history_tells_what_changed()
    {
        var first = People.Japanese(1, 1, "町田　花子", "マチダ");
        await Register.AddAsync(first);
        await Register.AddAsync(People.Next(first, (Items.Name, "渡邉\U000E0102　花子"), (Items.Honseki, "北海道札幌市中央区北一条西1丁目"), (Items.ChangeReason, "婚姻"), (Items.ChangedOn, People.Date("2020-05-05"))));
        var shown = await ShowAsync(1, Reader());
        Assert.Equal([2, 1], shown.History.Select(entry => entry.Version));
        Assert.Equal(("婚姻", "令和2年5月5日"), (shown.History[0].Reason, shown.History[0].ChangedOn));
        Assert.Equal([("氏名", "町田　花子", "渡邉\U000E0102　花子"), ("本籍", ItemText.NoRight, ItemText.NoRight)], shown.History[0].Changes.Select(change => (change.Title, change.Before, change.After)));
        Assert.Empty(shown.History[1].Changes);
    }

    [Fact]
    public async Task Under_suppression_no_version_and_no_housemate_tells_the_address()
    {
        var first = People.Japanese(1, 1, "町田　花子", "マチダ");
        var moved = People.Next(first, (Items.AddressTown, "長柄"), (Items.AddressLot, "777番地"));
        await Register.AddAsync(first, People.Japanese(2, 1, "町田　次郎", "マチダ", relation: "子", order: 2).With((Items.AddressTown, "長柄"), (Items.AddressLot, "777番地")));
        await Register.AddAsync(moved);
        await Register.AddAsync(People.Next(moved, (Items.Suppressed, true)));

        var shown = await ShowAsync(1, Reader());
        Assert.Contains(shown.History.SelectMany(entry => entry.Changes), change => change is { Title: "住所_町字", After: ResidentLine.HiddenAddress });
        Assert.DoesNotContain("長柄", Flat(shown), StringComparison.Ordinal);
        Assert.DoesNotContain("堀内", Flat(shown), StringComparison.Ordinal);
        var household = await Register.DoAsync(ShowHousehold.Operation, new ShowHousehold.Request(People.Household(1)), Reader());
        Assert.Equal(ResidentLine.HiddenAddress, household.Address);
        Assert.All(household.Present, line => Assert.Equal(ResidentLine.HiddenAddress, line.Address));

        Assert.Contains("長柄", Flat(await ShowAsync(1, Reader(ResidentPermissions.SeeSuppressed))), StringComparison.Ordinal);

        static string Flat(ShowResident.Receipt receipt) => string.Join('\n',
        [
            receipt.Person.Address, .. receipt.Household.Select(line => line.Address), .. receipt.Groups.SelectMany(group => group.Items).Where(item => item.Title != "本籍").Select(item => item.Value),
            .. receipt.History.SelectMany(entry => entry.Changes).SelectMany(change => (string[])[change.Before, change.After]),
        ]);
    }

    [Fact]
    public async Task A_household_knows_who_is_there_who_is_removed_and_who_left_it()
    {
        var left = People.Japanese(3, 1, "町田　三郎", "マチダ", relation: "子", order: 3);
        await Register.AddAsync(People.Japanese(1, 1, "町田　花子", "マチダ"), People.Japanese(2, 1, "町田　次郎", "マチダ", relation: "夫", order: 2).With((Items.Status, "死亡")), left);
        await Register.AddAsync(People.Next(left, (Items.HouseholdNumber, People.Household(2).Value), (Items.Relation, "世帯主")));
        var household = await Register.DoAsync(ShowHousehold.Operation, new ShowHousehold.Request(People.Household(1)));
        Assert.Equal((["町田　花子"], ["町田　次郎"], ["町田　三郎"], "町田　花子"), (household.Present.Select(line => line.Name).ToArray(), household.Removed.Select(line => line.Name).ToArray(), household.Former.Select(line => line.Name).ToArray(), household.HeadName), new Same());
        Refused("PLT-001", await Register.RunAsync(ShowHousehold.Operation, new ShowHousehold.Request(People.Household(1)), Register.Anyone(town: Register.Hinoemata)));
        Refused("PLT-001", await Register.RunAsync(ShowResident.Operation, new ShowResident.Request(People.Number(1)), Register.Anyone(town: Register.Hinoemata)));
        Refused("PLT-002", await Register.RunAsync(ShowResident.Operation, new ShowResident.Request(People.Number(1)), Register.CallerOf(Register.Hayama, "nobody")));
    }

    [Fact]
    public async Task An_individual_number_takes_a_right_a_reason_and_a_second_factor_and_leaves_a_record()
    {
        await Register.AddAsync(People.Japanese(1, 1, "町田　花子", "マチダ"), People.Japanese(2, 2, "町田　次郎", "マチダ"));
        await Register.GiveNumberAsync(People.Number(1), People.OneNumber);
        var reveal = new RevealIndividualNumber(Register.Vault).Operation;
        var request = new RevealIndividualNumber.Request(People.Number(1), RevealIndividualNumber.Reasons[0]);
        Refused("PLT-002", await Register.RunAsync(reveal, request, Reader()));
        Refused("PLT-004", await Register.RunAsync(reveal, request, Register.Anyone() with { HasSecondFactor = false }));
        Refused("RES-041", await Register.RunAsync(reveal, request with { Reason = "なんとなく" }));
        Refused("RES-042", await Register.RunAsync(reveal, request with { Number = People.Number(2) }));
        Refused("PLT-001", await Register.RunAsync(reveal, request, Register.Anyone(town: Register.Hinoemata)));
        var receipt = await Register.DoAsync(reveal, request);
        Assert.Equal(People.OneNumber, receipt.IndividualNumber.Reveal());
        Assert.DoesNotContain("5678", receipt.ToString(), StringComparison.Ordinal);
        var record = Assert.Single(await Register.ListAsync(Register.Hayama, "select array_to_string(items, ',') || '|' || array_to_string(persons, ',') || '|' || detail from platform.access_record where operation = 'residents.individual-number' and outcome = 'done'", row => row.GetString(0)));
        Assert.Equal($"個人番号|{People.Number(1).Value}|理由={RevealIndividualNumber.Reasons[0]}", record);
        Assert.Equal(4L, await Register.AsAdminAsync("select count(*) from platform.access_record where operation = 'residents.individual-number' and outcome like 'refused%' and municipality_code = '143014'"));
    }

    private sealed class Same : IEqualityComparer<(string[] Present, string[] Removed, string[] Former, string? Head)>
    {
        public bool Equals((string[] Present, string[] Removed, string[] Former, string? Head) x, (string[] Present, string[] Removed, string[] Former, string? Head) y) =>
            x.Present.SequenceEqual(y.Present) && x.Removed.SequenceEqual(y.Removed) && x.Former.SequenceEqual(y.Former) && x.Head == y.Head;

        public int GetHashCode((string[] Present, string[] Removed, string[] Former, string? Head) obj) => 0;
    }
}
