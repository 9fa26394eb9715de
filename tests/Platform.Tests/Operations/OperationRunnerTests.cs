using Moyai.Kernel;
using Moyai.Platform.Operations;
using Npgsql;
using static Moyai.Platform.Tests.Operations.Probe;

namespace Moyai.Platform.Tests.Operations;

public sealed class OperationRunnerTests : FloorTests
{
    private Caller Clerk => Floor.CallerOf(Floor.Hinoemata, Permission);

    private Task<List<long>> NotesAsync() => Floor.ListAsync(Floor.Hinoemata, "select number from probe.note order by number", row => row.GetInt64(0));

    [Fact]
    public async Task A_write_leaves_its_row_its_record_and_its_feed_entry_in_one_town_only()
    {
        var result = await Floor.Runner.RunAsync(Write, new Note(Floor.Person.Value, "転入"), Clerk, Cancellation);

        Assert.True(result.IsSuccess);
        Assert.Equal([Floor.Person.Value], await NotesAsync());
        var record = Assert.Single(await Floor.ListAsync(Floor.Hinoemata,
            "select actor, section_code, terminal, operation, purpose, legal_basis, outcome, detail, persons from platform.access_record",
            row => (string.Join('|', Enumerable.Range(0, 8).Select(row.GetString)), row.GetFieldValue<long[]>(8))));
        Assert.Equal("hanako|010|PC-01|probe.write|試験|試験法第2条|done|1件", record.Item1);
        Assert.Equal([Floor.Person.Value], record.Item2);
        Assert.Equal(["probe.changed"], await Floor.ListAsync(Floor.Hinoemata, "select kind from platform.feed_outbox", row => row.GetString(0)));
        Assert.Empty(await Floor.OutcomesAsync(Floor.Hayama));
    }

    [Fact]
    public async Task A_read_is_recorded_with_the_person_and_the_item_it_disclosed()
    {
        await Floor.Runner.RunAsync(Write, new Note(Floor.Person.Value, "甲"), Clerk, Cancellation);

        var result = await Floor.Runner.RunAsync(Read, Floor.Person.Value, Clerk, Cancellation);

        Assert.Equal("甲", result.Value);
        var (persons, items) = Assert.Single(await Floor.ListAsync(Floor.Hinoemata,
            "select persons, items from platform.access_record where operation = 'probe.read'", row => (row.GetFieldValue<long[]>(0), row.GetFieldValue<string[]>(1))));
        Assert.Equal([Floor.Person.Value], persons);
        Assert.Equal(["個人番号"], items);
    }

