namespace Moyai.SyntheticJapan;

/// <summary>A person's place in the family, seen from the person around whom the household was invented.</summary>
internal enum Role
{
    Head, Spouse, UnregisteredSpouse, Child, SpouseChild, ChildSpouse, Grandchild,
    Father, Mother, FatherOfFather, MotherOfFather, Sibling, SpouseFather, SpouseMother, SpouseSibling, Kin, Lodger,
}

/// <summary>続柄 by its grammar (1.1.11), and where 5.2 places a member in the list.</summary>
internal static class Kinship
{
    /// <summary>続柄 to a 世帯主, who is one of Head, Spouse, Father and Mother.</summary>
    public static string Relation(Member member, Member head, Member self)
    {
        var (role, male) = (member.Role, member.Male);
        if (member == head)
            return "世帯主";
        if (role is Role.Kin)
            return "縁故者";
        if (role is Role.Lodger)
            return "同居人";
        return head.Role switch
        {
            Role.Head => ToSelf(member, self),
            Role.Spouse => role switch
            {
                Role.Head => male ? "夫" : "妻",
                Role.Child or Role.SpouseChild => "子",
                Role.ChildSpouse => male ? "子の夫" : "子の妻",
                Role.Grandchild => "子の子",
                Role.SpouseFather => "父",
                Role.SpouseMother => "母",
                Role.SpouseSibling => Sibling(member, head),
                Role.Father => self.Male ? "夫の父" : "妻の父",
                Role.Mother => self.Male ? "夫の母" : "妻の母",
                _ => "縁故者",
            },
            Role.Father or Role.Mother => role switch
            {
                Role.Head or Role.Sibling => "子",
                Role.Spouse => male ? "子の夫" : "子の妻",
                Role.UnregisteredSpouse => male ? "子の夫（未届）" : "子の妻（未届）",
                Role.Child => "子の子",
                Role.Grandchild => "子の子の子",
                Role.Father => "夫",
                Role.Mother => "妻",
                Role.FatherOfFather => head.Male ? "父" : "夫の父",
                Role.MotherOfFather => head.Male ? "母" : "夫の母",
                _ => "縁故者",
            },
            _ => throw new InvalidOperationException($"{head.Role} never heads a household."),
        };
    }

    /// <summary>世帯員の並び順 (5.2): couple, children, a child's family, parents, brothers and sisters, grandparents, kin, others.</summary>
    public static int Rank(Member member, Member? head) => member == head ? 0 : head?.Role is Role.Father or Role.Mother
        ? member.Role switch
        {
            Role.Father or Role.Mother => 1,
            Role.Sibling => 10,
            Role.Head => 20,
            Role.Spouse or Role.UnregisteredSpouse => 21,
            Role.Child => 22,
            Role.Grandchild => 23,
            Role.FatherOfFather => 30,
            Role.MotherOfFather => 31,
            Role.Kin => 50,
            _ => 60,
        }
        : member.Role switch
        {
            Role.Head => 0,
            Role.Spouse or Role.UnregisteredSpouse => 1,
            Role.Child or Role.SpouseChild => member.HasFamily ? 20 : 10,
            Role.ChildSpouse => 21,
            Role.Grandchild => 22,
            Role.Father => 30,
            Role.Mother => 31,
            Role.Sibling => 32,
            Role.FatherOfFather => 33,
            Role.MotherOfFather => 34,
            Role.SpouseFather => 40,
            Role.SpouseMother => 41,
            Role.SpouseSibling => 42,
            Role.Kin => 50,
            _ => 60,
        };

    private static string ToSelf(Member member, Member self)
    {
        var partner = self.Male ? "妻" : "夫";
        return member.Role switch
        {
            Role.Spouse => member.Male ? "夫" : "妻",
            Role.UnregisteredSpouse => member.Male ? "夫（未届）" : "妻（未届）",
            Role.Child => "子",
            Role.SpouseChild => partner + "の子",
            Role.ChildSpouse => member.Male ? "子の夫" : "子の妻",
            Role.Grandchild => "子の子",
            Role.Father => "父",
            Role.Mother => "母",
            Role.FatherOfFather => "父の父",
            Role.MotherOfFather => "父の母",
            Role.Sibling => Sibling(member, self),
            Role.SpouseFather => partner + "の父",
            Role.SpouseMother => partner + "の母",
            Role.SpouseSibling => partner + "の" + (member.Male ? "弟" : "妹"),
            _ => "縁故者",
        };
    }

    private static string Sibling(Member member, Member other) => (member.Birth < other.Birth, member.Male) switch
    {
        (true, true) => "兄",
        (true, false) => "姉",
        (false, true) => "弟",
        _ => "妹",
    };
}
