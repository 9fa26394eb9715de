using System.Text.Json;
using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Files;
using Moyai.Platform.Jobs;
using Moyai.Platform.Operations;
using Npgsql;

namespace Moyai.Residents.Import;

/// <summary>取込の受付 and its findings. The loading itself is a job: <see cref="LoadResidents"/>.</summary>
public static class ImportResidents
{
    public const string JobKindName = "residents.import";

    /// <param name="GoodRowsOnly">正しい行だけ; otherwise one bad row keeps the whole file out.</param>
    public sealed record Request(string FileName, Stream Content, bool GoodRowsOnly)
    {
        public override string ToString() => "ImportResidents.Request { **** }";
    }

    public sealed record Receipt(Guid JobId);

    public sealed record FindingsRequest(Guid JobId);

    public sealed record FindingsReceipt(string Title, IReadOnlyList<FindingGroup> Groups, IReadOnlyList<FindingLine> Lines);

    /// <summary>Equal findings, counted once.</summary>
    public sealed record FindingGroup(string Code, string Field, string Cause, string Remedy, long Count, long FirstRow);

    /// <summary>One finding: file row, field, cause, remedy.</summary>
    public sealed record FindingLine(long Row, string Field, string Code, string Cause, string Remedy);

    public static readonly Operation<Request, Receipt> Operation = new(
        new OperationDefinition("residents.import", "住民データの取込の受付", OperationMode.Write, ResidentPermissions.Import, "住民基本台帳の整備", "住民基本台帳法第5条"), HandleAsync);

    public static readonly Operation<FindingsRequest, FindingsReceipt> Findings = new(
        new OperationDefinition("residents.import.findings", "取込結果の照会", OperationMode.Read, ResidentPermissions.Import, "住民基本台帳の整備", "住民基本台帳法第5条"), FindingsAsync);

    private static async Task<Result<Receipt>> HandleAsync(Request request, Session session, OperationContext context, CancellationToken ct)
    {
        var file = await StoredFiles.SaveAsync(session, request.FileName, request.Content, ct);
        if (file.Length == 0)
            return ResidentErrors.EmptyFile;
        var arguments = JsonSerializer.Serialize(new LoadResidents.Arguments(file.FileId, request.GoodRowsOnly));
        var job = await Job.EnqueueAsync(session, context, JobKindName, $"住民データの取込（{(request.GoodRowsOnly ? "正しい行だけ" : "全件正しいときだけ")}）", arguments, ct);
        context.Note($"bytes={file.Length} sha256={Convert.ToHexStringLower(file.Sha256)[..16]}");
        return new Receipt(job);
    }

    private static async Task<Result<FindingsReceipt>> FindingsAsync(FindingsRequest request, Session session, OperationContext context, CancellationToken ct)
    {
        if (await Job.FindAsync(session, request.JobId, ct) is not { Kind: JobKindName } job)
            return PlatformErrors.NotFound;
        await using var reader = await session.Sql()
            .Add("""
                select code, field, min(cause), min(remedy), count(*), min(row_number) from residents.import_finding
                where job_id = $1 group by code, field order by count(*) desc, code limit 200
                """, request.JobId)
            .Add("select row_number, field, code, cause, remedy from residents.import_finding where job_id = $1 order by finding_number limit 20000", request.JobId)
            .ReadAsync(ct);
        var groups = await reader.RowsAsync(row => new FindingGroup(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetInt64(5)), ct);
        await reader.NextResultAsync(ct);
        var lines = await reader.RowsAsync(ReadLine, ct);
        context.Note($"count={lines.Count}");
        return new FindingsReceipt(job.Title, groups, lines);
    }

    private static FindingLine ReadLine(NpgsqlDataReader row) => new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4));
}
