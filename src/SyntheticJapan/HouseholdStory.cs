using System.Globalization;

namespace Moyai.SyntheticJapan;

/// <summary>Tells a household's last twenty years: every happening copies the rows of those it touches (1.2.1).</summary>
internal sealed class HouseholdStory
{
    /// <summary>外国人住民 entered the register on this day.</summary>
    internal static readonly DateOnly ForeignersRegistered = new(2012, 7, 9);

    private readonly Xoshiro _random;
    private readonly Places _places;
    private readonly DateOnly _asOf;
    private readonly HouseholdPlan _plan;
    private readonly Serials _serials;
    private readonly RowWriter _rows;
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
        var calendar = new HouseholdCalendar(_random, _plan, _start, _asOf, _native, _gone);
        var happenings = calendar.Imagine();
        _head = calendar.FirstHead;
        foreach (var (day, _, what, who) in happenings)
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
