using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;
using Npgsql;

namespace Moyai.Platform.SignIn.Self;

/// <summary>自分のサインイン: seeing, lengthening and ending one's own sessions.</summary>
internal static class OwnSession
{
    public static readonly Operation<Guid, IReadOnlyList<SessionLine>> List = new(SignInDefinitions.OwnSessions, ListAsync);
    public static readonly Operation<Guid, Guid> End = new(SignInDefinitions.EndOwnSession, EndAsync);
    public static readonly Operation<Guid, Guid> SignOut = new(SignInDefinitions.SignOut, EndAsync);
    public static readonly Operation<Guid, DateTimeOffset> Extend = new(SignInDefinitions.ExtendSession, ExtendAsync);
    public static readonly Operation<Guid, PreviousSignIn> Home = new(SignInDefinitions.Home, HomeAsync);

    internal const string LineColumns = "s.session_id, a.login_name, a.display_name, s.terminal, s.second_factor, s.created_at, s.last_seen_at, s.ends_at";

    internal static SessionLine ReadLine(NpgsqlDataReader reader) => new(
        reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.Text(4),
        reader.GetFieldValue<DateTimeOffset>(5), reader.GetFieldValue<DateTimeOffset>(6), reader.GetFieldValue<DateTimeOffset>(7));

    internal static async Task<string?> FactorAsync(Session session, Guid sessionId, CancellationToken ct) =>
        await session.Sql().Add("select second_factor from platform.sign_in_session where session_id = $1", sessionId).FirstAsync(reader => reader.Text(0), ct);

    /// <summary>Ends a session and begins it anew with a new token: nobody who saw the old one goes on with more rights.</summary>
    internal static string StepUp(SqlBatch batch, Guid sessionId, Caller caller, string factor, DateTimeOffset now)
    {
        batch.Add("update platform.sign_in_session set ended_at = $2 where session_id = $1 and ended_at is null", sessionId, now);
        return SignInSessions.Begin(batch, caller.AccountId!.Value, factor, caller.Terminal, now);
    }

    private static async Task<Result<IReadOnlyList<SessionLine>>> ListAsync(Guid current, Session session, OperationContext context, CancellationToken ct) =>
        await session.Sql().Add($"""
            select {LineColumns} from platform.sign_in_session s join platform.account a on a.municipality_code = s.municipality_code and a.account_id = s.account_id
            where s.account_id = $1 and s.ended_at is null and s.ends_at > $2 and s.last_seen_at > $3 order by s.created_at desc
            """, context.Caller.AccountId, session.Now, session.Now - SignInSessions.Idle).ListAsync(ReadLine, ct);

    private static async Task<Result<Guid>> EndAsync(Guid sessionId, Session session, OperationContext context, CancellationToken ct) =>
        await session.Sql().Add("update platform.sign_in_session set ended_at = $3 where session_id = $1 and account_id = $2 and ended_at is null", sessionId, context.Caller.AccountId, session.Now).ExecuteAsync(ct) > 0
            ? sessionId
            : PlatformErrors.NotFound;

    private static async Task<Result<DateTimeOffset>> ExtendAsync(Guid sessionId, Session session, OperationContext context, CancellationToken ct)
    {
        var ends = await session.Sql().Add(
            "update platform.sign_in_session set last_seen_at = $3 where session_id = $1 and account_id = $2 and ended_at is null returning ends_at", sessionId, context.Caller.AccountId, session.Now)
            .FirstAsync(reader => reader.GetFieldValue<DateTimeOffset>(0), ct);
        return ends == default ? PlatformErrors.NotFound : session.Now + SignInSessions.Idle < ends ? session.Now + SignInSessions.Idle : ends;
    }

    private static async Task<Result<PreviousSignIn>> HomeAsync(Guid current, Session session, OperationContext context, CancellationToken ct) =>
        await session.Sql().Add(
            "select created_at, terminal from platform.sign_in_session where account_id = $1 and session_id <> $2 order by created_at desc limit 1", context.Caller.AccountId, current)
            .FirstAsync(reader => new PreviousSignIn(reader.GetFieldValue<DateTimeOffset>(0), reader.GetString(1)), ct) ?? new PreviousSignIn(null, "");
}

/// <summary>One living session in a list.</summary>
public sealed record SessionLine(Guid SessionId, string LoginName, string DisplayName, string Terminal, string? SecondFactor, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, DateTimeOffset EndsAt);

/// <summary>前回のサインイン: shown, so that a person notices when it was someone else.</summary>
public sealed record PreviousSignIn(DateTimeOffset? At, string Terminal);
