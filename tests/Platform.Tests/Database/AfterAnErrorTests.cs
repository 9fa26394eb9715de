using Moyai.Platform.Database;
using Npgsql;

namespace Moyai.Platform.Tests.Database;

/// <summary>A statement that failed leaves nothing behind on its connection: the next one reads its own rows.</summary>
public sealed class AfterAnErrorTests : FloorTests
{
    // The failing statement stands first, middle or last of its trip, after 0 to 8 good trips: so it meets every state of automatic preparation.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_next_trips_on_a_connection_read_their_own_rows_after_one_that_failed(int place)
    {
        var source = new NpgsqlDataSourceBuilder(Floor.Database.AppConnectionString)
        {
            ConnectionStringBuilder = { MaxPoolSize = 1, MaxAutoPrepare = 200, AutoPrepareMinUsages = 3, NoResetOnClose = true },
        }.Build();
        await using (source)
        {
            for (var before = 0; before <= 8; before++)
            {
                for (var i = 0; i < before; i++)
                    await TripAsync(source, place, before, "good");
                await Assert.ThrowsAsync<PostgresException>(() => TripAsync(source, place, before, "\0"));
                for (var i = 0; i < 8; i++)
                    await TripAsync(source, place, before, "good");
            }
        }
    }

    /// <summary>Three statements with rows of different shapes, of which one takes the text.</summary>
    private async Task TripAsync(NpgsqlDataSource source, int place, int round, string text)
    {
        await using var session = new Session(source, Floor.Hinoemata, Floor.Clock);
        var batch = session.Sql();
        for (var i = 0; i < 3; i++)
            if (i == place)
                batch.Add($"select $1::text, {round}", text);
            else
                batch.Add($"select gen_random_uuid(), {i}, {round}");
        await using (var reader = await batch.ReadAsync(Cancellation))
        {
            for (var i = 0; i < 3; i++)
            {
                Assert.True(await reader.ReadAsync(Cancellation));
                Assert.Equal(i == place ? 2 : 3, reader.FieldCount);
                if (i == place)
                    Assert.Equal(text, reader.GetString(0));
                else
                    Assert.NotEqual(Guid.Empty, reader.GetGuid(0));
                await reader.NextResultAsync(Cancellation);
            }
        }
        await session.CommitAsync(session.Sql(), Cancellation);
    }

    [Fact]
    public async Task A_trip_that_ends_while_it_is_read_keeps_what_is_prepared_unless_it_is_broken_off()
    {
        var source = new NpgsqlDataSourceBuilder(Floor.Database.AppConnectionString)
        {
            ConnectionStringBuilder = { MaxPoolSize = 1, MaxAutoPrepare = 200, AutoPrepareMinUsages = 2, NoResetOnClose = true },
        }.Build();
        await using (source)
        {
            for (var i = 0; i < 5; i++)
                await LastAsync(source, "1");
            Assert.True(await PreparedAsync(source) >= 3);

            await Assert.ThrowsAsync<PostgresException>(() => LastAsync(source, "0"));
            Assert.Equal(0, await PreparedAsync(source));
            for (var i = 0; i < 5; i++)
                await LastAsync(source, "1");
        }
    }

    /// <summary>Fails in its second statement, when its caller is already reading.</summary>
    private async Task LastAsync(NpgsqlDataSource source, string divisor)
    {
        await using var session = new Session(source, Floor.Hinoemata, Floor.Clock);
        await using var reader = await session.ReadLastAsync(session.Sql().Add("select gen_random_uuid()").Add("select 1 / $1::int", int.Parse(divisor, null)), Cancellation);
        Assert.True(await reader.ReadAsync(Cancellation));
        Assert.NotEqual(Guid.Empty, reader.GetGuid(0));
        await reader.NextResultAsync(Cancellation);
        Assert.True(await reader.ReadAsync(Cancellation));
        Assert.Equal(1, reader.GetInt32(0));
    }

    private async Task<long> PreparedAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select count(*) from pg_prepared_statements");
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }
}
