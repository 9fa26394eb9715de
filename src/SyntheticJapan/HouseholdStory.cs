using System.Globalization;

namespace Moyai.SyntheticJapan;

internal enum Happening
{
    Enter, Leave, HeadChange, Move, CancelMove, Separate, SmallFix, ReadingFix, TypoFix, FormerName, Alias, AliasRemoved, Renewal,
    MyNumberEntry, MyNumberChange, CodeChange, Merge,
}

/// <summary>Tells a household's last twenty years: every happening copies the rows of those it touches (1.2.1).</summary>
internal sealed class HouseholdStory
{
    /// <summary>外国人住民 entered the register on this day.</summary>
    private static readonly DateOnly ForeignersRegistered = new(2012, 7, 9);
    private static readonly DateOnly ReadingsBegan = new(2025, 5, 26);
    private static readonly DateOnly FormerNamesBegan = new(2019, 11, 5);

    private readonly Xoshiro _random;
    private readonly Places _places;
    private readonly DateOnly _asOf;
    private readonly HouseholdPlan _plan;
    private readonly Serials _serials;
    private readonly RowWriter _rows;
    private readonly List<(DateOnly Day, int Order, Happening What, Member? Who)> _happenings = [];
    private readonly DateOnly _start;
    private readonly bool _native;
    private readonly string _householdNumber;
    private readonly (string Text, string Code)? _from;
    private readonly bool _gone;
    private readonly bool _fromAbroad;
    private Member? _head;
    private Address _address;
    private Address? _addressBefore;

    public HouseholdStory(Xoshiro random, Places places, Serials serials, HouseholdPlan plan, DateOnly start, DateOnly asOf, bool native, Address address, bool gone)
    {
        (_random, _places, _serials, _plan, _start, _asOf, _native, _address, _gone) = (random, places, serials, plan, start, asOf, native, address, gone);
        _householdNumber = serials.NextHousehold().ToString();
        _from = native ? null : Places.Elsewhere(random);
        _fromAbroad = random.Chance(5500);
        _rows = new RowWriter(random, asOf, places.Here);
    }

    public Address Address => _address;

    public SyntheticHousehold Tell()
    {
        Imagine();
        _happenings.Sort(static (one, other) => one.Day != other.Day ? one.Day.CompareTo(other.Day) : one.Order.CompareTo(other.Order));
        foreach (var (day, _, what, who) in _happenings)
            Happen(day, what, who);
        return Close();
    }

    /// <summary>世帯員の並び順 as it is kept today; those who left stand behind.</summary>
    private void SetOrder()
    {
        var order = 0;
        foreach (var member in _plan.Members.OrderBy(member => member.Left is not null).ThenBy(member => Kinship.Rank(member, _head)).ThenBy(member => member.Birth))
        {
            var text = (++order).ToString(CultureInfo.InvariantCulture);
            foreach (var row in member.Rows)
                row.Draft[Column.MemberOrder] = text;
        }
    }

    private void Imagine()
    {
        var members = _plan.Members;
        var self = _plan.Self;
        var last = _asOf.AddDays(-15);
        _head = members.Find(member => member is { Left: not null, LeftByDeath: true, Male: true })
            ?? (_plan.Kind is HouseholdKind.ThreeGenerations && _random.Chance(5000) ? members.Find(member => member is { Role: Role.Father }) : null)
            ?? (_plan.Kind is HouseholdKind.Headless ? null : self);
        foreach (var member in members)
        {
            member.Entered = EntryOf(member, last);
            Add(member.Entered, Happening.Enter, member);
            if (member.Left is { } left)
                Add(left, Happening.Leave, member);
        }

        var end = _gone ? members[0].Left!.Value.AddDays(-20) : last;
        var from = _start.AddDays(60);
        if (_head is { Role: Role.Father, Left: null } && _random.Chance(3000))
            AddBetween(from, end, Happening.HeadChange, self);
        if (_plan.Kind is HouseholdKind.YoungAlone && _native)
            AddBetween(from, end, Happening.Separate, self);
        for (var moves = _random.Below(20) switch { < 13 => 0, < 18 => 1, _ => 2 }; moves > 0; moves--)
            if (AddBetween(from, end, Happening.Move, null) is { } day && _random.Chance(80) && day.AddDays(20) < end)
                Add(day.AddDays(20), Happening.CancelMove, null);
        if (_random.Chance(1200))
            AddBetween(from, end, Happening.SmallFix, null);
        if (_start < RowWriter.MyNumberBegan)
            Add(RowWriter.MyNumberBegan, Happening.MyNumberEntry, null);
        foreach (var member in members)
            ImagineOwn(member, end);
    }

