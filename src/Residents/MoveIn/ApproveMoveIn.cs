using Moyai.Kernel;
using Moyai.MyNumber;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;
using Moyai.Residents.Model;
using Moyai.Residents.Storage;

namespace Moyai.Residents.MoveIn;

/// <summary>転入の本登録: a second person decides, the snapshots are written, numbers are given, and the other systems are told.</summary>
/// <remarks>Who approved stands in the access record only: storing the approver in the register is forbidden (4.0.8).</remarks>
public sealed class ApproveMoveIn(CheckMoveIn check, Vault vault)
{
    public sealed record Request(Guid ChangeId);

    public sealed record Receipt(string HouseholdNumber, IReadOnlyList<string> AddresseeNumbers);

    public static readonly OperationDefinition Definition = new("residents.move-in.approve", "転入の本登録", OperationMode.Write, ResidentPermissions.ApproveChanges, "転入届の受理", "住民基本台帳法第8条、第22条");

    public Operation<Request, Receipt> Operation => new(Definition, HandleAsync);

    private async Task<Result<Receipt>> HandleAsync(Request request, Session session, OperationContext context, CancellationToken ct)
    {
        if (await ProvisionalChange.FindAsync(session, request.ChangeId, forUpdate: true, ct) is not { } change)
            return PlatformErrors.NotFound;
        if (change.State != ProvisionalChange.Waiting)
            return ResidentErrors.NotWaiting;
        if (change.EnteredBy == context.Caller.AccountId)
            return ResidentErrors.OwnEntry;

        var notification = change.Notification;
        if (notification.Into is { } joined)
            await ResidentStore.LockHouseholdAsync(session, joined, ct);
        // The serial is held from here to the end: of two approvals of the same person the later one finds the earlier.
        var household = notification.Into ?? await Serials.NextHouseholdAsync(session, ct);
        var numbers = await Serials.NextAddresseesAsync(session, notification.Persons.Count, ct);
        var (errors, _, into) = await check.FindAsync(notification, session, context, ct);
        if (errors.Count > 0)
            return notification.Into is null ? errors[0] : ResidentErrors.ChangedMeanwhile;

        var residents = MoveInSnapshots.Of(change, into ?? [], household, numbers, session);

        var batch = session.Sql();
        for (var i = 0; i < residents.Count; i++)
        {
            ResidentStore.Append(batch, residents[i], session.Now, change.EnteredLogin);
            if (notification.Persons[i].SealedIndividualNumber is { } box)
                vault.Store(batch, session, numbers[i], vault.Open(box, session.Municipality.Code, EnterMoveIn.VaultPlace));
            context.Disclose(numbers[i]);
            context.Emit("residents.moved-in", numbers[i], household, 1, notification.Reason);
        }
        ProvisionalChange.Close(batch, change.ChangeId, ProvisionalChange.Approved, numbers);
        await batch.ExecuteAsync(ct);
        context.Note($"受付={change.ReceptionNumber}");
        return new Receipt(household.ToString(), [.. numbers.Select(number => number.ToString())]);
    }
}
