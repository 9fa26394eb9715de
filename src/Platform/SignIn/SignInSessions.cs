using System.Collections.Concurrent;
using System.Security.Cryptography;
using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;

namespace Moyai.Platform.SignIn;

/// <summary>Who is signed in. The browser holds a random token, the database its hash; a killed session ends at its next request.</summary>
/// <remarks>An answer is remembered for two seconds, so that a page with its fragments asks the database once; ending a session forgets it at once.</remarks>
public sealed class SignInSessions(Databases databases, TimeProvider clock)
{
    /// <summary>無操作で終わるまでの時間.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>操作していても終わるまでの時間: one working day.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(10);

    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, (SignedIn Value, DateTimeOffset Until)> _known = new();

    /// <summary>Starts a session; the returned token goes into the cookie and is stored nowhere.</summary>
    internal static string Begin(SqlBatch batch, Guid accountId, string? secondFactor, string terminal, DateTimeOffset now)
    {
        var token = NewToken();
        batch.Add(
            "insert into platform.sign_in_session (session_hash, session_id, account_id, second_factor, terminal, created_at, last_seen_at, ends_at) values ($1, $2, $3, $4, $5, $6, $6, $7)",
            Hash(token), Guid.CreateVersion7(now), accountId, secondFactor, terminal, now, now + Longest);
        return token;
    }

    /// <summary>The person behind a token, or null when the session is unknown, ended, idle too long, or the account is no longer valid.</summary>
    public async ValueTask<SignedIn?> FindAsync(MunicipalityCode code, string token, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var key = $"{code}/{token}";
        if (_known.TryGetValue(key, out var known) && known.Until > now)
            return known.Value;
        _known.TryRemove(key, out _);
        if (token.Length != 64 || await databases.FindAsync(code, ct) is not { } municipality)
            return null;

        await using var session = new Session(databases.For(municipality), municipality, clock);
        var hash = Hash(token);
        await using var reader = await session.ReadLastAsync(session.Sql()
            .Add("""
                update platform.sign_in_session s set last_seen_at = $2
                from platform.account a
                where s.session_hash = $1 and s.ended_at is null and s.ends_at > $2 and s.last_seen_at > $3
                  and a.municipality_code = s.municipality_code and a.account_id = s.account_id
                  and a.valid_from <= $4 and (a.valid_to is null or a.valid_to >= $4)
                returning s.session_id, a.account_id, a.login_name, a.display_name, a.section_code, s.terminal, s.second_factor, s.ends_at, a.must_change_password,
                    (select name from platform.section x where x.municipality_code = a.municipality_code and x.section_code = a.section_code)
                """, hash, now, now - Idle, session.Today)
            .Add("""
                select distinct g.permission from platform.permission_grant g
                join platform.sign_in_session s on s.municipality_code = g.municipality_code and s.session_hash = $1
                join platform.account a on a.municipality_code = s.municipality_code and a.account_id = s.account_id
                where g.grantee in ('account:' || a.account_id, 'section:' || a.section_code)
                  and g.valid_from <= $2 and (g.valid_to is null or g.valid_to >= $2)
                """, hash, session.Today), ct);
        if (!await reader.ReadAsync(ct))
            return null;
        var (sessionId, accountId, login, name, section, terminal) = (reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5));
        var (factor, endsAt, mustChange, sectionName) = (reader.Text(6), reader.GetFieldValue<DateTimeOffset>(7), reader.GetBoolean(8), reader.GetString(9));
        await reader.NextResultAsync(ct);
        var permissions = new HashSet<string>(StringComparer.Ordinal) { Permissions.Self };
        while (await reader.ReadAsync(ct))
            permissions.Add(reader.GetString(0));

        var caller = new Caller(code, accountId, login, name, section, terminal, permissions, factor is not null);
        var found = new SignedIn(sessionId, caller, sectionName, now, endsAt, mustChange);
        _known[key] = (found, now + Remembered);
        if (_known.Count > 10_000)
            _known.Clear();
        return found;
    }

    /// <summary>Forgets what is remembered of a session, so that its end counts from now.</summary>
    internal void Forget(Guid sessionId)
    {
        foreach (var (key, value) in _known)
            if (value.Value.SessionId == sessionId)
                _known.TryRemove(key, out _);
    }

    /// <summary>Forgets everything of an account whose rights have changed.</summary>
    internal void ForgetAccount(Guid accountId)
    {
        foreach (var (key, value) in _known)
            if (value.Value.Caller.AccountId == accountId)
                _known.TryRemove(key, out _);
    }

    /// <summary>Forgets everything of a section whose rights have changed.</summary>
    internal void ForgetSection(MunicipalityCode municipality, string sectionCode)
    {
        foreach (var (key, value) in _known)
            if (value.Value.Caller.Municipality == municipality && value.Value.Caller.SectionCode == sectionCode)
                _known.TryRemove(key, out _);
    }

    internal static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    internal static byte[] Hash(string token) => SHA256.HashData(Convert.FromHexString(token));
}

/// <summary>A signed-in person in this request.</summary>
/// <param name="SectionName">所属の名称.</param>
/// <param name="LastSeenAt">When the database last heard of this session.</param>
/// <param name="EndsAt">When it ends whatever its person does.</param>
public sealed record SignedIn(Guid SessionId, Caller Caller, string SectionName, DateTimeOffset LastSeenAt, DateTimeOffset EndsAt, bool MustChangePassword)
{
    /// <summary>When it ends if nothing more is done.</summary>
    public DateTimeOffset ClosesAt => LastSeenAt + SignInSessions.Idle < EndsAt ? LastSeenAt + SignInSessions.Idle : EndsAt;

    /// <summary>What must be done before anything else; null when nothing.</summary>
    public FirstStep? FirstStep =>
        MustChangePassword ? SignIn.FirstStep.ChangePassword
        : !Caller.HasSecondFactor && SignInRules.NeedsSecondFactor(Caller.Permissions) ? SignIn.FirstStep.EnrolSecondFactor
        : null;
}

/// <summary>What stands before a person's work at the first sign-in.</summary>
public enum FirstStep
{
    /// <summary>初期パスワードの変更.</summary>
    ChangePassword,

    /// <summary>二要素認証の登録.</summary>
    EnrolSecondFactor,
}
