namespace Moyai.SyntheticJapan;

/// <summary>Who lives together: the kinds of household of an ageing town and how common they are.</summary>
internal enum HouseholdKind
{
    ElderAlone, YoungAlone, ElderCouple, Couple, CoupleWithChildren, CoupleWithGrownChildren, SingleParent, ThreeGenerations,
    FourGenerations, ChildsFamilyInParentsHouse, Siblings, WithSpouseParent, Unregistered, WithKin, WithLodger, Headless, ForeignAlone, ForeignFamily, Mixed,
}

/// <summary>世帯 as invented: its members, without history yet. The first member is the one the others are seen from.</summary>
internal sealed class HouseholdPlan(Xoshiro random, DateOnly asOf)
{
    private static readonly WeightedTable<HouseholdKind> Kinds = new(
    [
        (HouseholdKind.ElderAlone, 1750), (HouseholdKind.YoungAlone, 1450), (HouseholdKind.ElderCouple, 1650), (HouseholdKind.Couple, 750),
        (HouseholdKind.CoupleWithChildren, 2050), (HouseholdKind.CoupleWithGrownChildren, 950), (HouseholdKind.SingleParent, 620),
        (HouseholdKind.ThreeGenerations, 330), (HouseholdKind.FourGenerations, 25), (HouseholdKind.ChildsFamilyInParentsHouse, 120), (HouseholdKind.Siblings, 60),
        (HouseholdKind.WithSpouseParent, 50), (HouseholdKind.Unregistered, 40), (HouseholdKind.WithKin, 40), (HouseholdKind.WithLodger, 45),
        (HouseholdKind.Headless, 12), (HouseholdKind.ForeignAlone, 170), (HouseholdKind.ForeignFamily, 60), (HouseholdKind.Mixed, 60),
    ]);

    public List<Member> Members { get; } = [];

    public HouseholdKind Kind { get; private set; }

    public Member Self => Members[0];

    /// <summary>Draws a household of at most so many members.</summary>
    public static HouseholdPlan Draw(Xoshiro random, DateOnly asOf, int atMost)
    {
        while (true)
        {
            var plan = new HouseholdPlan(random, asOf) { Kind = atMost == 1 ? HouseholdKind.ElderAlone : Kinds.Draw(random) };
            plan.Fill();
            if (plan.Members.Count <= atMost)
                return plan;
        }
    }

    /// <summary>Whose 戸籍 a member is in: the husband's for a couple and its children, else one's own.</summary>
    public Member? FamilyRegisterOf(Member member) => member.Role switch
    {
        Role.Head or Role.Spouse or Role.Child when !member.HasFamily => First(Role.Head, Role.Spouse),
        Role.Child or Role.ChildSpouse or Role.Grandchild => First(Members.Find(other => other.HasFamily)?.Role, Role.ChildSpouse),
        Role.Father or Role.Mother => First(Role.Father, Role.Mother),
        Role.SpouseFather or Role.SpouseMother or Role.SpouseSibling => First(Role.SpouseFather, Role.SpouseMother),
        Role.SpouseChild => First(Role.UnregisteredSpouse, null),
        _ => null,
    };

    private Member? First(Role? one, Role? other)
    {
        var first = Members.Find(member => member.Role == one && (one is not Role.Child || member.HasFamily));
        var second = Members.Find(member => member.Role == other);
        return (first, second) switch
        {
            (null, _) => second,
            (_, null) => first.IsForeign ? null : first,
            _ when first.IsForeign => second,
            _ when second.IsForeign || first.Male => first,
            _ => second,
        };
    }

    /// <summary>Adds someone who died or moved away, where the household has room for such a story.</summary>
    public void AddFormer(DateOnly from)
    {
        var until = asOf.AddDays(-40);
        var self = Self;
        var age = self.AgeOn(asOf);
        if (from.AddDays(200) >= until || self.IsForeign)
            return;
        var left = from.AddDays(100 + random.Below(until.DayNumber - from.DayNumber - 100));
        switch (Kind)
        {
            case HouseholdKind.ElderAlone or HouseholdKind.Headless:
            case HouseholdKind.SingleParent when age > 50:
                var spouse = Add(Role.Spouse, !self.Male, age + random.Between(-1, 6));
                (spouse.Left, spouse.LeftByDeath) = (left, true);
                break;
            case HouseholdKind.ThreeGenerations when !Members.Exists(member => member.Role is Role.Father):
                var father = Add(Role.Father, true, Members[^1].AgeOn(asOf) + random.Between(-1, 6));
                (father.Left, father.LeftByDeath) = (left, true);
                break;
            case HouseholdKind.ElderCouple or HouseholdKind.CoupleWithGrownChildren or HouseholdKind.CoupleWithChildren when age >= 42:
                var childAge = Math.Min(Math.Min(age, Members[1].AgeOn(asOf)) - random.Between(22, 30), 50);
                var leaving = asOf.AddYears(-childAge).AddDays(6700 + random.Below(3000));
                if (leaving <= from.AddDays(60) || leaving >= until)
                    break;
                Add(Role.Child, random.Chance(5100), childAge).Left = leaving;
                break;
            default:
                break;
        }
    }

