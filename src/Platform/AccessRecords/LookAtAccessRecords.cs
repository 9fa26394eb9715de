using System.Globalization;
using System.Text;
using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;
using Moyai.Platform.SignIn;

namespace Moyai.Platform.AccessRecords;

/// <summary>アクセス記録の照会・抽出・検査. Looking is recorded too: the conditions, and how much was shown.</summary>
public static class LookAtAccessRecords
{
    private const string Purpose = "アクセス記録の点検";
    private const string LegalBasis = "番号法第12条、個人情報保護法第66条（安全管理措置）";

    public static readonly OperationDefinition Searches = new("platform.access-records.search", "アクセス記録の照会", OperationMode.Read, Permissions.ReadAccessRecords, Purpose, LegalBasis);

    public static readonly OperationDefinition Exports = new("platform.access-records.export", "アクセス記録のファイル出力", OperationMode.Read, Permissions.ReadAccessRecords, Purpose, LegalBasis);

    public static readonly OperationDefinition Verifies = new("platform.access-records.verify", "アクセス記録の改ざんの検査", OperationMode.Read, Permissions.ReadAccessRecords, Purpose, LegalBasis);

    /// <summary>One page of what was found.</summary>
    public sealed record Found(IReadOnlyList<string> Headings, IReadOnlyList<string[]> Rows, long Total);

    internal static Operation<AccessRecordConditions, Found> Search(IReadOnlyDictionary<string, string> titles) => new(Searches, async (conditions, session, context, ct) =>
    {
        var batch = AccessRecordQueries.AddCount(session.Sql(), conditions);
        AccessRecordQueries.AddRows(batch, conditions, (AccessRecordConditions.PageSize, (conditions.Page - 1L) * AccessRecordConditions.PageSize));
        await using var reader = await batch.ReadAsync(ct);
        await reader.ReadAsync(ct);
        var total = reader.GetInt64(0);
        await reader.NextResultAsync(ct);
        var rows = await reader.RowsAsync(row => AccessRecordQueries.Read(row, conditions.Analysis, titles, 3), ct);
        context.Note($"{conditions.InWords} {total}件");
        return new Found(AccessRecordQueries.Headings(conditions.Analysis), rows, total);
    });

    /// <summary>Everything found, as CSV (UTF-8 with BOM). The file has no name and ends with the answer; memory holds one row.</summary>
    internal static Operation<AccessRecordConditions, Stream> Export(IReadOnlyDictionary<string, string> titles) => new(Exports, async (conditions, session, context, ct) =>
    {
        var file = Spool();
        try
        {
            var count = 0L;
            await using (var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 64 * 1024, leaveOpen: true))
            {
                await WriteAsync(writer, AccessRecordQueries.Headings(conditions.Analysis));
                await using var reader = await AccessRecordQueries.AddRows(session.Sql(), conditions, null).ReadAsync(ct);
                for (; await reader.ReadAsync(ct); count++)
                    await WriteAsync(writer, AccessRecordQueries.Read(reader, conditions.Analysis, titles, int.MaxValue));
            }
            file.Position = 0;
            context.Note(string.Create(CultureInfo.InvariantCulture, $"{conditions.InWords} {count}件"));
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    });

    internal static Operation<(long Seal, string Hash)?, AccessRecordVerdict> Verify(AccessRecordVerifier verifier) => new(Verifies, async (anchor, session, context, ct) =>
    {
        var verdict = await verifier.VerifyAsync(session.Municipality, anchor, ct);
        context.Note(string.Create(CultureInfo.InvariantCulture, $"記録 {verdict.Records}件 封印 {verdict.Seals}件 異常 {verdict.Findings.Count}件"));
        return verdict;
    });

    /// <summary>Nothing is sent before the record of the export is durable, so the rows wait in a file that nobody else can open and no crash leaves behind.</summary>
    private static FileStream Spool()
    {
        var path = Path.Combine(Path.GetTempPath(), $"moyai-{Guid.CreateVersion7():N}");
        var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.Asynchronous,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        File.Delete(path);
        return file;
    }

    private static Task WriteAsync(StreamWriter writer, IReadOnlyList<string> fields) => writer.WriteAsync(string.Join(',', fields.Select(Quote)) + "\r\n");

    /// <summary>A field that a spreadsheet would run as a formula begins with an apostrophe: who fails to sign in chooses what stands here.</summary>
    private static string Quote(string field) =>
        $"\"{(field is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" : "")}{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
