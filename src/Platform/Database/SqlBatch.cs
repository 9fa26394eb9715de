using Moyai.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace Moyai.Platform.Database;

/// <summary>Statements with positional parameters, sent in one round trip.</summary>
public sealed class SqlBatch
{
    private readonly Session _session;

    internal SqlBatch(Session session) => _session = session;

    internal List<NpgsqlBatchCommand> Commands { get; } = [];

    internal TimeSpan? Limit { get; private set; }

    internal bool IsEmpty => Commands.Count == 0;

    /// <param name="sql">One statement; $1, $2 … are its values.</param>
    public SqlBatch Add(string sql, params ReadOnlySpan<object?> values)
    {
        Commands.Add(Command(sql, values));
        return this;
    }

    /// <summary>Statements over a whole town may take longer than a person would wait.</summary>
    public SqlBatch Within(TimeSpan limit)
    {
        Limit = limit;
        return this;
    }

    public Task<int> ExecuteAsync(CancellationToken ct) => _session.ExecuteAsync(this, ct);

    public Task<NpgsqlDataReader> ReadAsync(CancellationToken ct) => _session.ReadAsync(this, ct);

    /// <summary>Reads and ends the transaction in the same round trip: for the last statements of an operation that only reads.</summary>
    /// <exception cref="InvalidOperationException">The operation writes: its access record must be part of the same transaction.</exception>
    public Task<NpgsqlDataReader> ReadLastAsync(CancellationToken ct) => _session.IsReadOnly
        ? _session.ReadLastAsync(this, ct)
        : throw new InvalidOperationException("Only an operation that reads may end its transaction by itself.");

    /// <summary>All rows of the first result, with the end of the transaction in the same round trip.</summary>
    /// <inheritdoc cref="ReadLastAsync" path="/exception"/>
    public async Task<List<T>> ListLastAsync<T>(Func<NpgsqlDataReader, T> row, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(row);
        await using var reader = await ReadLastAsync(ct);
        return await reader.RowsAsync(row, ct);
    }

    /// <summary>All rows of the first result.</summary>
    public async Task<List<T>> ListAsync<T>(Func<NpgsqlDataReader, T> row, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(row);
        await using var reader = await ReadAsync(ct);
        return await reader.RowsAsync(row, ct);
    }

    /// <summary>The only row of the first result, or the default when there is none.</summary>
    public async Task<T?> FirstAsync<T>(Func<NpgsqlDataReader, T> row, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(row);
        await using var reader = await ReadAsync(ct);
        return await reader.ReadAsync(ct) ? row(reader) : default;
    }

    /// <summary>All rows of the second result: the first statement took a lock.</summary>
    public async Task<List<T>> SecondAsync<T>(Func<NpgsqlDataReader, T> row, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(row);
        await using var reader = await ReadAsync(ct);
        await reader.NextResultAsync(ct);
        return await reader.RowsAsync(row, ct);
    }

    /// <summary>One statement with its values, for a batch of our own or of a connection that serves several towns.</summary>
    internal static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(Parameter(value));
        return command;
    }

    private static NpgsqlParameter Parameter(object? value) => value switch
    {
        null => new() { Value = DBNull.Value },
        Json json => new() { Value = json.Text, NpgsqlDbType = NpgsqlDbType.Jsonb },
        AddresseeNumber number => new() { Value = number.Value },
        HouseholdNumber number => new() { Value = number.Value },
        DateTimeOffset moment => new() { Value = moment.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz },
        _ => new() { Value = value },
    };
}

/// <summary>A value for a jsonb column.</summary>
public sealed record Json(string Text);
