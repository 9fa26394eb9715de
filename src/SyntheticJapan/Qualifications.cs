namespace Moyai.SyntheticJapan;

/// <summary>資格: 選挙人名簿, 国保, 後期高齢者医療, 介護保険, 国民年金, 児童手当 as they stand on a day.</summary>
internal static class Qualifications
{
    private static readonly DateOnly VoteAtEighteen = new(2016, 6, 19);
    private static readonly DateOnly ElderlyCareBegan = new(2008, 4, 1);
    private static readonly DateOnly AllowanceToEighteen = new(2024, 10, 1);

    public static void Set(string?[] values, Member member, DateOnly day)
    {
        var age = member.AgeOn(day);
        if (!member.IsForeign)
            values[Column.OnElectoralRoll] = age >= (day < VoteAtEighteen ? 20 : 18) && day >= member.Entered.AddDays(90) ? "1" : "0";

        var seventyFive = Later(member.Birth.AddYears(75), ElderlyCareBegan);
        var elderly = day >= seventyFive;
        values[Column.ElderlyCare] = elderly ? "1" : "0";
        values[Column.ElderlyCareFrom] = elderly ? DateText.Iso(Later(seventyFive, member.Entered)) : null;

        var insuredInTown = member.TownInsurance && member.Entered < seventyFive;
        values[Column.HealthInsurance] = insuredInTown && !elderly ? "1" : "0";
        values[Column.HealthInsuranceFrom] = insuredInTown ? DateText.Iso(member.Entered) : null;
        values[Column.HealthInsuranceTo] = insuredInTown && elderly ? DateText.Iso(seventyFive) : null;

        values[Column.NursingCare] = age >= 65 ? "1" : "0";
        values[Column.NursingCareFrom] = age >= 65 ? DateText.Iso(Later(member.Birth.AddYears(65), member.Entered)) : null;

        values[Column.Pension] = age is >= 20 and < 60 ? "1" : "0";
        if (age >= 20)
        {
            values[Column.PensionNumber] = member.PensionNumber;
            values[Column.PensionClass] = age < 60 ? member.PensionClass : null;
            values[Column.PensionFrom] = DateText.Iso(member.Birth.AddYears(20));
            values[Column.PensionTo] = age >= 60 ? DateText.Iso(member.Birth.AddYears(60)) : null;
        }

        var child = age < (day < AllowanceToEighteen ? 15 : 18);
        values[Column.ChildAllowanceFrom] = child ? DateText.Month(Later(member.Birth, member.Entered).AddMonths(1)) : null;
        values[Column.ChildAllowanceTo] = null;
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
