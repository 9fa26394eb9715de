namespace Moyai.SyntheticJapan;

internal enum Happening
{
    Enter, Leave, HeadChange, Move, CancelMove, Separate, SmallFix, ReadingFix, TypoFix, FormerName, Alias, AliasRemoved, Renewal,
    MyNumberEntry, MyNumberChange, CodeChange, Merge,
}

/// <summary>Decides what happened to a household in the last twenty years, and when.</summary>
internal sealed class HouseholdCalendar(Xoshiro random, HouseholdPlan plan, DateOnly start, DateOnly asOf, bool native, bool gone)
{
    private static readonly DateOnly ReadingsBegan = new(2025, 5, 26);
    private static readonly DateOnly FormerNamesBegan = new(2019, 11, 5);

    private readonly List<(DateOnly Day, int Order, Happening What, Member? Who)> _happenings = [];

    /// <summary>世帯主 at the beginning; null for a household that has none.</summary>
    public Member? FirstHead { get; private set; }

    /// <summary>Everything that happens, in the order of days; what happens on one day keeps the order of members.</summary>
    public IReadOnlyList<(DateOnly Day, int Order, Happening What, Member? Who)> Imagine()
    {
        var members = plan.Members;
        var self = plan.Self;
        var last = asOf.AddDays(-15);
        FirstHead = members.Find(member => member is { Left: not null, LeftByDeath: true, Male: true })
            ?? (plan.Kind is HouseholdKind.ThreeGenerations && random.Chance(5000) ? members.Find(member => member is { Role: Role.Father }) : null)
            ?? (plan.Kind is HouseholdKind.Headless ? null : self);
        foreach (var member in members)
        {
            member.Entered = EntryOf(member, last);
            Add(member.Entered, Happening.Enter, member);
            if (member.Left is { } left)
                Add(left, Happening.Leave, member);
        }

        var end = gone ? members[0].Left!.Value.AddDays(-20) : last;
        var from = start.AddDays(60);
        if (FirstHead is { Role: Role.Father, Left: null } && random.Chance(3000))
            AddBetween(from, end, Happening.HeadChange, self);
        if (plan.Kind is HouseholdKind.YoungAlone && native)
            AddBetween(from, end, Happening.Separate, self);
        for (var moves = random.Below(20) switch { < 13 => 0, < 18 => 1, _ => 2 }; moves > 0; moves--)
            if (AddBetween(from, end, Happening.Move, null) is { } day && random.Chance(80) && day.AddDays(20) < end)
                Add(day.AddDays(20), Happening.CancelMove, null);
        if (random.Chance(1200))
            AddBetween(from, end, Happening.SmallFix, null);
        if (start < RowWriter.MyNumberBegan)
            Add(RowWriter.MyNumberBegan, Happening.MyNumberEntry, null);
        foreach (var member in members)
            ImagineOwn(member, end);
        _happenings.Sort(static (one, other) => one.Day != other.Day ? one.Day.CompareTo(other.Day) : one.Order.CompareTo(other.Order));
        return _happenings;
    }

    private void ImagineOwn(Member member, DateOnly end)
    {
        var from = member.Entered.AddDays(40);
        var until = member.Left is { } left ? left.AddDays(-20) : end;
        if (member.Role is Role.Kin or Role.SpouseFather or Role.SpouseMother && !gone && random.Chance(3000))
            AddBetween(from, until, Happening.Merge, member);
        if (!member.IsForeign && random.Chance(1500))
            AddBetween(Later(from, ReadingsBegan), until, Happening.ReadingFix, member);
        if (random.Chance(60))
            AddBetween(from, until, Happening.TypoFix, member);
        if (random.Chance(20))
            AddBetween(Later(from, RowWriter.MyNumberBegan.AddDays(100)), until, Happening.MyNumberChange, member);
        if (random.Chance(20))
            AddBetween(from, until, Happening.CodeChange, member);
        if (member is { IsForeign: false, Male: false, Role: Role.Spouse } && random.Chance(300))
            AddBetween(Later(from, FormerNamesBegan), until, Happening.FormerName, member);
        if (!member.IsForeign)
            return;
        if (member.Values[Column.ResidenceUntil] is not null && random.Chance(5000))
            AddBetween(from, until, Happening.Renewal, member);
        if (random.Chance(3500))
        {
            var day = AddBetween(from, until, Happening.Alias, member);
            if (day is { } since && random.Chance(1200))
                AddBetween(since.AddDays(60), until, Happening.AliasRemoved, member);
        }
    }

    private DateOnly EntryOf(Member member, DateOnly last)
    {
        var day = Later(start, member.Birth);
        var joinsLater = member.Role is Role.Kin or Role.Lodger or Role.SpouseFather or Role.SpouseMother
            || (member.Role is Role.Spouse && plan.Kind is HouseholdKind.Couple or HouseholdKind.Mixed && random.Chance(5000) && !plan.Members.Exists(other => other.Role is Role.Child));
        var until = member.Left is { } left ? left.AddDays(-30) : last;
        if (joinsLater && !gone && day < until)
            day = day.AddDays(random.Below(until.DayNumber - day.DayNumber));
        return member.IsForeign ? Later(day, HouseholdStory.ForeignersRegistered) : day;
    }

    private void Add(DateOnly day, Happening what, Member? who) => _happenings.Add((day, _happenings.Count, what, who));

    private DateOnly? AddBetween(DateOnly from, DateOnly until, Happening what, Member? who)
    {
        if (from >= until)
            return null;
        var day = from.AddDays(random.Below(until.DayNumber - from.DayNumber));
        Add(day, what, who);
        return day;
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
