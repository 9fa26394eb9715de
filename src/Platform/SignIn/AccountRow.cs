using Moyai.Platform.Database;
using Npgsql;

namespace Moyai.Platform.SignIn;

/// <summary>An account as sign-in needs it.</summary>
internal sealed record AccountRow(
    Guid AccountId, string LoginName, string DisplayName, string SectionCode, string PasswordHash, bool MustChangePassword,
    byte[]? TotpSecret, long TotpLastStep, DateTimeOffset? LockedUntil, DateOnly ValidFrom, DateOnly? ValidTo)
{
    public const string Columns = "a.account_id, a.login_name, a.display_name, a.section_code, a.password_hash, a.must_change_password, a.totp_secret, a.totp_last_step, a.locked_until, a.valid_from, a.valid_to";

    /// <summary>Where one after another tries the same account: an unknown name waits in the same queue.</summary>
    public const string Queue = "select pg_advisory_xact_lock(hashtextextended('sign-in/' || platform.current_municipality() || '/' || $1, 0))";

    public static AccountRow Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetBoolean(5),
        reader.IsDBNull(6) ? null : reader.GetFieldValue<byte[]>(6), reader.GetInt64(7), reader.Moment(8), reader.GetFieldValue<DateOnly>(9), reader.Date(10));

    public bool MayTry(DateTimeOffset now, DateOnly today) => (LockedUntil is null || LockedUntil <= now) && ValidFrom <= today && (ValidTo is null || ValidTo >= today);

    /// <summary>One failure more; the last allowed one locks. Without an account it touches nothing, in the same time.</summary>
    public static void Fail(SqlBatch batch, Guid accountId, DateTimeOffset now) => batch.Add("""
        update platform.account
        set failed_count = case when failed_count + 1 >= $2 then 0 else failed_count + 1 end,
            locked_until = case when failed_count + 1 >= $2 then $3 else locked_until end
        where account_id = $1 and (locked_until is null or locked_until <= $4)
        """, accountId, SignInRules.FailuresBeforeLock, now + SignInRules.LockedFor, now);

    /// <summary>The rights an account holds today, its own and its section's.</summary>
    public const string Rights = """
        select distinct g.permission from platform.permission_grant g
        join platform.account a on a.municipality_code = g.municipality_code and a.account_id = $1
        where g.grantee in ('account:' || a.account_id, 'section:' || a.section_code)
          and g.valid_from <= $2 and (g.valid_to is null or g.valid_to >= $2)
        """;

    public const string Keys = "select content from platform.passkey where account_id = $1 order by created_at";

    public override string ToString() => $"AccountRow {{ {AccountId} }}";
}
