using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;
using Npgsql;

namespace Moyai.Platform.Jobs;

/// <summary>処理状況: a piece of long work with what it was given, what it has taken and what is done.</summary>
public sealed record Job(
    Guid JobId, string Kind, string Title, string State, string Actor, string Arguments,
    long SourceCount, long TakenCount, long DoneCount, long RefusedCount, int Attempt,
    DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, string Message)
{
    internal const string Columns = """
        job_id, kind, title, state, actor, arguments, source_count, taken_count, done_count, refused_count, attempt,
        created_at, started_at, finished_at, message
        """;

    internal static Job Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5),
        row.GetInt64(6), row.GetInt64(7), row.GetInt64(8), row.GetInt64(9), row.GetInt32(10),
        row.GetFieldValue<DateTimeOffset>(11), row.Moment(12), row.Moment(13), row.GetString(14));

    /// <summary>Queues work inside the operation that asks for it: it exists exactly when that operation is committed.</summary>
    public static async Task<Guid> EnqueueAsync(Session session, OperationContext context, string kind, string title, string argumentsJson, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(context);
        var id = Guid.CreateVersion7(session.Now);
        var caller = context.Caller;
        await session.Sql().Add("""
            insert into platform.job (job_id, kind, title, account_id, actor, section_code, terminal, arguments, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """, id, kind, title, caller.AccountId, caller.LoginName, caller.SectionCode, caller.Terminal, new Json(argumentsJson), session.Now)
            .ExecuteAsync(ct);
        return id;
    }

    public static Task<Job?> FindAsync(Session session, Guid id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.Sql().Add($"select {Columns} from platform.job where job_id = $1", id).FirstAsync(Read, ct);
    }

    public static Task<List<Job>> RecentAsync(Session session, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.Sql().Add($"select {Columns} from platform.job order by created_at desc limit 50").ListAsync(Read, ct);
    }
}
