using System.Globalization;
using System.Text;
using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;
using Moyai.Residents.Model;
using Moyai.Residents.Storage;

namespace Moyai.Residents.Operations;

/// <summary>住民検索 (2.1): one box for kana, kanji, birth date, address and numbers; past names and addresses too.</summary>
public static class SearchResidents
{
    /// <summary>Lines on a page.</summary>
    public const int PageSize = 50;

    /// <param name="Typed">What is in the box.</param>
    /// <param name="ResidentsOnly">現存者だけ: leaves out those whose record is removed.</param>
    /// <param name="After">Where the page before ended; null for the first.</param>
    public sealed record Request(string Typed, bool ResidentsOnly = false, string? After = null)
    {
        public override string ToString() => "SearchResidents.Request { **** }";
    }

    /// <param name="Lines">At most <see cref="PageSize"/> people, in kana order.</param>
    /// <param name="Next">Where this page ends; null when it is the last.</param>
    public sealed record Receipt(IReadOnlyList<ResidentLine> Lines, string? Next);

    public static readonly Operation<Request, Receipt> Operation = new(
        new OperationDefinition("residents.search", "住民検索", OperationMode.Read, ResidentPermissions.Read, "住民基本台帳に関する事務", "住民基本台帳法第5条"),
        HandleAsync);

    private static async Task<Result<Receipt>> HandleAsync(Request request, Session session, OperationContext context, CancellationToken ct)
    {
        if (!SearchCondition.Parse(request.Typed).TryGet(out var condition, out var refusal))
            return refusal.At("q");

        var maySee = context.Caller.May(ResidentPermissions.SeeSuppressed);
        var (sql, values) = condition.Number is { } number
            ? (ByNumber, [number.Value, condition.Household!.Value.Value, request.ResidentsOnly])
            : ByKeys(condition, request, maySee);
        var rows = await session.Sql().Add(sql, [.. values]).ListLastAsync(
            row => (Resident: ResidentRow.ReadLine(row, 4), Standing: row.GetInt16(0), Key: row.GetString(1), Sort: row.GetString(2), Kind: row.GetInt16(3)), ct);

        var lines = new List<ResidentLine>(PageSize);
        foreach (var row in rows.Take(PageSize))
        {
            context.Disclose(row.Resident.Number);
            lines.Add(ResidentLine.Of(row.Resident, maySee, session.Today, row.Standing == 1));
        }
        context.Note($"count={lines.Count}");
        return new Receipt(lines, rows.Count > PageSize ? PageEnd.Of(rows[PageSize - 1].Kind, rows[PageSize - 1].Key, rows[PageSize - 1].Sort, rows[PageSize - 1].Resident.Number).Encode() : null);
    }

    private static readonly string ByNumber = $"""
        select (case when r.status = '住民' then 0 else 2 end)::smallint, '', '', 0::smallint, {ResidentRow.LineColumnsOfV}
        from residents.resident r join residents.resident_version v using (municipality_code, addressee_number, version)
        where r.addressee_number = $1 and (not $3 or r.status = '住民')
        union all
        (select (case when r.status = '住民' then 0 else 2 end)::smallint, '', '', 0::smallint, {ResidentRow.LineColumnsOfV}
        from residents.resident r join residents.resident_version v using (municipality_code, addressee_number, version)
        where r.household_number = $2 and r.addressee_number <> $1 and (not $3 or r.status = '住民')
        order by v.member_order limit {PageSize})
        """;

