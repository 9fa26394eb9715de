using Moyai.Platform.Tests.Database;
using Moyai.TestKit;
using Npgsql;

namespace Moyai.Attack.Walls;

/// <summary>The wall inside the database of all modules together, filled by both towns.</summary>
public sealed class SchemaTests(House house) : WallTests(house)
{
    [Fact]
    public async Task No_table_of_any_module_has_a_hole() => Assert.Empty(await SchemaWall.FindHolesAsync(House.Towns.AdminConnectionString, default));

    [Fact]
    public async Task Every_table_shows_the_application_the_rows_of_one_town_and_raises_without_a_town()
    {
        var tables = await TownDigest.TablesAsync(House.Towns);
        await using var app = NpgsqlDataSource.Create(House.Towns.AppConnectionString);
        var filled = 0;
        foreach (var table in tables)
        {
            await using var connection = await app.OpenConnectionAsync();
            await using (var naked = new NpgsqlCommand($"select count(*) from {table}", connection))
                Assert.Equal("MY001", (await Assert.ThrowsAsync<PostgresException>(() => naked.ExecuteScalarAsync())).SqlState);

            await using var transaction = await connection.BeginTransactionAsync();
            await using (var wall = new NpgsqlCommand($"select set_config('moyai.municipality', '{Own}', true)", connection))
                await wall.ExecuteNonQueryAsync();
            await using var seen = new NpgsqlCommand($"select count(*) filter (where municipality_code <> '{Own}'), count(*) from {table}", connection);
            await using var reader = await seen.ExecuteReaderAsync();
            await reader.ReadAsync();
            Assert.True(reader.GetInt64(0) == 0, table);
            filled += reader.GetInt64(1) > 0 ? 1 : 0;
        }
        Assert.True(filled >= 12, $"Only {filled} of {tables.Count} tables hold a row: the test would see nothing.");
    }

    [Fact]
    public async Task The_application_cannot_write_a_row_of_the_other_town_into_any_table()
    {
        await using var app = NpgsqlDataSource.Create(House.Towns.AppConnectionString);
        var tried = 0;
        foreach (var table in await TownDigest.TablesAsync(House.Towns))
        {
            await using var connection = await app.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using (var wall = new NpgsqlCommand($"select set_config('moyai.municipality', '{Own}', true)", connection))
                await wall.ExecuteNonQueryAsync();
            // A copy of an own row under the other town's code: everything but the wall would let it in.
            await using var smuggle = new NpgsqlCommand($"insert into {table} overriding system value select (jsonb_populate_record(t, jsonb_build_object('municipality_code', '{Other}'))).* from {table} t limit 1", connection);
            try
            {
                if (await smuggle.ExecuteNonQueryAsync() > 0)
                    Assert.Fail($"{table} took a row of the other town.");
            }
            catch (PostgresException refused)
            {
                Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
                tried++;
            }
        }
        Assert.True(tried >= 12, $"Only {tried} tables refused.");
    }
}
