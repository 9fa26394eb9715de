using Moyai.Bench.Measuring;
using Moyai.Bench.Town;
using Npgsql;

namespace Moyai.Bench.Search;

/// <summary>The physical limit: one row of the same data by its primary key, prepared, on connections that stay open.</summary>
internal sealed class RowsByKey : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection[] _connections;
    private readonly long[] _numbers;

    private RowsByKey(NpgsqlDataSource source, NpgsqlConnection[] connections, long[] numbers) => (_source, _connections, _numbers) = (source, connections, numbers);

    public static async Task<RowsByKey> OpenAsync(BenchTown town, int connections, CancellationToken ct)
    {
        var source = Walled.Source(town.AppConnectionString, connections + 1);
        var numbers = new List<long>();
        await using (var command = source.CreateCommand("select addressee_number from residents.resident order by hashint8(addressee_number) limit 4000"))
        await using (var reader = await command.ExecuteReaderAsync(ct))
            while (await reader.ReadAsync(ct))
                numbers.Add(reader.GetInt64(0));
        var open = new NpgsqlConnection[connections];
        for (var i = 0; i < connections; i++)
            open[i] = await source.OpenConnectionAsync(ct);
        return new RowsByKey(source, open, [.. numbers]);
    }

    public Task<Turn> RunAsync(TimeSpan time, CancellationToken ct)
    {
        var next = 0;
        return Callers.RunAsync(_connections.Length, time, async caller =>
        {
            await using var command = new NpgsqlCommand("select name, kana, birth, sex, address_town, address_lot from residents.resident_version where addressee_number = $1 and version = 1", _connections[caller]);
            command.Parameters.Add(new() { Value = _numbers[Interlocked.Increment(ref next) % _numbers.Length] });
            await using var reader = await command.ExecuteReaderAsync(ct);
            if (!await reader.ReadAsync(ct) || reader.FieldCount != 6)
                throw new InvalidOperationException("A row that is there was not found.");
        }, ct);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
            await connection.DisposeAsync();
        await _source.DisposeAsync();
    }
}
