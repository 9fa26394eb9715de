using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;
using Npgsql;

namespace Moyai.Platform.SignIn.People;

/// <summary>操作権限の付与と取消し (JK 10.3): to a person or a section, for a period, never to a rank. The item.* rights are the masks of JK 10.4.</summary>
internal sealed class Grants(IEnumerable<Module> modules)
{
    private readonly Dictionary<string, string> _titles = modules.SelectMany(module => module.Permissions).ToDictionary(name => name.Permission, name => name.Title, StringComparer.Ordinal);

    /// <summary>Every right that exists here, with its name, in the order of the modules.</summary>
    public IReadOnlyDictionary<string, string> Titles => _titles;

    public Operation<GrantLine, GrantLine> Give => new(SignInDefinitions.GrantPermission, GiveAsync);

    public static readonly Operation<GrantLine, GrantLine> Withdraw = new(SignInDefinitions.WithdrawPermission, WithdrawAsync);

    public static readonly Operation<bool, RightsMatrix> Matrix = new(SignInDefinitions.PermissionMatrix, MatrixAsync);

    internal static GrantLine ReadLine(NpgsqlDataReader reader) => new(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<DateOnly>(2), reader.Date(3));

    private async Task<Result<GrantLine>> GiveAsync(GrantLine grant, Session session, OperationContext context, CancellationToken ct)
    {
        if (!_titles.ContainsKey(grant.Permission))
            return SignInErrors.PermissionUnknown;
        if (grant.To < grant.From)
            return SignInErrors.PeriodBackwards;
        if (!await ExistsAsync(grant.Grantee, session, ct))
            return PlatformErrors.NotFound;
        var administrators = await Administrators.BeforeAsync(session, ct);
        var batch = session.Sql();
        Accounts.Grant(batch, grant.Grantee, grant.Permission, grant.From, grant.To);
        await batch.ExecuteAsync(ct);
        // Giving it again from the same day may shorten it.
        if (await administrators.AfterAsync(session, context.Caller, ct) is { } refusal)
            return refusal;
        context.Note($"{grant.Grantee} {grant.Permission} {grant.From:yyyy-MM-dd}/{grant.To:yyyy-MM-dd}");
        return grant;
    }

    /// <summary>The row stays, ended yesterday: who had which right on which day can be told for ever.</summary>
    private static async Task<Result<GrantLine>> WithdrawAsync(GrantLine grant, Session session, OperationContext context, CancellationToken ct)
    {
        var administrators = await Administrators.BeforeAsync(session, ct);
        var changed = await session.Sql().Add("""
            update platform.permission_grant set valid_to = $4 where grantee = $1 and permission = $2 and valid_from = $3 and (valid_to is null or valid_to > $4)
            """, grant.Grantee, grant.Permission, grant.From, session.Today.AddDays(-1)).ExecuteAsync(ct);
        if (changed == 0)
            return PlatformErrors.NotFound;
        if (await administrators.AfterAsync(session, context.Caller, ct) is { } refusal)
            return refusal;
        context.Note($"{grant.Grantee} {grant.Permission} {grant.From:yyyy-MM-dd}");
        return grant with { To = session.Today.AddDays(-1) };
    }

    private static async Task<Result<RightsMatrix>> MatrixAsync(bool asFile, Session session, OperationContext context, CancellationToken ct)
    {
        await using var reader = await session.Sql()
            .Add($"{PersonLine.Select} where a.valid_to is null or a.valid_to >= $2 order by a.section_code, a.login_name", session.Now, session.Today)
            .Add(PeopleOperations.SectionsSql)
            .Add("select grantee, permission, valid_from, valid_to from platform.permission_grant where valid_to is null or (valid_to >= $1 and valid_to >= valid_from) order by grantee, permission, valid_from", session.Today)
            .ReadAsync(ct);
        var people = await reader.RowsAsync(PersonLine.Read, ct);
        await reader.NextResultAsync(ct);
        var sections = await reader.RowsAsync(row => new SectionLine(row.GetString(0), row.GetString(1)), ct);
        await reader.NextResultAsync(ct);
        var grants = await reader.RowsAsync(ReadLine, ct);
        if (asFile)
            context.Note($"CSV {people.Count}");
        return new RightsMatrix(people, sections, grants.ToLookup(grant => (grant.Grantee, grant.Permission)), session.Today);
    }

    private static Task<bool> ExistsAsync(string grantee, Session session, CancellationToken ct) => session.Sql().Add("""
        select 1 from platform.account where 'account:' || account_id = $1
        union all select 1 from platform.section where 'section:' || section_code = $1
        """, grantee).FirstAsync(_ => true, ct);
}

/// <summary>操作権限一覧表: people and sections against rights, with the periods that count today or later.</summary>
public sealed record RightsMatrix(IReadOnlyList<PersonLine> People, IReadOnlyList<SectionLine> Sections, ILookup<(string Grantee, string Permission), GrantLine> Grants, DateOnly Today)
{
    /// <summary>The cell of a person: ○ own right, 所属 by the section, with its end where there is one; empty when none.</summary>
    public string CellOf(PersonLine person, string permission)
    {
        ArgumentNullException.ThrowIfNull(person);
        return string.Join(' ', ((string[])[Mark("○", Grantee.Account(person.AccountId), permission), Mark("所属", Grantee.Section(person.SectionCode), permission)]).Where(mark => mark.Length > 0));
    }

    /// <summary>The cell of a section.</summary>
    public string CellOf(SectionLine section, string permission)
    {
        ArgumentNullException.ThrowIfNull(section);
        return Mark("○", Grantee.Section(section.Code), permission);
    }

    private string Mark(string mark, string grantee, string permission) => string.Join(' ', Grants[(grantee, permission)].Select(grant => (grant.From > Today, grant.To) switch
    {
        (true, null) => $"{mark}({grant.From:yyyy-MM-dd}から)",
        (true, _) => $"{mark}({grant.From:yyyy-MM-dd}～{grant.To:yyyy-MM-dd})",
        (false, null) => mark,
        _ => $"{mark}({grant.To:yyyy-MM-dd}まで)",
    }));
}
