using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;

namespace Moyai.Residents.MoveIn;

/// <summary>差戻し by the one who decides, 取消し by the one who entered: the two ways a 仮登録 ends without a record.</summary>
public static class DecideMoveIn
{
    public sealed record ReturnRequest(Guid ChangeId, string Reason)
    {
        public override string ToString() => $"ReturnRequest {{ {ChangeId} }}";
    }

    public sealed record WithdrawRequest(Guid ChangeId);

    public sealed record Receipt(long ReceptionNumber);

    public static readonly Operation<ReturnRequest, Receipt> Return = new(
        new OperationDefinition("residents.move-in.return", "転入の差戻し", OperationMode.Write, ResidentPermissions.ApproveChanges, "転入届の受理", "住民基本台帳法第22条"), ReturnAsync);

    public static readonly Operation<WithdrawRequest, Receipt> Withdraw = new(
        new OperationDefinition("residents.move-in.withdraw", "転入の仮登録の取消し", OperationMode.Write, ResidentPermissions.EnterChanges, "転入届の受理", "住民基本台帳法第22条"), WithdrawAsync);

    private static async Task<Result<Receipt>> ReturnAsync(ReturnRequest request, Session session, OperationContext context, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.Reason))
            return ResidentErrors.ReturnReason;
        if (await ProvisionalChange.FindAsync(session, request.ChangeId, forUpdate: true, ct) is not { } change)
            return PlatformErrors.NotFound;
        if (change.State != ProvisionalChange.Waiting)
            return ResidentErrors.NotWaiting;
        var batch = session.Sql();
        ProvisionalChange.Return(batch, change.ChangeId, request.Reason);
        await batch.ExecuteAsync(ct);
        context.Note($"受付={change.ReceptionNumber}");
        return new Receipt(change.ReceptionNumber);
    }

    private static async Task<Result<Receipt>> WithdrawAsync(WithdrawRequest request, Session session, OperationContext context, CancellationToken ct)
    {
        if (await ProvisionalChange.FindAsync(session, request.ChangeId, forUpdate: true, ct) is not { } change)
            return PlatformErrors.NotFound;
        if (change.State is not (ProvisionalChange.Waiting or ProvisionalChange.Returned))
            return ResidentErrors.NotWaiting;
        if (change.EnteredBy != context.Caller.AccountId)
            return ResidentErrors.NotYourEntry;
        var batch = session.Sql();
        ProvisionalChange.Close(batch, change.ChangeId, ProvisionalChange.Withdrawn, []);
        await batch.ExecuteAsync(ct);
        context.Note($"受付={change.ReceptionNumber}");
        return new Receipt(change.ReceptionNumber);
    }
}
