using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;
using Npgsql;

namespace Moyai.Residents.Certificates;

/// <summary>交付履歴 (1.3.8): to look at, to print once more within half an hour, and to note that a wrong copy was destroyed.</summary>
public static class CertificateRecords
{
    /// <param name="Household">Only of this household; null for all of the last issues.</param>
    public sealed record ListRequest(HouseholdNumber? Household);

    public sealed record ListReceipt(IReadOnlyList<Line> Lines);

    /// <summary>One issued copy.</summary>
    /// <param name="Persons">宛名番号 of those on it.</param>
    public sealed record Line(
        Guid IssueId, string IssueNumber, DateTimeOffset IssuedAt, string Kind, string HouseholdNumber, IReadOnlyList<string> Persons, IReadOnlyList<string> Items,
        int Pages, string Terminal, string LoginName, bool OfficialUse, DateTimeOffset? DisposedAt, string? DisposalReason);

    public sealed record OneRequest(Guid IssueId);

    public sealed record DocumentReceipt(string IssueNumber, byte[] Content)
    {
        public override string ToString() => $"DocumentReceipt {{ {IssueNumber} }}";
    }

    public sealed record DisposeRequest(Guid IssueId, string Reason)
    {
        public override string ToString() => $"DisposeRequest {{ {IssueId} }}";
    }

    public sealed record DisposeReceipt(string IssueNumber);

    private const string Columns = """
        i.issue_id, i.issue_number, i.issued_at, i.kind, i.household_number, i.addressee_numbers, i.items, i.pages, i.terminal, i.login_name, i.official_use, d.disposed_at, d.reason
        from residents.certificate_issue i left join residents.certificate_disposal d using (municipality_code, issue_id)
        """;

    public static readonly Operation<ListRequest, ListReceipt> List = new(
        new OperationDefinition("residents.certificate.history", "交付履歴の照会", OperationMode.Read, ResidentPermissions.IssueCertificates, "住民票の写しの交付", "住民基本台帳法第12条"), ListAsync);

    public static readonly Operation<OneRequest, Line> One = new(
        new OperationDefinition("residents.certificate.show", "交付の照会", OperationMode.Read, ResidentPermissions.IssueCertificates, "住民票の写しの交付", "住民基本台帳法第12条"), OneAsync);

    public static readonly Operation<OneRequest, DocumentReceipt> Document = new(
        new OperationDefinition("residents.certificate.document", "証明書の印刷", OperationMode.Read, ResidentPermissions.IssueCertificates, "住民票の写しの交付", "住民基本台帳法第12条"), DocumentAsync);

    public static readonly Operation<DisposeRequest, DisposeReceipt> Dispose = new(
        new OperationDefinition("residents.certificate.dispose", "誤発行の処分の記録", OperationMode.Write, ResidentPermissions.IssueCertificates, "住民票の写しの交付", "住民基本台帳法第12条"), DisposeAsync);

    private static async Task<Result<ListReceipt>> ListAsync(ListRequest request, Session session, OperationContext context, CancellationToken ct)
    {
        var lines = await (request.Household is { } household
            ? session.Sql().Add($"select {Columns} where i.household_number = $1 order by i.issued_at desc limit 100", household)
            : session.Sql().Add($"select {Columns} order by i.issued_at desc limit 100")).ListAsync(Read, ct);
        foreach (var person in lines.SelectMany(line => line.Persons))
            context.Disclose(AddresseeNumber.FromRegister(long.Parse(person, null)));
        context.Note($"count={lines.Count}");
        return new ListReceipt(lines);
    }

    private static async Task<Result<Line>> OneAsync(OneRequest request, Session session, OperationContext context, CancellationToken ct)
    {
        if (await session.Sql().Add($"select {Columns} where i.issue_id = $1", request.IssueId).FirstAsync(Read, ct) is not { } line)
            return PlatformErrors.NotFound;
        foreach (var person in line.Persons)
            context.Disclose(AddresseeNumber.FromRegister(long.Parse(person, null)));
        return line;
    }

    private static async Task<Result<DocumentReceipt>> DocumentAsync(OneRequest request, Session session, OperationContext context, CancellationToken ct)
    {
        var found = await session.Sql().Add("""
            select i.issue_number, i.addressee_numbers, d.content, d.account_id from residents.certificate_issue i
            left join residents.certificate_document d on d.issue_id = i.issue_id and d.keep_until >= $2
            where i.issue_id = $1
            """, request.IssueId, session.Now)
            .ListAsync(row => (Number: row.GetString(0), Persons: row.GetFieldValue<long[]>(1), Content: row.IsDBNull(2) ? null : row.GetFieldValue<byte[]>(2), Owner: row.IsDBNull(3) ? (Guid?)null : row.GetGuid(3)), ct);
        // Only the one who issued it prints it: to everyone else it does not exist.
        if (found.Count == 0 || (found[0].Content is not null && found[0].Owner != context.Caller.AccountId))
            return PlatformErrors.NotFound;
        if (found[0].Content is not { } content)
            return ResidentErrors.DocumentGone;
        foreach (var person in found[0].Persons)
            context.Disclose(AddresseeNumber.FromRegister(person));
        context.DiscloseItem("公印");
        context.Note($"発行番号={found[0].Number}");
        return new DocumentReceipt(found[0].Number, content);
    }

    private static async Task<Result<DisposeReceipt>> DisposeAsync(DisposeRequest request, Session session, OperationContext context, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.Reason))
            return ResidentErrors.DisposalReason;
        var line = await session.Sql().Add($"select {Columns} where i.issue_id = $1", request.IssueId).FirstAsync(Read, ct);
        if (line is null)
            return PlatformErrors.NotFound;
        if (line.DisposedAt is not null)
            return ResidentErrors.AlreadyDisposed;
        // Issues are never changed, so nothing of them can be locked: of two who dispose at once, the second finds the row of the first.
        if (await session.Sql().Add("insert into residents.certificate_disposal (issue_id, disposed_at, login_name, reason) values ($1, $2, $3, $4) on conflict do nothing", request.IssueId, session.Now, context.Caller.LoginName, request.Reason).ExecuteAsync(ct) == 0)
            return ResidentErrors.AlreadyDisposed;
        await session.Sql().Add("delete from residents.certificate_document where issue_id = $1", request.IssueId).ExecuteAsync(ct);
        context.Note($"発行番号={line.IssueNumber}");
        return new DisposeReceipt(line.IssueNumber);
    }

    private static Line Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2), row.GetString(3), HouseholdNumber.FromRegister(row.GetInt64(4)).ToString(),
        [.. row.GetFieldValue<long[]>(5).Select(number => AddresseeNumber.FromRegister(number).ToString())], row.GetFieldValue<string[]>(6),
        row.GetInt32(7), row.GetString(8), row.GetString(9), row.GetBoolean(10), row.Moment(11), row.Text(12));
}
