using Moyai.Platform.Database;

namespace Moyai.Platform.SignIn;

/// <summary>Statements that make people: used by the page that manages them and by the console that makes the first one.</summary>
public static class Accounts
{
    public static void AddSection(SqlBatch batch, string code, string name)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.Add("insert into platform.section (section_code, name) values ($1, $2) on conflict do nothing", code, name);
    }

    /// <summary>A new account. Its password must be changed at first use unless the caller says it is a demo's.</summary>
    public static Guid AddAccount(SqlBatch batch, Session session, NewAccount account, TotpVault vault)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(vault);
        var id = Guid.CreateVersion7(session.Now);
        batch.Add("""
            insert into platform.account (account_id, login_name, display_name, section_code, password_hash, must_change_password, totp_secret, valid_from)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """, id, account.LoginName, account.DisplayName, account.SectionCode, Passwords.Hash(account.Password), account.MustChangePassword,
            account.TotpSecret is { } secret ? vault.Seal(session.Municipality.Code, id, secret) : null, session.Today);
        foreach (var permission in account.Permissions)
            Grant(batch, Grantee.Account(id), permission, session.Today, null);
        return id;
    }

    /// <summary>Gives a right for a period; the same right from the same day is given once.</summary>
    public static void Grant(SqlBatch batch, string grantee, string permission, DateOnly from, DateOnly? to)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.Add("""
            insert into platform.permission_grant (grantee, permission, valid_from, valid_to) values ($1, $2, $3, $4)
            on conflict (municipality_code, grantee, permission, valid_from) do update set valid_to = excluded.valid_to
            """, grantee, permission, from, to);
    }
}

/// <summary>A person to be let in.</summary>
/// <param name="TotpSecret">The secret of an authenticator app as it is; it is sealed on its way into the database. Null when the person enrols one.</param>
public sealed record NewAccount(string LoginName, string DisplayName, string SectionCode, string Password, bool MustChangePassword, byte[]? TotpSecret, IReadOnlyList<string> Permissions)
{
    public override string ToString() => $"NewAccount {{ {LoginName} }}";
}

/// <summary>To whom a right is given: a person or a section, never a rank.</summary>
public static class Grantee
{
    public static string Account(Guid accountId) => $"account:{accountId}";

    public static string Section(string sectionCode) => $"section:{sectionCode}";
}
