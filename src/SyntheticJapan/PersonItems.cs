using System.Globalization;
using Moyai.Kernel;

namespace Moyai.SyntheticJapan;

/// <summary>Fills what does not change with a move: numbers, names, birth, 戸籍, 在留.</summary>
internal sealed class PersonItems(Xoshiro random, Places places, Serials serials, DateOnly asOf)
{
    private static readonly string[] NamesOfStatus = ["永住者", "技術・人文知識・国際業務", "技能実習２号ロ", "特定技能１号", "留学", "定住者"];

    /// <summary>Names first: 筆頭者 and 世帯主 quote them.</summary>
    public void Introduce(HouseholdPlan plan, Member? namesake)
    {
        var self = plan.Self;
        foreach (var member in plan.Members)
            Introduce(member, plan, member == self ? namesake : null);
        foreach (var member in plan.Members)
            member.Register = plan.FamilyRegisterOf(member);
        foreach (var member in plan.Members)
            RecordFamilyRegister(member);
        if (plan.Kind is HouseholdKind.YoungAlone && self.AgeOn(asOf) < 45 && random.Chance(7000))
            self.Values[Column.HeadOfFamilyRegister] = $"{self.Surname.Text}　{NameTables.GivenName(random, true, self.Birth.Year - 30).Text}";
    }

    private void Introduce(Member member, HouseholdPlan plan, Member? namesake)
    {
        var serial = serials.NextPerson(out var addressee);
        var values = member.Values;
        values[Column.AddresseeNumber] = addressee.ToString();
        values[Column.ResidentCode] = serials.ResidentCode(serial);
        values[Column.IndividualNumber] = serials.IndividualNumber(serial);
        values[Column.Kind] = member.IsForeign ? "外国人" : "日本人";
        values[Column.Status] = "住民";
        values[Column.Sex] = random.Chance(2) ? null : member.Male ? "男" : "女";
        RecordBirth(member, serial);
        if (member.IsForeign)
            NameForeigner(member, plan);
        else
            NameJapanese(member, plan, namesake);
        values[Column.Name] = member.Name.Length == 0 ? null : member.Name;
        values[Column.AdultWard] = member.AgeOn(asOf) > 60 && random.Chance(20) ? "1" : "0";
        RecordCard(member);
        member.TownInsurance = random.Chance(member.AgeOn(asOf) >= 65 ? 8000 : 2300);
        member.PensionNumber = Digits(10);
        member.PensionClass = random.Below(100) switch { < 30 => "第1号", < 80 => "第2号", _ => member.Male ? "第2号" : "第3号" };
        if (random.Chance(40))
            values[Column.Remarks] = random.Chance(5000) ? "来庁時は筆談を希望" : "郵便物は方書まで記載のこと";
    }

    private static void RecordBirth(Member member, long serial)
    {
        var values = member.Values;
        values[Column.Birth] = DateText.Iso(member.Birth);
        values[Column.Birth + 1] = "0";
        if (serial % 331 == 7)
        {
            values[Column.Birth + 1] = "1";
            values[Column.Birth + 2] = UnknownDates.Show(member.Birth, (int)(serial / 331 % UnknownDates.Patterns), member.IsForeign);
        }
        else if (!member.IsForeign && serial % 3001 == 17)
        {
            // A day no calendar has; the register keeps it (1.1.8).
            var year = DateTime.IsLeapYear(member.Birth.Year) ? member.Birth.Year - 1 : member.Birth.Year;
            values[Column.Birth] = string.Create(CultureInfo.InvariantCulture, $"{year}-02-29");
        }
    }

    private void NameJapanese(Member member, HouseholdPlan plan, Member? namesake)
    {
        var self = plan.Self;
        var lineage = member.Role switch
        {
            Role.SpouseFather or Role.SpouseMother or Role.SpouseSibling => plan.Members.Find(other => other.Role == Role.SpouseFather || other.Role == Role.SpouseMother),
            Role.UnregisteredSpouse or Role.SpouseChild => plan.Members.Find(other => other.Role == Role.UnregisteredSpouse),
            Role.Lodger => member,
            Role.Kin => random.Chance(4000) ? self : member,
            _ => self,
        } ?? member;
        if (lineage.IsForeign)
            lineage = plan.Members.Find(other => other is { Role: Role.Spouse, IsForeign: false }) ?? member;
        member.Surname = lineage != member && lineage.Surname is { } family ? family : namesake?.Surname ?? NameTables.Surnames.Draw(random);
        var given = member.Given = namesake?.Given ?? NameTables.GivenName(random, member.Male, member.Birth.Year);

        // A child reported before it has a name is entered without one.
        if (member.Role is Role.Child && member.AgeOn(asOf) == 0 && random.Chance(200))
            return;
        member.Name = $"{member.Surname.Text}　{given.Text}";
        member.Values[Column.Kana] = $"{member.Surname.Kana}　{given.Kana}";
        member.Values[Column.KanaState] = random.Below(100) switch { < 35 => "届出", < 80 => "職権", < 94 => "確認済", _ => "未確認" };
    }

