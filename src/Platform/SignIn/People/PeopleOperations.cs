using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;

namespace Moyai.Platform.SignIn.People;

/// <summary>利用者の管理: seeing people, letting them in, changing their section and period.</summary>
internal static class PeopleOperations
{
    public static readonly Operation<string?, PeopleList> List = new(SignInDefinitions.ListPeople, ListAsync);
    public static readonly Operation<Guid, PersonSheet> Show = new(SignInDefinitions.ShowPerson, ShowAsync);
    public static readonly Operation<PersonEntry, FirstPassword> Add = new(SignInDefinitions.AddPerson, AddAsync);
    public static readonly Operation<PersonEntry, Guid> Edit = new(SignInDefinitions.EditPerson, EditAsync);
    public static readonly Operation<SectionLine, string> AddSection = new(SignInDefinitions.AddSection, AddSectionAsync);

    private static async Task<Result<PeopleList>> ListAsync(string? part, Session session, OperationContext context, CancellationToken ct)
    {
        await using var reader = await session.Sql()
            .Add($"{PersonLine.Select} where $2 = '' or position($2 in a.login_name) > 0 or position($2 in a.display_name) > 0 order by a.section_code, a.login_name", session.Now, part ?? "")
            .Add(SectionsSql)
            .ReadAsync(ct);
        var people = await reader.RowsAsync(PersonLine.Read, ct);
        await reader.NextResultAsync(ct);
        return new PeopleList(people, await reader.RowsAsync(row => new SectionLine(row.GetString(0), row.GetString(1)), ct));
    }

    private static async Task<Result<PersonSheet>> ShowAsync(Guid accountId, Session session, OperationContext context, CancellationToken ct)
    {
        await using var reader = await session.Sql()
            .Add($"{PersonLine.Select} where a.account_id = $2", session.Now, accountId)
            .Add(SectionsSql)
            .Add("""
                select g.grantee, g.permission, g.valid_from, g.valid_to from platform.permission_grant g
                join platform.account a on a.municipality_code = g.municipality_code and a.account_id = $1
                where g.grantee in ('account:' || a.account_id, 'section:' || a.section_code) order by g.permission, g.valid_from
                """, accountId)
            .ReadAsync(ct);
        if (!await reader.ReadAsync(ct))
            return PlatformErrors.NotFound;
        var person = PersonLine.Read(reader);
        await reader.NextResultAsync(ct);
        var sections = await reader.RowsAsync(row => new SectionLine(row.GetString(0), row.GetString(1)), ct);
        await reader.NextResultAsync(ct);
        var grants = await reader.RowsAsync(Grants.ReadLine, ct);
        return new PersonSheet(person, sections, grants, session.Today);
    }

    private static async Task<Result<FirstPassword>> AddAsync(PersonEntry entry, Session session, OperationContext context, CancellationToken ct)
    {
        if (entry.LoginName is not { Length: >= 3 and <= 40 } login || login.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('-' or '.')))
            return SignInErrors.LoginNameMalformed;
        if (await RefuseAsync(entry, session, ct) is { } refusal)
            return refusal;
        if (await session.Sql().Add("select pg_advisory_xact_lock(hashtextextended('login/' || platform.current_municipality() || $1, 0))", login)
                .Add("select 1 from platform.account where login_name = $1", login).ReadSecondAsync(ct))
            return SignInErrors.LoginNameTaken;
        var password = Passwords.NewFirst();
        var id = Guid.CreateVersion7(session.Now);
        await session.Sql().Add("""
            insert into platform.account (account_id, login_name, display_name, section_code, password_hash, must_change_password, valid_from, valid_to)
            values ($1, $2, $3, $4, $5, true, $6, $7)
            """, id, login, entry.DisplayName.Trim(), entry.SectionCode, Passwords.Hash(password), entry.From, entry.To).ExecuteAsync(ct);
        context.Note($"account:{id}");
        return new FirstPassword(id, login, entry.DisplayName.Trim(), password);
    }

    private static async Task<Result<Guid>> EditAsync(PersonEntry entry, Session session, OperationContext context, CancellationToken ct)
    {
        if (await RefuseAsync(entry, session, ct) is { } refusal)
            return refusal;
        var administrators = await Administrators.BeforeAsync(session, ct);
        var changed = await session.Sql().Add("update platform.account set display_name = $2, section_code = $3, valid_from = $4, valid_to = $5 where account_id = $1",
            entry.AccountId, entry.DisplayName.Trim(), entry.SectionCode, entry.From, entry.To).ExecuteAsync(ct);
        if (changed == 0)
            return PlatformErrors.NotFound;
        if (await administrators.AfterAsync(session, context.Caller, ct) is { } locksOut)
            return locksOut;
        context.Note($"account:{entry.AccountId} section:{entry.SectionCode} {entry.From:yyyy-MM-dd}/{entry.To:yyyy-MM-dd}");
        return entry.AccountId!.Value;
    }

    private static async Task<Result<string>> AddSectionAsync(SectionLine section, Session session, OperationContext context, CancellationToken ct)
    {
        if (section.Code is not { Length: >= 1 and <= 10 } || section.Code.Any(c => !char.IsAsciiLetterOrDigit(c)) || section.Name.Trim() is not { Length: >= 1 and <= 50 } name)
            return SignInErrors.SectionMalformed;
        await session.Sql().Add("insert into platform.section (section_code, name) values ($1, $2) on conflict (municipality_code, section_code) do update set name = excluded.name", section.Code, name).ExecuteAsync(ct);
        context.Note($"section:{section.Code}");
        return section.Code;
    }

    private static async Task<Refusal?> RefuseAsync(PersonEntry entry, Session session, CancellationToken ct) =>
        entry.DisplayName.Trim() is not { Length: >= 1 and <= 50 } ? SignInErrors.NameMissing
        : entry.To < entry.From ? SignInErrors.PeriodBackwards
        : await session.Sql().Add("select 1 from platform.section where section_code = $1", entry.SectionCode).FirstAsync(_ => true, ct) ? null
        : SignInErrors.SectionUnknown;

    /// <summary>Whether the second statement, after a lock, found a row.</summary>
    private static async Task<bool> ReadSecondAsync(this SqlBatch batch, CancellationToken ct)
    {
        await using var reader = await batch.ReadAsync(ct);
        await reader.NextResultAsync(ct);
        return await reader.ReadAsync(ct);
    }

    internal const string SectionsSql = "select section_code, name from platform.section order by section_code";
}

/// <summary>People and the sections they may stand in.</summary>
public sealed record PeopleList(IReadOnlyList<PersonLine> People, IReadOnlyList<SectionLine> Sections);

/// <summary>One person with rights.</summary>
public sealed record PersonSheet(PersonLine Person, IReadOnlyList<SectionLine> Sections, IReadOnlyList<GrantLine> Grants, DateOnly Today);

/// <summary>What is typed about a person.</summary>
/// <param name="AccountId">Null for a new one.</param>
/// <param name="LoginName">Never changes once given.</param>
public sealed record PersonEntry(Guid? AccountId, string LoginName, string DisplayName, string SectionCode, DateOnly From, DateOnly? To);

/// <summary>初期パスワード: shown once, on the page that answers.</summary>
public sealed record FirstPassword(Guid AccountId, string LoginName, string DisplayName, string Password)
{
    public override string ToString() => $"FirstPassword {{ {AccountId} }}";
}
