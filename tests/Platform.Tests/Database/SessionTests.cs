using Moyai.Kernel;
using Moyai.Platform.Database;
using Npgsql;

namespace Moyai.Platform.Tests.Database;

public sealed class SessionTests : FloorTests
{
    private const string Insert = "insert into probe.note (number, content) values ($1, $2)";

    private Task<List<long>> NotesAsync() => Floor.ListAsync(Floor.Hinoemata, "select number from probe.note order by number", row => row.GetInt64(0));

    [Fact]
    public async Task What_was_committed_stays_and_what_was_not_is_gone()
    {
        await using (var session = Floor.Open(Floor.Hinoemata))
        {
            await session.Sql().Add(Insert, 1L, "一").ExecuteAsync(Cancellation);
            await session.CommitAsync(session.Sql().Add(Insert, 2L, "二"), Cancellation);
        }
        await using (var session = Floor.Open(Floor.Hinoemata))
            await session.Sql().Add(Insert, 3L, "三").ExecuteAsync(Cancellation);

        Assert.Equal([1L, 2L], await NotesAsync());
    }

    [Fact]
    public async Task A_statement_that_fails_takes_the_whole_transaction_with_it_even_when_the_commit_travels_along()
    {
        await using (var session = Floor.Open(Floor.Hinoemata))
        {
            var batch = session.Sql().Add(Insert, 1L, "一").Add(Insert, 1L, "二");
            var refused = await Assert.ThrowsAsync<PostgresException>(() => session.CommitAsync(batch, Cancellation));
            Assert.Equal(PostgresErrorCodes.UniqueViolation, refused.SqlState);
        }

        Assert.Empty(await NotesAsync());
    }

    [Fact]
    public async Task A_commit_after_a_swallowed_failure_is_never_taken_for_a_commit()
    {
        await using var session = Floor.Open(Floor.Hinoemata);
        await session.Sql().Add(Insert, 1L, "一").ExecuteAsync(Cancellation);
        await Assert.ThrowsAsync<PostgresException>(() => session.Sql().Add(Insert, 1L, "二").ExecuteAsync(Cancellation));

        // PostgreSQL answers a COMMIT of a failed transaction with ROLLBACK and no error.
        await Assert.ThrowsAnyAsync<Exception>(() => session.CommitAsync(session.Sql(), Cancellation));
        Assert.Empty(await NotesAsync());
    }

    [Fact]
    public async Task A_session_that_has_ended_does_not_begin_again()
    {
        await using var session = Floor.Open(Floor.Hinoemata);
        await session.CommitAsync(session.Sql().Add(Insert, 1L, "一"), Cancellation);

        await Assert.ThrowsAsync<InvalidOperationException>(() => session.Sql().Add(Insert, 2L, "二").ExecuteAsync(Cancellation));
    }

    [Fact]
    public async Task A_read_only_session_cannot_write()
    {
        await using var session = new Session(Floor.Databases.For(Floor.Hinoemata), Floor.Hinoemata, Floor.Clock, readOnly: true);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => session.Sql().Add(Insert, 1L, "一").ExecuteAsync(Cancellation));
        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refused.SqlState);
    }

    [Fact]
    public async Task A_session_left_in_the_middle_of_its_rows_gives_back_a_clean_connection()
    {
        for (var i = 0; i < 50; i++) // more than the pool holds
        {
            await using var session = Floor.Open(Floor.Hinoemata);
            await using var reader = await session.Sql().Add("select generate_series(1, 1000)").ReadAsync(Cancellation);
            Assert.True(await reader.ReadAsync(Cancellation));
        }
        Assert.Equal(0L, await Floor.AsAdminAsync("select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'"));
    }

    [Fact]
    public async Task A_cancelled_statement_leaves_nothing_behind()
    {
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await using (var session = Floor.Open(Floor.Hinoemata))
        {
            await session.Sql().Add(Insert, 1L, "一").ExecuteAsync(Cancellation);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.Sql().Add("select pg_sleep(30)").ExecuteAsync(impatient.Token));
        }

        Assert.Empty(await NotesAsync());
    }

    [Fact]
    public async Task Values_of_every_kind_arrive_as_they_were_sent()
    {
        const string name = "邊\U000E0101 𠮷 か\u3099"; // a variation selector, a supplementary character, a combining mark
        var moment = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.FromHours(9));
        await using var session = Floor.Open(Floor.Hinoemata);

        var row = await session.Sql()
            .Add("select $1::text, $2::bigint, $3::jsonb ->> 'a', $4::timestamptz, $5::date, $6::text is null, $7::text[]",
                name, Floor.Person, new Json("""{"a":"甲"}"""), moment, new DateOnly(2026, 11, 22), null, new[] { "x", "y" })
            .FirstAsync(r => (r.GetString(0), r.GetInt64(1), r.GetString(2), r.GetFieldValue<DateTimeOffset>(3), r.Date(4), r.GetBoolean(5), string.Join(',', r.GetFieldValue<string[]>(6))), Cancellation);

        Assert.Equal((name, Floor.Person.Value, "甲", moment.ToUniversalTime(), new DateOnly(2026, 11, 22), true, "x,y"), row);
    }

    [Fact]
    public async Task The_business_day_is_the_day_in_japan()
    {
        Floor.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 22, 15, 30, 0, TimeSpan.Zero));
        await using var session = Floor.Open(Floor.Hinoemata);

        Assert.Equal(new DateOnly(2026, 11, 23), session.Today);
    }

    [Fact]
    public async Task Rows_copied_into_a_staging_table_arrive_behind_the_wall()
    {
        await using (var session = Floor.Open(Floor.Hinoemata))
        {
            await session.Sql().Add("create temporary table incoming (number bigint, content text) on commit drop").ExecuteAsync(Cancellation);
            await using (var import = await session.CopyAsync("copy incoming from stdin binary", Cancellation))
            {
                for (var number = 1L; number <= 3; number++)
                {
                    await import.StartRowAsync(Cancellation);
                    await import.WriteAsync(number, Cancellation);
                    await import.WriteAsync("写し", Cancellation);
                }
                await import.CompleteAsync(Cancellation);
            }
            await session.CommitAsync(session.Sql().Add("insert into probe.note (number, content) select number, content from incoming"), Cancellation);
        }

        Assert.Equal([1L, 2L, 3L], await NotesAsync());
        Assert.Empty(await Floor.ListAsync(Floor.Hayama, "select number from probe.note", row => row.GetInt64(0)));
    }
}
