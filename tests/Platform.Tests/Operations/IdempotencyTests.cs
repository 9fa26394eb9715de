using Moyai.Platform.Operations;
using static Moyai.Platform.Tests.Operations.Probe;

namespace Moyai.Platform.Tests.Operations;

public sealed class IdempotencyTests : FloorTests
{
    private static readonly IdempotencyKey Key = new("受付-1");

    private Caller Clerk => Floor.CallerOf(Floor.Hinoemata, Permission);

    /// <summary>Done twice, it would leave two rows: it takes the next number itself.</summary>
    private static Operation<Note, NoteReceipt> AppendNote { get; } = WriteWith(async (note, session, context, ct) =>
    {
        var next = await session.Sql().Add("select coalesce(max(number), 0) + 1 from probe.note").FirstAsync(row => row.GetInt64(0), ct);
        await Task.Delay(20, ct);
        return await WriteAsync(note with { Number = next }, session, context, ct);
    });

    private Task<List<long>> NotesAsync() => Floor.ListAsync(Floor.Hinoemata, "select number from probe.note order by number", row => row.GetInt64(0));

    [Fact]
    public async Task The_same_key_with_the_same_content_gets_the_same_answer_and_the_work_is_done_once()
    {
        var first = await Floor.Runner.RunAsync(AppendNote, new Note(0, "甲"), Clerk, Cancellation, Key);
        Floor.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await Floor.Runner.RunAsync(AppendNote, new Note(0, "甲"), Clerk, Cancellation, Key);

        Assert.Equal(first.Value, second.Value);
        Assert.Equal([1L], await NotesAsync());
        Assert.Equal(["probe.write done", "probe.write repeated"], await Floor.OutcomesAsync(Floor.Hinoemata));
    }

    [Fact]
    public async Task The_same_key_with_other_content_is_refused_and_the_attempt_recorded()
    {
        await Floor.Runner.RunAsync(AppendNote, new Note(0, "甲"), Clerk, Cancellation, Key);
        Floor.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await Floor.Runner.RunAsync(AppendNote, new Note(0, "乙"), Clerk, Cancellation, Key);

        Assert.Equal("PLT-005", second.Refusal?.Code);
        Assert.Equal([1L], await NotesAsync());
        Assert.Equal(["probe.write done", "probe.write refused PLT-005"], await Floor.OutcomesAsync(Floor.Hinoemata));
    }

    [Fact]
    public async Task The_same_key_in_another_town_or_of_another_person_is_another_request()
    {
        var colleague = Clerk with { AccountId = Guid.CreateVersion7(), LoginName = "taro" };
        await Floor.Runner.RunAsync(AppendNote, new Note(0, "甲"), Clerk, Cancellation, Key);
        var other = await Floor.Runner.RunAsync(AppendNote, new Note(0, "乙"), colleague, Cancellation, Key);
        var elsewhere = await Floor.Runner.RunAsync(AppendNote, new Note(0, "丙"), Floor.CallerOf(Floor.Hayama, Permission), Cancellation, Key);

        Assert.True(other.IsSuccess && elsewhere.IsSuccess);
        Assert.Equal([1L, 2L], await NotesAsync());
    }

    [Fact]
    public async Task Duplicates_that_arrive_together_do_the_work_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ =>
            Floor.Runner.RunAsync(AppendNote, new Note(0, "甲"), Clerk, Cancellation, Key)));

        Assert.Single(answers.Select(answer => answer.Value).Distinct());
        Assert.Equal([1L], await NotesAsync());
        Assert.Equal(1L, await Floor.AsAdminAsync("select count(*) from platform.feed_outbox"));
    }

    [Fact]
    public async Task A_refused_request_may_be_sent_again_with_its_key()
    {
        var refuses = WriteWith((_, _, _, _) => Task.FromResult<Moyai.Kernel.Result<NoteReceipt>>(Refused));
        await Floor.Runner.RunAsync(refuses, new Note(0, "甲"), Clerk, Cancellation, Key);

        Assert.True((await Floor.Runner.RunAsync(AppendNote, new Note(0, "甲"), Clerk, Cancellation, Key)).IsSuccess);
    }
}