    [Fact]
    public async Task An_operation_that_says_it_reads_cannot_write()
    {
        var liar = new Operation<Note, NoteReceipt>(Reads, WriteAsync);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => Floor.Runner.RunAsync(liar, new Note(1, "x"), Clerk, Cancellation));
        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refused.SqlState);
    }

    [Fact]
    public async Task Without_the_right_nothing_runs_and_the_attempt_is_recorded()
    {
        var result = await Floor.Runner.RunAsync(Write, new Note(1, "x"), Floor.CallerOf(Floor.Hinoemata, "probe.other"), Cancellation);

        Assert.Equal("PLT-002", result.Refusal?.Code);
        Assert.Empty(await NotesAsync());
        Assert.Equal(["probe.write refused PLT-002"], await Floor.OutcomesAsync(Floor.Hinoemata));
    }

    [Theory]
    [InlineData(Zone.Lgwan)]
    [InlineData(Zone.Internet)]
    public async Task In_another_zone_nothing_runs_and_the_attempt_is_recorded(Zone zone)
    {
        var result = await Floor.RunnerIn(zone).RunAsync(Write, new Note(1, "x"), Clerk, Cancellation);

        Assert.Equal("PLT-003", result.Refusal?.Code);
        Assert.Empty(await NotesAsync());
        Assert.Equal(["probe.write refused PLT-003"], await Floor.OutcomesAsync(Floor.Hinoemata));
    }

    [Fact]
    public async Task Without_a_second_factor_an_operation_that_needs_one_is_refused_and_with_one_it_runs()
    {
        var guarded = new Operation<Note, NoteReceipt>(Writes with { NeedsSecondFactor = true }, WriteAsync);

        var without = await Floor.Runner.RunAsync(guarded, new Note(1, "x"), Clerk with { HasSecondFactor = false }, Cancellation);
        var with = await Floor.Runner.RunAsync(guarded, new Note(2, "x"), Clerk, Cancellation);

        Assert.Equal("PLT-004", without.Refusal?.Code);
        Assert.True(with.IsSuccess);
        Assert.Equal([2L], await NotesAsync());
        Floor.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["probe.write done", "probe.write refused PLT-004"], (await Floor.OutcomesAsync(Floor.Hinoemata)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_municipality_that_does_not_live_here_is_not_found()
    {
        var stranger = Clerk with { Municipality = MunicipalityCode.Parse("131016") };

        Assert.Equal("PLT-001", (await Floor.Runner.RunAsync(Read, 1L, stranger, Cancellation)).Refusal?.Code);
    }

    [Fact]
    public async Task What_a_refused_operation_wrote_is_gone_but_whom_it_had_read_is_recorded()
    {
        var regrets = WriteWith(async (note, session, context, ct) =>
        {
            await WriteAsync(note, session, context, ct);
            return Refused;
        });

        var result = await Floor.Runner.RunAsync(regrets, new Note(Floor.Person.Value, "x"), Clerk, Cancellation);

        Assert.Equal(Refused, result.Refusal);
        Assert.Empty(await NotesAsync());
        Assert.Empty(await Floor.ListAsync(Floor.Hinoemata, "select 1 from platform.feed_outbox", row => row.GetInt32(0)));
        var (outcome, persons) = Assert.Single(await Floor.ListAsync(Floor.Hinoemata, "select outcome, persons from platform.access_record", row => (row.GetString(0), row.GetFieldValue<long[]>(1))));
        Assert.Equal("refused PRB-001", outcome);
        Assert.Equal([Floor.Person.Value], persons);
    }

    [Fact]
    public async Task Nothing_is_answered_when_the_line_is_cut_before_the_commit()
    {
        var cut = WriteWith(async (note, session, context, ct) =>
        {
            var receipt = await WriteAsync(note, session, context, ct);
            var line = await session.Sql().Add("select pg_backend_pid()").FirstAsync(row => row.GetInt32(0), ct);
            Assert.Equal(true, await Floor.AsAdminAsync($"select pg_terminate_backend({line}, 5000)"));
            return receipt;
        });

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => Floor.Runner.RunAsync(cut, new Note(1, "x"), Clerk, Cancellation, new IdempotencyKey("k")));

        Assert.Empty(await NotesAsync());
        Assert.Empty(await Floor.OutcomesAsync(Floor.Hinoemata));
        Assert.True((await Floor.Runner.RunAsync(Write, new Note(1, "x"), Clerk, Cancellation, new IdempotencyKey("k"))).IsSuccess);
    }

    [Fact]
    public async Task A_read_that_cannot_be_recorded_is_not_answered()
    {
        await Floor.Runner.RunAsync(Write, new Note(1, "x"), Clerk, Cancellation);
        await Floor.AsAdminAsync("revoke insert on platform.access_record from moyai_app");

        await Assert.ThrowsAsync<PostgresException>(() => Floor.Runner.RunAsync(Read, 1L, Clerk, Cancellation));
    }

    [Fact]
    public async Task A_record_the_database_refuses_does_not_take_its_neighbours_with_it()
    {
        await Floor.Runner.RunAsync(Write, new Note(1, "x"), Clerk, Cancellation);

        var tasks = Enumerable.Range(0, 40).Select(number => Floor.Runner.RunAsync(
            Read, 1L, number == 7 ? Clerk with { Terminal = "PC\0" } : Clerk, Cancellation)).ToArray();
        await Task.WhenAll(tasks.Select(async task => await Record.ExceptionAsync(() => task)));

        Assert.Equal(1, tasks.Count(task => task.IsFaulted));
        Assert.Equal(39, (await Floor.OutcomesAsync(Floor.Hinoemata)).Count(line => line == "probe.read done"));
    }

    [Fact]
    public async Task More_readers_at_once_than_there_are_connections_are_all_answered_and_recorded()
    {
        await Floor.Runner.RunAsync(Write, new Note(1, "x"), Clerk, Cancellation);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Floor.Runner.RunAsync(Read, 1L, Clerk, Cancellation))).WaitAsync(TimeSpan.FromSeconds(14), Cancellation);

        Assert.Equal(200, (await Floor.OutcomesAsync(Floor.Hinoemata)).Count(line => line == "probe.read done"));
    }

    [Fact]
    public async Task Two_clerks_who_lock_each_other_out_get_a_refusal_and_not_a_fault()
    {
        await Floor.Runner.RunAsync(Write, new Note(1, "x"), Clerk, Cancellation);
        await Floor.Runner.RunAsync(Write, new Note(2, "x"), Clerk, Cancellation);
        using var both = new Barrier(2);
        Operation<Note, NoteReceipt> Locks(long first, long second) => WriteWith(async (note, session, context, ct) =>
        {
            await session.Sql().Add("update probe.note set content = 'y' where number = $1", first).ExecuteAsync(ct);
            await Task.Run(() => both.SignalAndWait(TimeSpan.FromSeconds(10), ct), ct);
            await session.Sql().Add("update probe.note set content = 'y' where number = $1", second).ExecuteAsync(ct);
            return new NoteReceipt(first, Guid.Empty);
        });

        var results = await Task.WhenAll(
            Floor.Runner.RunAsync(Locks(1, 2), new Note(0, ""), Clerk, Cancellation),
            Floor.Runner.RunAsync(Locks(2, 1), new Note(0, ""), Clerk, Cancellation));

        Assert.Single(results, result => result.IsSuccess);
        Assert.Single(results, result => result.Refusal?.Code == "PLT-006");
    }
}
