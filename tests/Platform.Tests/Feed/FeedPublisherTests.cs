using Moyai.Kernel;
using Moyai.Platform.Feed;
using Moyai.Platform.Operations;
using Moyai.Platform.Tests.Operations;

namespace Moyai.Platform.Tests.Feed;

public sealed class FeedPublisherTests : FloorTests
{
    private static FeedEntry Entry(AddresseeNumber person, int version) => new("probe.changed", person, null, version, ["content"]);

    private Task<List<(long Number, long Person, int Version)>> PublishedAsync() => Floor.ListAsync(Floor.Hinoemata,
        "select feed_number, addressee_number, version from platform.feed order by feed_number", row => (row.GetInt64(0), row.GetInt64(1), row.GetInt32(2)));

    private Task PublishAsync(int upTo) => Floor.EventuallyAsync(async () =>
    {
        await Floor.Feed.PublishAsync(Floor.Hinoemata, Cancellation);
        return (await PublishedAsync()).Count >= upTo;
    });

    private async Task ChangeAsync(AddresseeNumber person, params int[] versions)
    {
        await using var session = Floor.Open(Floor.Hinoemata);
        var batch = session.Sql();
        foreach (var version in versions)
            FeedPublisher.Append(batch, Entry(person, version), session.Now);
        await session.CommitAsync(batch, Cancellation);
    }

    [Fact]
    public async Task An_entry_committed_late_is_published_and_never_before_its_turn()
    {
        await using var slow = Floor.Open(Floor.Hinoemata);
        var batch = slow.Sql();
        FeedPublisher.Append(batch, Entry(Floor.Person, 1), slow.Now);
        await batch.ExecuteAsync(Cancellation);
        await ChangeAsync(Floor.OtherPerson, 1);

        Assert.Equal((0, true), await Floor.Feed.PublishAsync(Floor.Hinoemata, Cancellation));
        await slow.CommitAsync(slow.Sql(), Cancellation);
        await PublishAsync(2);

        Assert.Equal([(1, Floor.Person.Value, 1), (2, Floor.OtherPerson.Value, 1)], await PublishedAsync());
    }

    [Fact]
    public async Task The_changes_of_one_transaction_keep_their_order()
    {
        var versions = Enumerable.Range(1, 40).ToArray();
        await ChangeAsync(Floor.Person, versions);
        await PublishAsync(40);

        Assert.Equal(versions, (await PublishedAsync()).Select(entry => entry.Version));
    }

    [Fact]
    public async Task Of_two_changes_of_one_person_the_later_comes_later_even_if_its_transaction_began_first()
    {
        const string touch = "insert into probe.note (number, content) values ($1, 'x')";
        await using var beganFirst = Floor.Open(Floor.Hinoemata);
        await beganFirst.Sql().Add(touch, 1L).ExecuteAsync(Cancellation);
        await using var unrelated = Floor.Open(Floor.Hayama);
        await unrelated.Sql().Add(touch, 2L).ExecuteAsync(Cancellation);
        await ChangeAsync(Floor.Person, 1);
        var batch = beganFirst.Sql();
        FeedPublisher.Append(batch, Entry(Floor.Person, 2), beganFirst.Now);
        await beganFirst.CommitAsync(batch, Cancellation);

        // Someone unrelated is still at work: what was published so far must already be in order.
        await Floor.Feed.PublishAsync(Floor.Hinoemata, Cancellation);
        Assert.DoesNotContain(await PublishedAsync(), entry => entry.Version == 2);
        await unrelated.CommitAsync(unrelated.Sql(), Cancellation);
        await PublishAsync(2);

        Assert.Equal([(1, Floor.Person.Value, 1), (2, Floor.Person.Value, 2)], await PublishedAsync());
    }

    [Fact]
    public async Task Many_writers_and_two_publishers_leave_numbers_without_gaps_and_every_person_in_order()
    {
        var people = Enumerable.Range(1, 8).Select(serial => AddresseeNumber.FromRegister(serial * 10)).ToArray();
        var writers = people.Select(async person =>
        {
            for (var version = 1; version <= 25; version++)
                await ChangeAsync(person, version);
        }).ToArray();
        while (!Task.WhenAll(writers).IsCompleted)
            await Task.WhenAll(Floor.Feed.PublishAsync(Floor.Hinoemata, Cancellation), Floor.Feed.PublishAsync(Floor.Hinoemata, Cancellation));
        await Task.WhenAll(writers);
        await PublishAsync(200);

        var published = await PublishedAsync();
        Assert.Equal(Enumerable.Range(1, 200).Select(number => (long)number), published.Select(entry => entry.Number));
        foreach (var person in people)
            Assert.Equal(Enumerable.Range(1, 25), published.Where(entry => entry.Person == person.Value).Select(entry => entry.Version));
    }

    [Fact]
    public async Task Each_town_has_numbers_of_its_own()
    {
        foreach (var town in new[] { Floor.Hinoemata, Floor.Hayama })
        {
            await Floor.Runner.RunAsync(Probe.Write, new Probe.Note(Floor.Person.Value, "x"), Floor.CallerOf(town, Probe.Permission), Cancellation);
            await Floor.EventuallyAsync(async () => (await Floor.Feed.PublishAsync(town, Cancellation)).Published == 1);
            Assert.Equal([1L], await Floor.ListAsync(town, "select feed_number from platform.feed", row => row.GetInt64(0)));
        }
    }

    [Fact]
    public async Task A_change_wakes_the_publisher_of_its_town_at_once()
    {
        var waiting = Floor.Feed.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.False(waiting.IsCompleted);

        await Floor.Runner.RunAsync(Probe.Write, new Probe.Note(1, "x"), Floor.CallerOf(Floor.Hinoemata, Probe.Permission), Cancellation);

        Assert.Equal([Floor.HinoemataCode], await waiting);
    }
}
