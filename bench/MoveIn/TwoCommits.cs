using Moyai.Bench.Measuring;
using Moyai.Bench.Town;
using Npgsql;

namespace Moyai.Bench.MoveIn;

/// <summary>The physical limit of anything that is entered, then decided: two durable commits of one small row, and no rules at all.</summary>
internal sealed class TwoCommits : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection[] _connections;

    private TwoCommits(NpgsqlDataSource source, NpgsqlConnection[] connections) => (_source, _connections) = (source, connections);

    public static async Task<TwoCommits> OpenAsync(BenchTown town, int clerks, CancellationToken ct)
    {
        var source = Walled.Source(town.OwnerConnectionString, clerks);
        await using (var make = source.CreateCommand("create schema if not exists bench; create table if not exists bench.small (id bigint generated always as identity primary key, content text not null)"))
            await make.ExecuteNonQueryAsync(ct);
        var connections = new NpgsqlConnection[clerks];
        for (var i = 0; i < clerks; i++)
            connections[i] = await source.OpenConnectionAsync(ct);
        return new TwoCommits(source, connections);
    }

    public Task<Turn> RunAsync(TimeSpan time, CancellationToken ct) => Callers.RunAsync(_connections.Length, time, async clerk =>
    {
        for (var commit = 0; commit < 2; commit++)
        {
            await using var command = new NpgsqlCommand("insert into bench.small (content) values ($1)", _connections[clerk]);
            command.Parameters.Add(new() { Value = "bench" });
            await command.ExecuteNonQueryAsync(ct);
        }
    }, ct);

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
            await connection.DisposeAsync();
        await _source.DisposeAsync();
    }
}
