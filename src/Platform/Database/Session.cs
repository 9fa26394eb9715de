using System.Data;
using Moyai.Kernel;
using Npgsql;

namespace Moyai.Platform.Database;

/// <summary>One transaction of one municipality. Its first round trip begins the transaction and sets the wall.</summary>
public sealed class Session : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly string _begin;
    private NpgsqlConnection? _connection;
    private State _state = State.NotBegun;
    private bool _distrusted;
    private NpgsqlBatchCommand? _commit;

    private enum State
    {
        NotBegun,
        Open,
        Ended,
    }

    internal Session(NpgsqlDataSource source, Municipality municipality, TimeProvider clock, bool readOnly = false)
    {
        IsReadOnly = readOnly;
        _begin = readOnly ? "begin read only" : "begin";
        _source = source;
        Municipality = municipality;
        Now = clock.GetUtcNow();
    }

    public Municipality Municipality { get; }

    /// <summary>照会: the database refuses writes in this transaction.</summary>
    internal bool IsReadOnly { get; }

    /// <summary>The moment of this operation, the same for every row it writes.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The business day in Japan (処理日).</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now.ToOffset(TimeSpan.FromHours(9)).DateTime);

    /// <summary>Statements that travel together: one round trip. Make a fresh one for each trip.</summary>
    public SqlBatch Sql() => new(this);

    internal async Task<NpgsqlDataReader> ReadAsync(SqlBatch statements, CancellationToken ct)
    {
        var (batch, first) = await PrepareAsync(statements, ct);
        NpgsqlDataReader? reader = null;
        try
        {
            await using (batch)
            {
                reader = await batch.ExecuteReaderAsync(ct);
                if (first)
                    await reader.NextResultAsync(ct); // the answer of set_config
                return reader;
            }
        }
        catch
        {
            Distrust();
            if (reader is not null)
                await reader.DisposeAsync(); // an open reader would keep the transaction from being ended
            throw;
        }
    }

    /// <summary>Reads and ends the transaction in the same round trip.</summary>
    internal async Task<NpgsqlDataReader> ReadLastAsync(SqlBatch statements, CancellationToken ct)
    {
        var reader = await ReadAsync(statements.Add("commit"), ct);
        _commit = statements.Commands[^1];
        _state = State.Ended;
        return reader;
    }

    internal async Task<int> ExecuteAsync(SqlBatch statements, CancellationToken ct)
    {
        var (batch, _) = await PrepareAsync(statements, ct);
        try
        {
            await using (batch)
                return await batch.ExecuteNonQueryAsync(ct);
        }
        catch
        {
            Distrust();
            throw;
        }
    }

    /// <summary>A statement failed or was broken off. What Npgsql believes to be prepared on this connection may no longer be what the server has
    /// (npgsql/npgsql#6391): the next user would read another statement's rows. So before it goes back, both forget all that is prepared.</summary>
    internal void Distrust() => _distrusted = true;

    /// <summary>Rows for COPY into a staging table: COPY is refused on a table behind the wall.</summary>
    public async Task<NpgsqlBinaryImporter> CopyAsync(string copyStatement, CancellationToken ct)
    {
        if (_state == State.NotBegun)
            await Sql().Add("select 1").ExecuteAsync(ct);
        return await _connection!.BeginBinaryImportAsync(copyStatement, ct);
    }

    /// <summary>Ends the transaction with its last statements: one round trip, and what it wrote is durable when it returns.</summary>
    /// <returns>How many rows those statements changed.</returns>
    internal async Task<int> CommitAsync(SqlBatch last, CancellationToken ct)
    {
        if (_state != State.Open && last.IsEmpty)
        {
            _state = State.Ended;
            return 0;
        }
        // A COMMIT of a transaction that has failed is answered with ROLLBACK and no error; any statement before it raises.
        if (last.IsEmpty)
            last.Add("select 1");
        var changed = await last.Add("commit").ExecuteAsync(ct);
        _state = State.Ended;
        return changed;
    }

    private async ValueTask<(NpgsqlBatch Batch, bool First)> PrepareAsync(SqlBatch statements, CancellationToken ct)
    {
        if (_state == State.Ended)
            throw new InvalidOperationException("The transaction of this operation has ended.");
        _connection ??= await _source.OpenConnectionAsync(ct);
        var batch = new NpgsqlBatch(_connection);
        if (statements.Limit is { } limit)
            batch.Timeout = (int)limit.TotalSeconds;
        var first = _state == State.NotBegun;
        if (first)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(_begin));
            // A plan of its own for every value costs more than these short statements: each is a path through a key, the same for all values.
            batch.BatchCommands.Add(new NpgsqlBatchCommand("select set_config('moyai.municipality', $1, true), set_config('plan_cache_mode', 'force_generic_plan', true)")
            {
                Parameters = { new() { Value = Municipality.Code.Value } },
            });
            _state = State.Open;
        }
        foreach (var command in statements.Commands)
            batch.BatchCommands.Add(command);
        return (batch, first);
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is null)
            return;
        if (_commit is { StatementType: Npgsql.StatementType.Unknown })
            Distrust(); // its reader broke off before the commit was told
        if ((_state == State.Open || _distrusted) && _connection.FullState.HasFlag(ConnectionState.Open) && !_connection.FullState.HasFlag(ConnectionState.Broken))
        {
            try
            {
                await RollBackAsync(_connection);
                if (_distrusted)
                    _connection.UnprepareAll();
            }
            catch (NpgsqlException)
            {
                // The line is cut: the server has already rolled back, and the pool discards the connection.
            }
        }
        _state = State.Ended;
        await _connection.DisposeAsync();
    }

    /// <summary>Rolls back, and notices on the way a statement that failed while its caller was reading.</summary>
    private async Task RollBackAsync(NpgsqlConnection connection)
    {
        try
        {
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new("select 1"), new("rollback") } };
            await batch.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (PostgresException failed) when (failed.SqlState == PostgresErrorCodes.InFailedSqlTransaction)
        {
            Distrust();
            await using var rollback = new NpgsqlCommand("rollback", connection);
            await rollback.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }
}