    /// <summary>The driving term reads its keys in order and stops; the others are looked up for what it found.</summary>
    internal static (string Sql, List<object?> Values) ByKeys(SearchCondition condition, Request request, bool maySeeSuppressed)
    {
        var values = new List<object?>();
        var after = PageEnd.Decode(request.After);
        var driving = condition.Terms[0];
        var sql = new StringBuilder("with ");
        var found = new List<string>();
        foreach (var range in driving.Ranges)
        {
            if (after is not null && range.Kind < after.Kind)
                continue;
            sql.Append(CultureInfo.InvariantCulture, $"hit{found.Count} as materialized (select standing, key, sort, kind, addressee_number from residents.search_key k where ");
            AppendRange(sql, values, range, "k", maySeeSuppressed);
            if (after is not null && range.Kind == after.Kind)
                sql.Append(CultureInfo.InvariantCulture, $" and (key, sort, addressee_number) > ({Value(values, after.Key)}, {Value(values, after.Sort)}, {Value(values, after.Number)})");
            if (request.ResidentsOnly)
                sql.Append(" and standing < 2");
            foreach (var term in condition.Terms.Skip(1))
            {
                sql.Append(" and exists (select 1 from residents.search_key o where o.addressee_number = k.addressee_number and ");
                AppendAnyRange(sql, values, term, "o", maySeeSuppressed);
                sql.Append(')');
            }
            // Who has several keys here stands at the first of them, on this page or on an earlier one.
            if (driving.Ranges.Count > 1 || range.Low != range.High)
            {
                sql.Append(" and not exists (select 1 from residents.search_key e where e.addressee_number = k.addressee_number and (e.kind, e.key) < (k.kind, k.key) and ");
                AppendAnyRange(sql, values, driving, "e", maySeeSuppressed);
                sql.Append(')');
            }
            // When the kinds before fill the page, this one is not looked at.
            if (found.Count > 0)
                sql.Append(CultureInfo.InvariantCulture, $" and {string.Join(" + ", found.Select(hit => $"(select count(*) from {hit})"))} <= {PageSize}");
            sql.Append(CultureInfo.InvariantCulture, $" order by key, sort, addressee_number limit {PageSize + 1}), ");
            found.Add($"hit{found.Count}");
        }
        if (found.Count == 0)
        {
            sql.Append("hit0 as (select standing, key, sort, kind, addressee_number from residents.search_key where false), ");
            found.Add("hit0");
        }
        // A former name beside a present one that fits as well is no former match.
        sql.Append(CultureInfo.InvariantCulture, $"""
            hit as ({string.Join(" union all ", found.Select(hit => $"select * from {hit}"))})
            select case when h.standing <> 1 then h.standing else (select min(m.standing) from residents.search_key m where m.addressee_number = h.addressee_number and 
            """);
        AppendAnyRange(sql, values, driving, "m", maySeeSuppressed);
        sql.Append(CultureInfo.InvariantCulture, $"""
            ) end, h.key, h.sort, h.kind, {ResidentRow.LineColumnsOfV}
            from (select * from hit order by kind, key, sort, addressee_number limit {PageSize + 1}) h
            join residents.resident r on r.addressee_number = h.addressee_number
            join residents.resident_version v on v.addressee_number = r.addressee_number and v.version = r.version
            order by h.kind, h.key, h.sort, h.addressee_number
            """);
        return (sql.ToString(), values);
    }

    private static void AppendAnyRange(StringBuilder sql, List<object?> values, SearchCondition.Term term, string table, bool maySeeSuppressed)
    {
        for (var i = 0; i < term.Ranges.Count; i++)
        {
            sql.Append(i == 0 ? "((" : " or (");
            AppendRange(sql, values, term.Ranges[i], table, maySeeSuppressed);
            sql.Append(')');
        }
        sql.Append(')');
    }

    private static void AppendRange(StringBuilder sql, List<object?> values, SearchCondition.KeyRange range, string table, bool maySeeSuppressed)
    {
        sql.Append(CultureInfo.InvariantCulture, $"{table}.kind = {range.Kind}");
        sql.Append(range.Low == range.High
            ? $" and {table}.key = {Value(values, range.Low)}"
            : $" and {table}.key >= {Value(values, range.Low)} and {table}.key < {Value(values, range.High)}");
        if (range.Contains is { } whole)
            sql.Append(CultureInfo.InvariantCulture, $" and exists (select 1 from residents.search_key f where f.addressee_number = {table}.addressee_number and f.kind = {SearchKeys.FullName} and position({Value(values, whole)} in f.key) > 0)");
        // 抑止: to be found by an address tells that address.
        if (range.Kind == SearchKeys.Address && !maySeeSuppressed)
            sql.Append(CultureInfo.InvariantCulture, $" and not exists (select 1 from residents.resident s where s.addressee_number = {table}.addressee_number and s.suppressed)");
    }

    private static string Value(List<object?> values, object? value)
    {
        values.Add(value);
        return $"${values.Count}";
    }
}