    private void Fill()
    {
        switch (Kind)
        {
            case HouseholdKind.ElderAlone:
                Add(Role.Head, random.Chance(3200), Elder());
                break;
            case HouseholdKind.YoungAlone:
                Add(Role.Head, random.Chance(5800), random.Between(19, 64));
                break;
            case HouseholdKind.ElderCouple:
                Couple(Elder());
                break;
            case HouseholdKind.Couple:
                Couple(random.Between(25, 64));
                break;
            case HouseholdKind.CoupleWithChildren:
                Children(Couple(random.Between(27, 54)), 17);
                break;
            case HouseholdKind.CoupleWithGrownChildren:
                Children(Couple(random.Between(52, 84)), 60);
                break;
            case HouseholdKind.SingleParent:
                var parentAge = random.Between(24, 82);
                Add(Role.Head, random.Chance(1800), parentAge);
                Children(parentAge, 60);
                break;
            case HouseholdKind.ThreeGenerations:
                Parents(WithChildren(random.Between(32, 58)), random.Chance(5500));
                break;
            case HouseholdKind.FourGenerations:
                var middle = WithChildren(random.Between(32, 46));
                Parents(middle, true);
                Add(Role.MotherOfFather, false, Math.Min(middle + random.Between(46, 52), 104));
                break;
            case HouseholdKind.ChildsFamilyInParentsHouse:
                ChildsFamily();
                break;
            case HouseholdKind.Siblings:
                var age = random.Between(45, 85);
                Add(Role.Head, random.Chance(5000), age);
                Add(Role.Sibling, random.Chance(5000), age + random.Between(-9, 9));
                break;
            case HouseholdKind.WithSpouseParent:
                var husband = Couple(random.Between(38, 66));
                Add(random.Chance(2500) ? Role.SpouseFather : Role.SpouseMother, Members[1].AgeOn(asOf) + random.Between(21, 36));
                if (random.Chance(2500))
                    Add(Role.SpouseSibling, random.Chance(5000), Math.Max(20, husband - random.Between(8, 16)));
                break;
            case HouseholdKind.Unregistered:
                var partner = random.Between(25, 70);
                Add(Role.Head, true, partner);
                Add(Role.UnregisteredSpouse, false, Math.Max(20, partner - random.Between(-4, 9)));
                if (partner < 55 && random.Chance(4000))
                    Add(Role.SpouseChild, random.Chance(5100), random.Between(0, 15));
                break;
            case HouseholdKind.WithKin:
                Add(Role.Kin, random.Chance(5000), Couple(random.Between(40, 75)) / 2);
                break;
            case HouseholdKind.WithLodger:
                Add(Role.Head, random.Chance(6000), random.Between(28, 78));
                for (var i = random.Between(1, 3); i > 0; i--)
                    Add(Role.Lodger, random.Chance(6000), random.Between(19, 60));
                break;
            case HouseholdKind.Headless:
                Add(Role.Head, false, random.Between(62, 84));
                Add(Role.Child, random.Chance(5500), random.Between(30, 40));
                break;
            case HouseholdKind.ForeignAlone:
                Add(Role.Head, random.Chance(5500), random.Between(19, 58), NameTables.Nationalities.Draw(random));
                break;
            case HouseholdKind.ForeignFamily:
                var nationality = NameTables.Nationalities.Draw(random);
                var father = Couple(random.Between(25, 50), nationality, nationality);
                Children(father, 17, nationality);
                break;
            default:
                var other = NameTables.Nationalities.Draw(random);
                var first = random.Chance(7000) ? Couple(random.Between(28, 66), null, other) : Couple(random.Between(28, 66), other, null);
                if (first < 54)
                    Children(first, 17);
                break;
        }
    }

    private int Elder() => Math.Min(65 + (random.Below(17) + random.Below(17) + random.Below(8)), 105);

    private int WithChildren(int age)
    {
        Children(Couple(age), 25);
        return age;
    }

    private int Couple(int age, string? nationality = null, string? spouse = null)
    {
        var male = random.Chance(9400);
        Add(Role.Head, male, age, nationality);
        Add(Role.Spouse, !male, Math.Max(19, age - random.Between(-3, 7)), spouse);
        return age;
    }

    private void Children(int parentAge, int oldest, string? nationality = null)
    {
        var youngestParent = Math.Min(parentAge, Members[^1].Role is Role.Spouse ? Members[^1].AgeOn(asOf) : parentAge);
        var firstborn = Math.Min(youngestParent - random.Between(20, 35), oldest);
        var count = random.Below(20) switch { < 9 => 1, < 17 => 2, < 19 => 3, _ => 4 };
        var before = default(DateOnly?);
        for (var (i, age) = (0, Math.Max(0, firstborn)); i < count && age >= 0; i++, age -= random.Between(2, 4))
        {
            var child = Add(Role.Child, random.Chance(5120), age, nationality, before is not null && random.Chance(130) ? before : null);
            before = child.Birth;
        }
    }

    private void Parents(int childAge, bool both)
    {
        var mother = Math.Min(childAge + random.Between(21, 33), 104);
        if (both)
            Add(Role.Father, true, Math.Min(mother + random.Between(-1, 6), 106));
        Add(Role.Mother, false, mother);
    }

    private void ChildsFamily()
    {
        var age = Couple(random.Between(58, 84));
        var childAge = Math.Max(22, Math.Min(age, Members[1].AgeOn(asOf)) - random.Between(23, 33));
        var son = random.Chance(7500);
        Add(Role.Child, son, childAge, hasFamily: true);
        Add(Role.ChildSpouse, !son, Math.Max(20, childAge - random.Between(-2, 5)));
        for (var i = random.Between(1, 3); i > 0; i--)
            Add(Role.Grandchild, random.Chance(5100), Math.Max(0, random.Between(0, childAge - 21)));
    }

    private void Add(Role role, int age) => Add(role, role is Role.SpouseFather, age);

    private Member Add(Role role, bool male, int age, string? nationality = null, DateOnly? born = null, bool hasFamily = false)
    {
        var birth = born ?? asOf.AddYears(-age).AddDays(-random.Below(365));
        var member = new Member { Role = role, Male = male, Birth = birth, Nationality = nationality, HasFamily = hasFamily };
        Members.Add(member);
        return member;
    }
}
