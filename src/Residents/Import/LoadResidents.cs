using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Moyai.Kernel;
using Moyai.MyNumber;
using Moyai.Platform.Database;
using Moyai.Platform.Files;
using Moyai.Platform.Jobs;
using Moyai.Platform.Operations;
using Moyai.Residents.Model;
using Moyai.Residents.Storage;

namespace Moyai.Residents.Import;

/// <summary>取込の実行: every row is checked before any is in the register; then all go in by sets, in one transaction.</summary>
public sealed class LoadResidents(Vault vault)
{
    private const int MostFindings = 100_000;

    public sealed record Arguments(Guid FileId, bool GoodRowsOnly);

    /// <param name="JobId">The job that asked, under which findings are kept.</param>
    public sealed record Request(Guid JobId, Arguments Arguments, JobProgress Progress);

    public sealed record Receipt(long Loaded, long Refused, long Findings);

    public static readonly OperationDefinition Definition = new("residents.import.load", "住民データの取込", OperationMode.Write, ResidentPermissions.Import, "住民基本台帳の整備", "住民基本台帳法第5条");

    public Operation<Request, Receipt> Operation => new(Definition, HandleAsync);

    /// <summary>How the job worker does it.</summary>
    public static readonly JobKind Job = new(ImportResidents.JobKindName, ResidentPermissions.Import, async (services, job, caller, progress, ct) =>
    {
        var arguments = JsonSerializer.Deserialize<Arguments>(job.Arguments)!;
        var runner = services.GetRequiredService<OperationRunner>();
        var result = await runner.RunAsync(services.GetRequiredService<LoadResidents>().Operation, new Request(job.JobId, arguments, progress), caller, ct);
        return result.TryGet(out var receipt, out var refusal)
            ? receipt.Findings == 0 ? $"{receipt.Loaded:N0}行を登録しました。"
                : receipt.Loaded > 0 ? $"{receipt.Loaded:N0}行を登録し、{receipt.Refused:N0}行を登録しませんでした（指摘{receipt.Findings:N0}件）。"
                : $"登録していません。{receipt.Findings:N0}件の指摘を直して、取り込み直してください。"
            : $"{refusal.Message}{refusal.Remedy}（{refusal.Code}）";
    });

    private async Task<Result<Receipt>> HandleAsync(Request request, Session session, OperationContext context, CancellationToken ct)
    {
        var fileId = request.Arguments.FileId;
        var progress = request.Progress;
        var findings = new List<Finding>();
        var loaded = 0L;
        if (await CsvEncoding.DetectAsync(StoredFiles.Open(session, fileId), ct) is { } encoding)
            loaded = await CheckAndLoadAsync(request, encoding, session, context, findings, ct);
        else
            findings.Add(new Finding(1, "", ResidentErrors.NotReadable));

        var refusedRows = findings.Select(finding => finding.Row).Distinct().LongCount();
        await Staging.KeepFindingsAsync(session, request.JobId, findings, ct);
        await session.Sql()
            .Add("delete from platform.file_chunk where file_id = $1", fileId)
            .Add("delete from platform.stored_file where file_id = $1", fileId)
            .ExecuteAsync(ct);
        (progress.Done, progress.Refused) = (loaded, refusedRows);
        context.Note($"rows={progress.Taken} loaded={loaded} findings={findings.Count}");
        return new Receipt(loaded, refusedRows, findings.Count);
    }

    /// <returns>How many rows are in the register now.</returns>
    private async Task<long> CheckAndLoadAsync(Request request, Encoding encoding, Session session, OperationContext context, List<Finding> findings, CancellationToken ct)
    {
        var progress = request.Progress;
        using var text = new StreamReader(StoredFiles.Open(session, request.Arguments.FileId), encoding);
        var csv = new CsvReader(text);
        var cells = new List<string>(160);
        var (headings, broken) = await csv.ReadAsync(cells, ct);
        if (headings is null || broken)
        {
            findings.Add(new Finding(1, "", broken ? ResidentErrors.QuoteNotClosed : ResidentErrors.EmptyFile));
            return 0;
        }
        var (parser, unknown) = ResidentRowParser.Of([.. headings]);
        findings.AddRange(unknown);
        if (parser is null)
            return 0;

        await Staging.CreateAsync(session, ct);
        var writer = new Staging.Writer(session, vault);
        var refusedPersons = new HashSet<long>();
        while (await csv.ReadAsync(cells, ct) is { Cells: not null } record)
        {
            progress.Source = ++progress.Taken;
            var before = findings.Count;
            if (record.Broken)
                findings.Add(new Finding(csv.Row, "", ResidentErrors.QuoteNotClosed));
            else if (parser.Parse(csv.Row, cells, findings) is ({ } resident, var number))
                await writer.AddAsync(csv.Row, resident, number, ct);
            if (findings.Count > before)
            {
                progress.Refused++;
                if (parser.NumberOf(cells) is { } refused)
                    refusedPersons.Add(refused);
            }
            if ((progress.Taken & 0x3FF) == 0)
                await progress.TellAsync(ct);
            if (findings.Count >= MostFindings)
            {
                // What was not read was not checked: nothing of such a file is loaded, the good rows neither.
                findings.Add(new Finding(csv.Row, "", ResidentErrors.TooManyFindings));
                return 0;
            }
        }
        await writer.FlushAsync(ct);
        if (progress.Taken == 0)
            findings.Add(new Finding(1, "", ResidentErrors.EmptyFile));
        findings.AddRange(await Staging.CheckSetsAsync(session, refusedPersons, ct));

        if (findings.Count > 0 && !request.Arguments.GoodRowsOnly)
            return 0;
        await Staging.RemoveRefusedAsync(session, findings, refusedPersons, ct);
        return await Staging.LoadAsync(session, context.Caller.LoginName, ct);
    }
}
