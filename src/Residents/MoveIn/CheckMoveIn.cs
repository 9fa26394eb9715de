using Moyai.Kernel;
using Moyai.MyNumber;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;
using Moyai.Residents.Model;
using Moyai.Residents.Operations;
using Moyai.Residents.Storage;

namespace Moyai.Residents.MoveIn;

/// <summary>転入入力の点検: all that is wrong and all that deserves a second look, before anything is written.</summary>
public sealed class CheckMoveIn(Vault vault)
{
    /// <param name="Errors">エラー: cannot be entered until mended. The field names are those of the form.</param>
    /// <param name="Alerts">アラート: may go on.</param>
    /// <param name="Into">The household they join, as it stands.</param>
    public sealed record Receipt(IReadOnlyList<Refusal> Errors, IReadOnlyList<string> Alerts, IReadOnlyList<ResidentLine> Into);

    public static readonly OperationDefinition Definition = new("residents.move-in.check", "転入入力の点検", OperationMode.Read, ResidentPermissions.EnterChanges, "転入届の受理", "住民基本台帳法第22条");

    public Operation<MoveInNotification, Receipt> Operation => new(Definition, HandleAsync);

    private async Task<Result<Receipt>> HandleAsync(MoveInNotification request, Session session, OperationContext context, CancellationToken ct)
    {
        var (errors, alerts, into) = await FindAsync(request, session, context, ct);
        var maySee = context.Caller.May(ResidentPermissions.SeeSuppressed);
        return new Receipt(errors, alerts, [.. (into ?? []).Select(member => ResidentLine.Of(member, maySee, session.Today))]);
    }

    /// <summary>The findings; the same for looking, for entering and for approving.</summary>
    internal async Task<(List<Refusal> Errors, List<string> Alerts, List<Resident>? Into)> FindAsync(MoveInNotification notification, Session session, OperationContext context, CancellationToken ct)
    {
        List<Resident>? into = null;
        if (notification.Into is { } household)
        {
            into = [.. (await ResidentStore.HouseholdAsync(session, household, ct)).Where(member => !member.IsRemoved)];
            foreach (var member in into)
                context.Disclose(member.Number);
        }
        var errors = MoveInRules.Errors(notification, into, session.Today);
        var alerts = MoveInRules.Alerts(notification, into).ToList();
        for (var i = 0; i < notification.Persons.Count; i++)
            await FindEarlierAsync(notification.Persons[i], i + 1, session, context, errors, alerts, ct);
        return (errors, alerts, into);
    }

    /// <summary>再転入 (4.1.1.2): an equal number blocks a new record; an equal name, sex and birth date is shown for the clerk to decide.</summary>
    private async Task FindEarlierAsync(MoveInPerson person, int place, Session session, OperationContext context, List<Refusal> errors, List<string> alerts, CancellationToken ct)
    {
        var holders = new List<AddresseeNumber>();
        if (person.SealedIndividualNumber is { } box)
            holders.AddRange(await vault.HoldersAsync(session, vault.Open(box, session.Municipality.Code, EnterMoveIn.VaultPlace), ct));
        var names = new[] { person.Name, person.Alias, person.NameLatin }.OfType<string>().Select(SearchKey.Text).ToArray();
        var found = await session.Sql().Add($"""
            with candidate as (
                select unnest($1::bigint[]) as addressee_number
                union
                select addressee_number from residents.resident_version where resident_code = $2
                union
                select k.addressee_number from residents.search_key k join residents.search_key b
                    on b.addressee_number = k.addressee_number and b.kind = {SearchKeys.Birth} and b.key = $4
                where k.kind = {SearchKeys.FullName} and k.key = any($3))
            select v.addressee_number, r.status, v.resident_code, coalesce(v.sex, ''), coalesce(v.name, v.alias, v.name_latin, '')
            from candidate c join residents.resident r on r.addressee_number = c.addressee_number
            join residents.resident_version v on v.addressee_number = r.addressee_number and v.version = r.version
            """, holders.Select(holder => holder.Value).ToArray(), person.ResidentCode, names, person.Birth.HasYear ? person.Birth.Iso.Replace("-", "", StringComparison.Ordinal) : "")
            .ListAsync(row => (Number: AddresseeNumber.FromRegister(row.GetInt64(0)), Status: row.GetString(1), Code: row.Text(2), Sex: row.GetString(3)), ct);

        foreach (var other in found)
        {
            context.Disclose(other.Number);
            var sameNumber = holders.Contains(other.Number) || (person.ResidentCode is not null && other.Code == person.ResidentCode);
            var field = $"person{place}_{(holders.Contains(other.Number) ? "individual_number" : "resident_code")}";
            if (sameNumber)
                errors.Add((other.Status == Statuses.Resident ? ResidentErrors.AlreadyResident : ResidentErrors.ReTransfer).At(field));
            else if (person.Sex is null || other.Sex.Length == 0 || person.Sex == other.Sex)
                alerts.Add($"{place}人目と氏名・性別・生年月日が同じ{(other.Status == Statuses.Resident ? "住民" : "除票")}があります（宛名番号 {other.Number}）。同じ人でないか確かめてください。");
        }
    }
}
