using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;
using Moyai.Residents.Storage;

namespace Moyai.Residents.Operations;

/// <summary>メモ (1.1.15): who wrote what about a person and when, mended and withdrawn ones kept, never on a certificate.</summary>
public static class Memos
{
    /// <summary>文字数の上限.</summary>
    public const int LongestText = 1000;

    public sealed record ListRequest(AddresseeNumber Number);

    public sealed record ListReceipt(ResidentLine Person, IReadOnlyList<Memo> Memos);

    /// <summary>A memo as it stands, and every earlier text of it, newest first.</summary>
    public sealed record Memo(Guid MemoId, IReadOnlyList<MemoText> Texts)
    {
        public MemoText Now => Texts[0];

        public override string ToString() => $"Memo {{ {MemoId} }}";
    }

    public sealed record MemoText(int Version, string Content, bool IsWithdrawn, string WrittenBy, DateTimeOffset WrittenAt)
    {
        public override string ToString() => $"MemoText {{ {Version} }}";
    }

    /// <param name="MemoId">The memo to mend or withdraw; null for a new one.</param>
    /// <param name="Text">Null withdraws.</param>
    public sealed record WriteRequest(AddresseeNumber Number, Guid? MemoId, string? Text)
    {
        public override string ToString() => $"WriteRequest {{ {Number} }}";
    }

    public sealed record WriteReceipt(Guid MemoId, int Version);

    public static readonly Operation<ListRequest, ListReceipt> List = new(
        new OperationDefinition("residents.memo.list", "メモの照会", OperationMode.Read, ResidentPermissions.Read, "住民基本台帳に関する事務", "住民基本台帳法第5条"), ListAsync);

    public static readonly Operation<WriteRequest, WriteReceipt> Write = new(
        new OperationDefinition("residents.memo.write", "メモの記録", OperationMode.Write, ResidentPermissions.EnterChanges, "住民基本台帳に関する事務", "住民基本台帳法第5条"), WriteAsync);

    private static async Task<Result<ListReceipt>> ListAsync(ListRequest request, Session session, OperationContext context, CancellationToken ct)
    {
        if (await ResidentStore.FindAsync(session, request.Number, ct) is not { } person)
            return PlatformErrors.NotFound;
        var texts = await session.Sql()
            .Add("select memo_id, version, content, withdrawn, written_by, written_at from residents.memo where addressee_number = $1 order by written_at desc, version desc", request.Number)
            .ListAsync(row => (Id: row.GetGuid(0), Text: new MemoText(row.GetInt32(1), row.GetString(2), row.GetBoolean(3), row.GetString(4), row.GetFieldValue<DateTimeOffset>(5))), ct);
        context.Disclose(request.Number);
        return new ListReceipt(
            ResidentLine.Of(person, context.Caller.May(ResidentPermissions.SeeSuppressed), session.Today),
            [.. texts.GroupBy(text => text.Id).Select(memo => new Memo(memo.Key, [.. memo.Select(text => text.Text)]))]);
    }

    private static async Task<Result<WriteReceipt>> WriteAsync(WriteRequest request, Session session, OperationContext context, CancellationToken ct)
    {
        var text = request.Text?.Trim();
        if (text is "" || (text is null && request.MemoId is null))
            return ResidentErrors.MemoEmpty;
        if (text is not null && KanjiText.CountCharacters(text) > LongestText)
            return ResidentErrors.MemoTooLong;
        if (await ResidentStore.FindAsync(session, request.Number, ct) is null)
            return PlatformErrors.NotFound;

        var id = request.MemoId ?? Guid.CreateVersion7(session.Now);
        var standing = (await session.Sql()
            .Add("select pg_advisory_xact_lock(hashtextextended('memo/' || $1::text, 0))", id.ToString()).Add("select version, content, withdrawn from residents.memo where memo_id = $1 and addressee_number = $2 order by version desc limit 1", id, request.Number)
            .SecondAsync(row => (Version: row.GetInt32(0), Content: row.GetString(1), IsWithdrawn: row.GetBoolean(2)), ct)).FirstOrDefault();
        if (request.MemoId is not null && (standing.Version == 0 || standing.IsWithdrawn))
            return PlatformErrors.NotFound;
        await session.Sql()
            .Add("insert into residents.memo (memo_id, version, addressee_number, content, withdrawn, written_by, written_at) values ($1, $2, $3, $4, $5, $6, $7)",
                id, standing.Version + 1, request.Number, text ?? standing.Content, text is null, context.Caller.LoginName, session.Now)
            .ExecuteAsync(ct);
        context.Disclose(request.Number);
        return new WriteReceipt(id, standing.Version + 1);
    }
}