    private void NameForeigner(Member member, HouseholdPlan plan)
    {
        var values = member.Values;
        var family = member.Role is Role.Child && plan.Self.ForeignFamilyName is { } shared ? shared : NameTables.ForeignFamily(random, member.Nationality!);
        member.ForeignFamilyName = family;
        var given = NameTables.ForeignGiven(random, member.Nationality!, member.Male);
        var latin = $"{family.Latin} {given.Latin}";
        values[Column.NameLatin] = latin;
        member.Surname = new(family.Native.Length > 0 ? family.Native : family.Latin, family.Kana);
        member.Name = family.Native.Length > 0 && random.Chance(8000) ? $"{family.Native}　{given.Native}" : latin;
        values[Column.Kana] = $"{family.Kana}　{given.Kana}";
        values[Column.KanaState] = random.Chance(6000) ? "確認済" : "未確認";
        values[Column.Nationality] = member.Nationality;
        if (member.Nationality is "韓国" && random.Chance(4500))
        {
            values[Column.ResidenceClass] = "特別永住者";
            values[Column.SpecialPermanentNumber] = CardNumber();
        }
        else if (random.Chance(150))
        {
            var provisional = random.Chance(5000);
            values[Column.ResidenceClass] = provisional ? "仮滞在許可者" : "一時庇護許可者";
            values[provisional ? Column.ProvisionalStayPeriod : Column.LandingPeriod] = "6月";
        }
        else if (member.Birth > asOf.AddDays(-60))
            values[Column.ResidenceClass] = "出生による経過滞在者";
        else
        {
            values[Column.ResidenceClass] = "中長期在留者";
            values[Column.ResidenceCardNumber] = CardNumber();
            var status = plan.Kind switch
            {
                _ when member.AgeOn(asOf) < 18 => "家族滞在",
                HouseholdKind.Mixed => random.Chance(5000) ? "永住者" : "日本人の配偶者等",
                HouseholdKind.ForeignFamily when member.Role is Role.Spouse => random.Chance(3000) ? "永住者" : "家族滞在",
                _ => random.Pick(NamesOfStatus),
            };
            values[Column.ResidenceStatus] = status;
            values[Column.ResidencePeriod] = status is "永住者" ? "無期限" : random.Pick(["1年", "3年", "5年"]);
            if (status is not "永住者")
                values[Column.ResidenceUntil] = DateText.Iso(asOf.AddDays(random.Between(10, 1700)));
        }
    }

    private void RecordFamilyRegister(Member member)
    {
        if (member.IsForeign)
            return;
        var first = member.Register is { IsForeign: false } other ? other : member;
        if (first.Honseki.Length == 0)
            first.Honseki = random.Chance(6) ? "不明" : random.Chance(2) ? "なし" : places.Honseki(random);
        member.Values[Column.Honseki] = first.Honseki;
        member.Values[Column.HeadOfFamilyRegister] = first.Honseki is "なし" or "不明" ? first.Honseki : first.Name.Length > 0 ? first.Name : "不明";
    }

    private void RecordCard(Member member)
    {
        var values = member.Values;
        values[Column.CardState] = random.Below(100) switch { < 78 => "交付済", < 80 => "申請中", < 81 => "返納", _ => "未交付" };
        if (values[Column.CardState] is not "交付済")
            return;
        values[Column.AuthenticationSerial] = Digits(9);
        if (member.AgeOn(asOf) >= 15)
            values[Column.SignatureSerial] = Digits(9);
    }

    private string CardNumber() => string.Create(12, random, static (span, random) =>
    {
        for (var i = 0; i < 12; i++)
            span[i] = i is 0 or 1 or 10 or 11 ? (char)('A' + random.Below(26)) : (char)('0' + random.Below(10));
    });

    private string Digits(int count) => string.Create(count, random, static (span, random) =>
    {
        foreach (ref var digit in span)
            digit = (char)('0' + random.Below(10));
    });
}
