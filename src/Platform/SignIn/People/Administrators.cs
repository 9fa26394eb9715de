using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;

namespace Moyai.Platform.SignIn.People;

/// <summary>Keeps a municipality from locking itself out: nobody takes the management of people from themselves, and someone always has it without end.</summary>
internal sealed class Administrators
{
    private readonly Dictionary<Guid, bool> _before;

    private Administrators(Dictionary<Guid, bool> before) => _before = before;

    /// <summary>Who holds the right before a change. Two changes at once wait for each other here.</summary>
    public static async Task<Administrators> BeforeAsync(Session session, CancellationToken ct)
    {
        await session.Sql().Add("select pg_advisory_xact_lock(hashtextextended('administrators/' || platform.current_municipality(), 0))").FirstAsync(_ => true, ct);
        return new Administrators(await HoldersAsync(session, ct));
    }

    /// <summary>The refusal that the change deserves, once its rows are written; null when all is well.</summary>
    public async Task<Refusal?> AfterAsync(Session session, Caller caller, CancellationToken ct)
    {
        var after = await HoldersAsync(session, ct);
        if (caller.AccountId is { } own && _before.TryGetValue(own, out var endless) && (!after.TryGetValue(own, out var still) || (endless && !still)))
            return SignInErrors.OwnAdministration;
        return _before.ContainsValue(true) && !after.ContainsValue(true) ? SignInErrors.LastAdministrator : null;
    }

    /// <summary>Holders today, and whether neither the right nor the account ends.</summary>
    private static async Task<Dictionary<Guid, bool>> HoldersAsync(Session session, CancellationToken ct)
    {
        var rows = await session.Sql().Add("""
            select a.account_id, bool_or(a.valid_to is null and g.valid_to is null)
            from platform.account a join platform.permission_grant g
              on g.municipality_code = a.municipality_code and g.grantee in ('account:' || a.account_id, 'section:' || a.section_code)
            where g.permission = $1 and g.valid_from <= $2 and (g.valid_to is null or g.valid_to >= $2)
              and a.valid_from <= $2 and (a.valid_to is null or a.valid_to >= $2)
            group by a.account_id
            """, Permissions.ManageAccounts, session.Today).ListAsync(reader => (Id: reader.GetGuid(0), Endless: reader.GetBoolean(1)), ct);
        return rows.ToDictionary(row => row.Id, row => row.Endless);
    }
}
