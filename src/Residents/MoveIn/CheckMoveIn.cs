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
        errors.AddRange(Twice(notification, session));
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
        // The code of any version: a removed record may hold none any more (1.1.6).
        var found = await session.Sql().Add($"""
            with coded as (select addressee_number from residents.resident_version where resident_code = $2),
            named as (
                select k.addressee_number from residents.search_key k join residents.search_key b
                    on b.addressee_number = k.addressee_number and b.kind = {SearchKeys.Birth} and b.key = $4
                where k.kind = {SearchKeys.FullName} and k.key = any($3))
            select v.addressee_number, r.status, coalesce(v.sex, ''), exists (select 1 from coded c where c.addressee_number = r.addressee_number)
            from (select unnest($1::bigint[]) as addressee_number union select addressee_number from coded union select addressee_number from named) f
            join residents.resident r using (addressee_number)
            join residents.resident_version v using (municipality_code, addressee_number, version)
            order by v.addressee_number
            """, holders.Select(holder => holder.Value).ToArray(), person.ResidentCode, names, person.Birth.HasYear ? person.Birth.Iso.Replace("-", "", StringComparison.Ordinal) : "")
            .ListAsync(row => (Number: AddresseeNumber.FromRegister(row.GetInt64(0)), Status: row.GetString(1), Sex: row.GetString(2), SameCode: row.GetBoolean(3)), ct);

        foreach (var other in found)
        {
            context.Disclose(other.Number);
            var sameNumber = holders.Contains(other.Number) || other.SameCode;
            var field = $"person{place}_{(holders.Contains(other.Number) ? "individual_number" : "resident_code")}";
            if (sameNumber)
                errors.Add((other.Status == Statuses.Resident ? ResidentErrors.AlreadyResident : ResidentErrors.ReTransfer).At(field));
            else if (person.Sex is null || other.Sex.Length == 0 || person.Sex == other.Sex)
                alerts.Add($"{place}人目と氏名・性別・生年月日が同じ{(other.Status == Statuses.Resident ? "住民" : "除票")}があります（宛名番号 {other.Number}）。同じ人でないか確かめてください。");
        }
    }

    /// <summary>One number on two people of the same notification: it would stand in the register twice.</summary>
    private IEnumerable<Refusal> Twice(MoveInNotification notification, Session session)
    {
        var (numbers, codes) = (new HashSet<IndividualNumber>(), new HashSet<string>(StringComparer.Ordinal));
        for (var i = 0; i < notification.Persons.Count; i++)
        {
            var person = notification.Persons[i];
            if (person.SealedIndividualNumber is { } box && !numbers.Add(vault.Open(box, session.Municipality.Code, EnterMoveIn.VaultPlace)))
                yield return ResidentErrors.NumberTwice.At($"person{i + 1}_individual_number");
            if (!string.IsNullOrEmpty(person.ResidentCode) && !codes.Add(person.ResidentCode))
                yield return ResidentErrors.NumberTwice.At($"person{i + 1}_resident_code");
        }
    }
}
