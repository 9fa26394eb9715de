using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;
using Moyai.Platform.SignIn.Self;

namespace Moyai.Platform.SignIn.People;

/// <summary>サインイン状況: who is in now, and ending it (強制終了).</summary>
internal static class AllSessions
{
    public static readonly Operation<bool, IReadOnlyList<SessionLine>> List = new(SignInDefinitions.ListSessions, ListAsync);
    public static readonly Operation<Guid, Guid> End = new(SignInDefinitions.EndSession, EndAsync);

    private static async Task<Result<IReadOnlyList<SessionLine>>> ListAsync(bool all, Session session, OperationContext context, CancellationToken ct) =>
        await session.Sql().Add($"""
            select {OwnSession.LineColumns} from platform.sign_in_session s join platform.account a on a.municipality_code = s.municipality_code and a.account_id = s.account_id
            where s.ended_at is null and s.ends_at > $1 and s.last_seen_at > $2 order by s.last_seen_at desc
            """, session.Now, session.Now - SignInSessions.Idle).ListAsync(OwnSession.ReadLine, ct);

    private static async Task<Result<Guid>> EndAsync(Guid sessionId, Session session, OperationContext context, CancellationToken ct)
    {
        if (await session.Sql().Add("update platform.sign_in_session set ended_at = $2 where session_id = $1 and ended_at is null", sessionId, session.Now).ExecuteAsync(ct) == 0)
            return PlatformErrors.NotFound;
        context.Note($"session:{sessionId}");
        return sessionId;
    }
}
