using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;

namespace Moyai.Residents.MoveIn;

/// <summary>仮登録一覧 and 仮登録照会: for those who enter and those who decide.</summary>
public static class ShowMoveIns
{
    /// <summary>A line of the queue.</summary>
    /// <param name="IsOwn">Entered by the reader, who therefore may not approve it.</param>
    public sealed record Line(Guid ChangeId, long ReceptionNumber, string State, string Reason, string FirstName, int Persons, int Alerts, string EnteredBy, DateTimeOffset EnteredAt, bool IsOwn, string? ReturnReason)
    {
        public override string ToString() => $"Line {{ {ChangeId} }}";
    }

    public sealed record ListRequest;

    public sealed record ListReceipt(IReadOnlyList<Line> Lines);

    public sealed record OneRequest(Guid ChangeId);

    public sealed record OneReceipt(Line Line, MoveInNotification Notification, IReadOnlyList<string> Alerts, IReadOnlyList<string> AddresseeNumbers)
    {
        public override string ToString() => $"OneReceipt {{ {Line.ChangeId} }}";
    }

    public static readonly Operation<ListRequest, ListReceipt> List = new(
        new OperationDefinition("residents.move-in.list", "仮登録一覧", OperationMode.Read, ResidentPermissions.EnterChanges, "転入届の受理", "住民基本台帳法第22条"), ListAsync);

    public static readonly Operation<OneRequest, OneReceipt> One = new(
        new OperationDefinition("residents.move-in.show", "仮登録照会", OperationMode.Read, ResidentPermissions.EnterChanges, "転入届の受理", "住民基本台帳法第22条"), OneAsync);

    private static async Task<Result<ListReceipt>> ListAsync(ListRequest request, Session session, OperationContext context, CancellationToken ct)
    {
        var waiting = await ProvisionalChange.WaitingAsync(session, ct);
        foreach (var number in waiting.SelectMany(change => change.Numbers))
            context.Disclose(AddresseeNumber.FromRegister(number));
        context.Note($"count={waiting.Count}");
        return new ListReceipt([.. waiting.Select(change => LineOf(change, context.Caller))]);
    }

    private static async Task<Result<OneReceipt>> OneAsync(OneRequest request, Session session, OperationContext context, CancellationToken ct)
    {
        if (await ProvisionalChange.FindAsync(session, request.ChangeId, forUpdate: false, ct) is not { } change)
            return PlatformErrors.NotFound;
        context.Note($"受付={change.ReceptionNumber}");
        foreach (var number in change.Numbers)
            context.Disclose(AddresseeNumber.FromRegister(number));
        return new OneReceipt(LineOf(change, context.Caller), change.Notification, change.Alerts, [.. change.Numbers.Select(number => AddresseeNumber.FromRegister(number).ToString())]);
    }

    private static Line LineOf(ProvisionalChange change, Caller caller)
    {
        var first = change.Notification.Persons.Count > 0 ? change.Notification.Persons[0] : null;
        return new Line(
            change.ChangeId, change.ReceptionNumber, change.State, change.Notification.Reason, first?.Name ?? first?.Alias ?? first?.NameLatin ?? "", change.Notification.Persons.Count,
            change.Alerts.Count, change.EnteredName, change.EnteredAt, change.EnteredBy == caller.AccountId, change.ReturnReason);
    }
}