    private void ImagineOwn(Member member, DateOnly end)
    {
        var from = member.Entered.AddDays(40);
        var until = member.Left is { } left ? left.AddDays(-20) : end;
        if (member.Role is Role.Kin or Role.SpouseFather or Role.SpouseMother && !_gone && _random.Chance(3000))
            AddBetween(from, until, Happening.Merge, member);
        if (!member.IsForeign && _random.Chance(1500))
            AddBetween(Later(from, ReadingsBegan), until, Happening.ReadingFix, member);
        if (_random.Chance(60))
            AddBetween(from, until, Happening.TypoFix, member);
        if (_random.Chance(20))
            AddBetween(Later(from, RowWriter.MyNumberBegan.AddDays(100)), until, Happening.MyNumberChange, member);
        if (_random.Chance(20))
            AddBetween(from, until, Happening.CodeChange, member);
        if (member is { IsForeign: false, Male: false, Role: Role.Spouse } && _random.Chance(300))
            AddBetween(Later(from, FormerNamesBegan), until, Happening.FormerName, member);
        if (!member.IsForeign)
            return;
        if (member.Values[Column.ResidenceUntil] is not null && _random.Chance(5000))
            AddBetween(from, until, Happening.Renewal, member);
        if (_random.Chance(3500))
        {
            var day = AddBetween(from, until, Happening.Alias, member);
            if (day is { } since && _random.Chance(1200))
                AddBetween(since.AddDays(60), until, Happening.AliasRemoved, member);
        }
    }

    private DateOnly EntryOf(Member member, DateOnly last)
    {
        var day = Later(_start, member.Birth);
        var joinsLater = member.Role is Role.Kin or Role.Lodger or Role.SpouseFather or Role.SpouseMother
            || (member.Role is Role.Spouse && _plan.Kind is HouseholdKind.Couple or HouseholdKind.Mixed && _random.Chance(5000) && !_plan.Members.Exists(other => other.Role is Role.Child));
        var until = member.Left is { } left ? left.AddDays(-30) : last;
        if (joinsLater && !_gone && day < until)
            day = day.AddDays(_random.Below(until.DayNumber - day.DayNumber));
        return member.IsForeign ? Later(day, ForeignersRegistered) : day;
    }

    private void Add(DateOnly day, Happening what, Member? who) => _happenings.Add((day, _happenings.Count, what, who));

    private DateOnly? AddBetween(DateOnly from, DateOnly until, Happening what, Member? who)
    {
        if (from >= until)
            return null;
        var day = from.AddDays(_random.Below(until.DayNumber - from.DayNumber));
        Add(day, what, who);
        return day;
    }

    private void Happen(DateOnly day, Happening what, Member? who)
    {
        if (who is not null && what is not (Happening.Enter or Happening.Leave) && !who.IsPresentOn(day))
            return;
        switch (what)
        {
            case Happening.Enter:
                Enter(who!, day);
                break;
            case Happening.Leave:
                Leave(who!, day);
                break;
            case Happening.HeadChange:
                ChangeHead(day, who);
                break;
            case Happening.Separate:
                Separate(who!, day);
                break;
            case Happening.Move:
                Move(day);
                break;
            case Happening.CancelMove:
                CancelMove(day);
                break;
            case Happening.SmallFix:
                RenameTown(day);
                break;
            case Happening.Merge:
                Merge(who!, day);
                break;
            case Happening.MyNumberEntry:
                Everyone(day, "個人番号の職権記載", Notice.ExOfficio, static _ => { });
                break;
            default:
                PersonalChanges.Apply(what, who!, day, _random, _serials, _places, _rows);
                break;
        }
    }

    private void Enter(Member member, DateOnly day)
    {
        var values = member.Values;
        var newborn = member.Birth >= _start && member.Birth == day;
        var firstForeign = member.IsForeign && day == ForeignersRegistered && _start < ForeignersRegistered;
        var reissue = _native && day == _start;
        var reason = newborn ? "出生" : firstForeign ? "職権記載" : reissue ? "改製" : member.IsForeign && (day == _start ? _fromAbroad : _random.Chance(5500)) ? "国外転入等" : "国内転入";
        var since = reissue ? SinceBefore(member, day) : day;
        values[Column.HouseholdNumber] = _householdNumber;
        values[Column.Suppressed] = "0";
        SetDate(values, member.IsForeign ? Column.BecameForeignResident : Column.BecameResident, since);
        if (firstForeign)
            SetDate(values, Column.AlienRegistrationOn, Later(member.Birth, day.AddDays(-_random.Between(200, 6000))));
        SetAddress(values, since);
        if (reason is "国内転入" || (reissue && since > member.Birth))
        {
            var from = day == _start && _from is { } shared ? shared : Places.Elsewhere(_random);
            values[Column.PreviousAddress] = from.Text;
            values[Column.PreviousAddressCode] = from.Code;
            if (_random.Chance(60))
            {
                // 未届転入: the address never reported stands as the former one (4.1.1.4).
                values[Column.LastRegisteredAddress] = Places.Elsewhere(_random).Text;
                values[Column.PreviousAddress] += "（未届）";
            }
        }
        else if (reason is "国外転入等")
            values[Column.PreviousAddress] = member.Nationality;

        SetRelation(member);
        _rows.Emit(member, reason, day, reason switch { "改製" or "職権記載" => Notice.ExOfficio, "出生" => Notice.FamilyRegister, _ => Notice.Report });
    }

