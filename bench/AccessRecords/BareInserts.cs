using Moyai.Bench.Measuring;
using Moyai.Bench.Town;
using Npgsql;

namespace Moyai.Bench.AccessRecords;

/// <summary>What PostgreSQL itself gives: an equal row in an equal table without a wall, one prepared insert and one commit each.</summary>
internal sealed class BareInserts : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection[] _connections;

    private BareInserts(NpgsqlDataSource source, NpgsqlConnection[] connections) => (_source, _connections) = (source, connections);

    public static async Task<BareInserts> OpenAsync(BenchTown town, int callers, CancellationToken ct)
    {
        var source = Walled.Source(town.OwnerConnectionString, callers);
        await using (var make = source.CreateCommand("create schema if not exists bench; create table if not exists bench.access_record (like platform.access_record including indexes); alter table bench.access_record alter position drop not null"))
            await make.ExecuteNonQueryAsync(ct);
        var connections = new NpgsqlConnection[callers];
        for (var i = 0; i < callers; i++)
            connections[i] = await source.OpenConnectionAsync(ct);
        return new BareInserts(source, connections);
    }

    public Task<Turn> RunAsync(TimeSpan time, CancellationToken ct) => Callers.RunAsync(_connections.Length, time, async caller =>
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var command = new NpgsqlCommand("insert into bench.access_record values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)", _connections[caller]);
        foreach (var value in (object[])
            [BenchTown.Code.Value, Guid.CreateVersion7(now), now.UtcTicks, now.UtcDateTime, Guid.Empty, "clerk1", "1", "PC-01", "bench.look", "性能の測定", "なし", "done", new long[] { 10 }, Array.Empty<string>(), "", new byte[32]])
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(ct);
    }, ct);

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
            await connection.DisposeAsync();
        await _source.DisposeAsync();
    }
}
