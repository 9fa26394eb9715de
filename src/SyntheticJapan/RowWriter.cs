using System.Globalization;

namespace Moyai.SyntheticJapan;

/// <summary>How a change reached the town hall; it decides which dates a row carries (1.2.1).</summary>
internal enum Notice
{
    Report, FamilyRegister, ExOfficio, Declaration, Request,
}

/// <summary>Writes the next 履歴番号 of a person, with the dates of the change.</summary>
internal sealed class RowWriter(Xoshiro random, DateOnly asOf, string here)
{
    /// <summary>個人番号 entered the register on this day.</summary>
    public static readonly DateOnly MyNumberBegan = new(2015, 10, 5);

    private static readonly string[] Windows = ["住民課1番窓口", "住民課2番窓口", "支所", "住民課執務室"];
    private static readonly string[] Terminals = ["JK-01", "JK-02", "JK-03", "JK-11", "SB-01"];

    private DateOnly _noticedOn;
    private int _delay;

    /// <summary>Days from a change to its notice: one visit for the whole household, late for a few.</summary>
    private int DelayOf(DateOnly day)
    {
        if (_noticedOn != day)
            (_noticedOn, _delay) = (day, random.Chance(9500) ? random.Below(14) : random.Between(15, 60));
        return _delay;
    }

    public void Emit(Member member, string reason, DateOnly day, Notice notice)
    {
        var values = member.Values;
        var received = notice is Notice.ExOfficio ? day : Min(day.AddDays(DelayOf(day)), asOf);
        if (received < member.LastProcessed)
            received = member.LastProcessed;
        member.LastProcessed = received;
        values[Column.Version] = (member.Rows.Count + 1).ToString(CultureInfo.InvariantCulture);
        values[Column.ChangeReason] = reason;
        HouseholdStory.SetDate(values, Column.ChangedOn, day);
        values[Column.ProcessedOn] = DateText.Iso(received);
        values[Column.NotifiedOn] = notice is Notice.Report ? DateText.Iso(received) : null;
        values[Column.InformedOn] = notice is Notice.FamilyRegister ? DateText.Iso(received) : null;
        values[Column.DeclaredOn] = notice is Notice.Declaration ? DateText.Iso(received) : null;
        values[Column.RequestedOn] = notice is Notice.Request ? DateText.Iso(received) : null;
        values[Column.EntryPlace] = random.Pick(Windows);
        values[Column.EntryTerminal] = random.Pick(Terminals);
        Qualifications.Set(values, member, day);
        var row = (string?[])values.Clone();
        if (day < MyNumberBegan)
            row[Column.IndividualNumber] = null;
        member.Rows.Add(new(row));
    }

    /// <summary>除票: the person's last row.</summary>
    public void Remove(Member member, DateOnly day)
    {
        var values = member.Values;
        SetRemovalItems(values, day, member.LeftByDeath, out var reason);
        Emit(member, reason, day, reason switch { "死亡" => Notice.FamilyRegister, "職権消除" => Notice.ExOfficio, _ => Notice.Report });
    }

    private void SetRemovalItems(string?[] values, DateOnly day, bool death, out string reason)
    {
        HouseholdStory.SetDate(values, Column.EventOn, day);
        values[Column.RemovalNotifiedOn] = DateText.Iso(Min(day.AddDays(random.Below(8)), asOf));
        values[Column.CardState] = values[Column.CardState] is null ? null : death ? "失効" : values[Column.CardState];
        if (random.Chance(100))
            values[Column.ResidentCode] = null;
        if (death)
        {
            (values[Column.Status], values[Column.RemovalReason], reason) = ("死亡", "死亡", "死亡");
            return;
        }

        if (random.Chance(200))
        {
            (values[Column.Status], values[Column.RemovalReason], reason) = ("消除", "職権消除", "職権消除");
            values[Column.Notes] = $"実態調査により{here}に居住の事実がないことを確認";
            return;
        }

        (values[Column.Status], values[Column.RemovalReason]) = ("転出", "転出");
        values[Column.MovedOutOn] = DateText.Iso(day);
        if (random.Chance(700))
        {
            reason = "国外転出";
            values[Column.PlannedAddress] = random.Pick(["米国", "ベトナム", "中国", "英国", "フィリピン"]);
            return;
        }

        reason = "国内転出";
        var (text, code) = Places.Elsewhere(random);
        (values[Column.PlannedAddress], values[Column.PlannedAddressCode]) = (text, code);
        if (!random.Chance(9200))
            return;
        if (random.Chance(800))
            (text, code) = Places.Elsewhere(random);
        (values[Column.ConfirmedAddress], values[Column.ConfirmedAddressCode]) = (text, code);
        values[Column.MoveInNoticeOn] = DateText.Iso(Min(day.AddDays(random.Below(14)), asOf));
    }

    private static DateOnly Min(DateOnly one, DateOnly other) => one < other ? one : other;
}