    private void Leave(Member member, DateOnly day)
    {
        _rows.Remove(member, day);
        if (member != _head || _gone)
            return;
        var heir = _plan.Kind is HouseholdKind.Headless ? null : _plan.Members.Find(other => other.Role is Role.Head);
        ChangeHead(day, heir);
    }

    private void ChangeHead(DateOnly day, Member? head)
    {
        _head = head;
        foreach (var member in _plan.Members)
        {
            if (!member.IsPresentOn(day))
                continue;
            SetRelation(member);
            _rows.Emit(member, "世帯主変更", day, Notice.Report);
        }
    }

    private void Move(DateOnly day)
    {
        _addressBefore = _address;
        _address = _places.Inside(_random, 3500);
        Everyone(day, "転居", Notice.Report, values => SetAddress(values, day));
    }

    private void CancelMove(DateOnly day)
    {
        if (_addressBefore is null)
            return;
        (_address, _addressBefore) = (_addressBefore, null);
        Everyone(day, "異動の取消し（修正）", Notice.ExOfficio, values => SetAddress(values, day));
    }

    private void Separate(Member member, DateOnly day)
    {
        // The parents' household is seen only in the child's earlier rows.
        var parents = _serials.NextHousehold().ToString();
        var parentName = $"{member.Surname.Text}　{NameTables.GivenName(_random, true, member.Birth.Year - 29).Text}";
        foreach (var row in member.Rows)
        {
            row.Draft[Column.HouseholdNumber] = parents;
            row.Draft[Column.HeadName] = parentName;
            row.Draft[Column.Relation] = "子";
        }

        _rows.Emit(member, "世帯分離", day, Notice.Report);
    }

    /// <summary>One who kept a household of their own at the same address joins this one.</summary>
    private void Merge(Member member, DateOnly day)
    {
        var own = _serials.NextHousehold().ToString();
        foreach (var row in member.Rows)
        {
            row.Draft[Column.HouseholdNumber] = own;
            row.Draft[Column.HeadName] = member.Name;
            row.Draft[Column.Relation] = "世帯主";
        }

        _rows.Emit(member, "世帯合併", day, Notice.Report);
    }

    /// <summary>The town drops 大字 from its addresses.</summary>
    private void RenameTown(DateOnly day)
    {
        foreach (var draft in _plan.Members.SelectMany(member => member.Rows).Select(row => row.Draft))
        {
            if (draft[Column.AddressTown]!.StartsWith("大字", StringComparison.Ordinal) is false)
                draft[Column.AddressTown] = "大字" + draft[Column.AddressTown];
        }

        Everyone(day, "軽微な修正", Notice.ExOfficio, static _ => { });
    }

    private void Everyone(DateOnly day, string reason, Notice notice, Action<string?[]> change)
    {
        foreach (var member in _plan.Members)
        {
            if (!member.IsPresentOn(day))
                continue;
            change(member.Values);
            _rows.Emit(member, reason, day, notice);
        }
    }

    private SyntheticHousehold Close()
    {
        SetOrder();
        var rows = new List<ResidentRow>();
        var (current, removed) = (0, 0);
        var suppressed = _random.Chance(35);
        foreach (var member in _plan.Members)
        {
            var latest = member.Rows[^1].Draft;
            if (member.Left is null)
            {
                current++;
                Qualifications.Set(latest, member, _asOf);
                if (suppressed)
                    latest[Column.Suppressed] = "1";
            }
            else
                removed++;
            rows.AddRange(member.Rows);
        }

        return new(rows, current, removed);
    }

    private void SetRelation(Member member)
    {
        member.Values[Column.HeadName] = _head is { Name.Length: > 0 } ? _head.Name : null;
        member.Values[Column.Relation] = _head is null ? null : Kinship.Relation(member, _head, _plan.Self);
    }

    private DateOnly SinceBefore(Member member, DateOnly day)
    {
        var life = day.DayNumber - member.Birth.DayNumber;
        return life <= 0 || _random.Chance(6000) ? member.Birth : member.Birth.AddDays(_random.Below(life));
    }

    private void SetAddress(string?[] values, DateOnly since)
    {
        values[Column.AddressCode] = _address.Code;
        values[Column.MachiazaId] = _address.MachiazaId;
        values[Column.PostalCode] = Blank(_address.PostalCode);
        values[Column.AddressTown] = _address.Town;
        values[Column.AddressLot] = _address.Lot;
        values[Column.AddressBuilding] = Blank(_address.Building);
        SetDate(values, Column.AddressSince, since);
    }

    internal static void SetDate(string?[] values, int column, DateOnly day)
    {
        values[column] = DateText.Iso(day);
        values[column + 1] = "0";
        values[column + 2] = null;
    }

    private static string? Blank(string text) => text.Length == 0 ? null : text;

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
