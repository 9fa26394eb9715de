using Moyai.Kernel;
using Moyai.MyNumber;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;
using Moyai.Residents.Storage;

namespace Moyai.Residents.Operations;

/// <summary>個人番号の閲覧: an operation of its own, with a second factor and a reason; it is never part of another page.</summary>
public sealed class RevealIndividualNumber(Vault vault)
{
    /// <summary>The reasons a clerk may give (番号法第9条); free text would let names into the record.</summary>
    public static readonly IReadOnlyList<string> Reasons = ["本人確認のうえ番号を確認する", "住民票の写しへの記載を確認する", "通知・カードの誤りを調べる", "関係機関の照会に答える"];

    public sealed record Request(AddresseeNumber Number, string Reason);

    public sealed record Receipt(ResidentLine Person, IndividualNumber IndividualNumber);

    public static readonly OperationDefinition Definition = new("residents.individual-number", "個人番号の閲覧", OperationMode.Read, ResidentPermissions.RevealIndividualNumber, "住民票への個人番号の記載等", "番号法第9条、住民基本台帳法第7条第8号の2")
    {
        NeedsSecondFactor = true,
    };

    public Operation<Request, Receipt> Operation => new(Definition, HandleAsync);

    private async Task<Result<Receipt>> HandleAsync(Request request, Session session, OperationContext context, CancellationToken ct)
    {
        if (!Reasons.Contains(request.Reason))
            return ResidentErrors.RevealReason;
        if (await ResidentStore.FindAsync(session, request.Number, ct) is not { } resident)
            return PlatformErrors.NotFound;
        if (await vault.FindAsync(session, request.Number, ct) is not { } number)
            return ResidentErrors.NoIndividualNumber;
        context.Disclose(request.Number);
        context.DiscloseItem("個人番号");
        context.Note($"理由={request.Reason}");
        return new Receipt(ResidentLine.Of(resident, context.Caller.May(ResidentPermissions.SeeSuppressed), session.Today), number);
    }
}
