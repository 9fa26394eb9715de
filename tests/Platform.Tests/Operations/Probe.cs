using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;

namespace Moyai.Platform.Tests.Operations;

/// <summary>Operations that exist only for these tests.</summary>
internal static class Probe
{
    public const string Permission = "probe.use";

    public static readonly Refusal Refused = new("PRB-001", "試験のため断りました。", "試験です。");

    public static readonly OperationDefinition Reads = new("probe.read", "照会", OperationMode.Read, Permission, "試験", "試験法第1条");

    public static readonly OperationDefinition Writes = new("probe.write", "登録", OperationMode.Write, Permission, "試験", "試験法第2条");

    public sealed record Note(long Number, string Content);

    public sealed record NoteReceipt(long Number, Guid Receipt);

    public static Operation<Note, NoteReceipt> Write { get; } = new(Writes, WriteAsync);

    public static Operation<long, string> Read { get; } = new(Reads, async (number, session, context, ct) =>
    {
        var content = await session.Sql().Add("select content from probe.note where number = $1", number).FirstAsync(row => row.GetString(0), ct);
        if (content is null)
            return PlatformErrors.NotFound;
        context.Disclose(AddresseeNumber.FromRegister(number));
        context.DiscloseItem("個人番号");
        return content;
    });

    public static async Task<Result<NoteReceipt>> WriteAsync(Note note, Session session, OperationContext context, CancellationToken ct)
    {
        await session.Sql().Add("insert into probe.note (number, content) values ($1, $2)", note.Number, note.Content).ExecuteAsync(ct);
        context.Disclose(AddresseeNumber.FromRegister(note.Number));
        context.Note("1件");
        context.Emit("probe.changed", AddresseeNumber.FromRegister(note.Number), null, 1, "content");
        return new NoteReceipt(note.Number, Guid.CreateVersion7());
    }

    /// <summary>The same definition with a handler of the test's own.</summary>
    public static Operation<Note, NoteReceipt> WriteWith(Handler<Note, NoteReceipt> handler) => new(Writes, handler);
}
