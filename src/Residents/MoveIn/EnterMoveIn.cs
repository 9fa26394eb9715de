using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;
using Moyai.Residents.Storage;

namespace Moyai.Residents.MoveIn;

/// <summary>転入の仮登録 (4.0.8, 4.1.1): kept apart until another person decides; nothing else sees it.</summary>
public sealed class EnterMoveIn(CheckMoveIn check)
{
    /// <summary>Where a number waits in the vault's terms until its person has a 宛名番号.</summary>
    public const string VaultPlace = "provisional";

    public sealed record Receipt(Guid ChangeId, long ReceptionNumber, IReadOnlyList<string> Alerts);

    public static readonly OperationDefinition Definition = new("residents.move-in.enter", "転入の仮登録", OperationMode.Write, ResidentPermissions.EnterChanges, "転入届の受理", "住民基本台帳法第22条");

    public Operation<MoveInNotification, Receipt> Operation => new(Definition, HandleAsync);

    private async Task<Result<Receipt>> HandleAsync(MoveInNotification request, Session session, OperationContext context, CancellationToken ct)
    {
        var (errors, alerts, _) = await check.FindAsync(request, session, context, ct);
        if (errors.Count > 0)
            return errors[0];

        var caller = context.Caller;
        var change = new ProvisionalChange(
            Guid.CreateVersion7(session.Now), await Serials.NextAsync(session, $"reception/{session.Today:yyyyMMdd}", ct), ProvisionalChange.Waiting,
            request.Into, request, alerts, caller.AccountId, caller.LoginName, caller.DisplayName, session.Now, caller.Terminal, null, []);
        var batch = session.Sql();
        change.Insert(batch, caller.SectionCode);
        await batch.ExecuteAsync(ct);
        context.Note($"受付={change.ReceptionNumber} 人数={request.Persons.Count}");
        return new Receipt(change.ChangeId, change.ReceptionNumber, alerts);
    }
}
