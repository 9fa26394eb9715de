using System.Threading.Channels;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;
using Npgsql;

namespace Moyai.Platform.AccessRecords;

/// <summary>Writes access records. A write operation carries its own; readers that come together share one commit.</summary>
public sealed class AccessRecordWriter(Databases databases, AccessRecordKey key, TimeProvider clock) : IAsyncDisposable
{
    private const string Columns = "record_id, at, account_id, actor, section_code, terminal, operation, purpose, legal_basis, outcome, persons, items, detail, mac";
    private const string Insert = $"insert into platform.access_record ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    private const int LargestBatch = 512;

    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(4096);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _starting = new();
    private Task? _loop;

    private sealed record Waiting(Municipality Municipality, (AccessRecord Record, byte[] Mac) Row, TaskCompletionSource Done);

    internal (AccessRecord Record, byte[] Mac) Compose(OperationDefinition definition, Session session, OperationContext context, string outcome)
    {
        var caller = context.Caller;
        var now = clock.GetUtcNow();
        var record = new AccessRecord(
            Guid.CreateVersion7(now), new DateTimeOffset(now.UtcTicks / 10 * 10, TimeSpan.Zero), caller.AccountId, caller.LoginName, caller.SectionCode, caller.Terminal,
            definition.Kind, definition.Purpose, definition.LegalBasis, outcome,
            [.. context.Persons.Order()], [.. context.Items], context.Detail);
        return (record, record.Authenticate(session.Municipality.Code, key.Bytes));
    }

    /// <summary>Puts the record into the transaction of the operation it tells of.</summary>
    internal static void Append(SqlBatch batch, (AccessRecord Record, byte[] Mac) row) => batch.Add(Insert, Values(row));

    private static object?[] Values((AccessRecord Record, byte[] Mac) row)
    {
        var r = row.Record;
        return [r.RecordId, r.At, r.AccountId, r.Actor, r.SectionCode, r.Terminal, r.Operation, r.Purpose, r.LegalBasis, r.Outcome, r.Persons, r.Items, r.Detail, row.Mac];
    }

    /// <summary>Returns when the record is durable; the caller answers only then.</summary>
    internal async Task AppendAsync(Municipality municipality, (AccessRecord Record, byte[] Mac) row, CancellationToken ct)
    {
        if (_loop is null)
            lock (_starting)
                _loop ??= Task.Run(LoopAsync, CancellationToken.None);
        var waiting = new Waiting(municipality, row, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await _waiting.Writer.WriteAsync(waiting, ct);
        await waiting.Done.Task.WaitAsync(ct);
    }

    private async Task LoopAsync()
    {
        var batch = new List<Waiting>(LargestBatch);
        while (await _waiting.Reader.WaitToReadAsync(_stop.Token))
        {
            batch.Clear();
            while (batch.Count < LargestBatch && _waiting.Reader.TryRead(out var waiting))
                batch.Add(waiting);
            foreach (var database in batch.GroupBy(waiting => waiting.Municipality.DatabaseName))
                await WriteAsync([.. database]);
        }
    }

    private async Task WriteAsync(List<Waiting> rows)
    {
        try
        {
            await using var connection = await databases.For(rows[0].Municipality).OpenConnectionAsync(_stop.Token);
            await using var batch = new NpgsqlBatch(connection);
            foreach (var town in rows.GroupBy(waiting => waiting.Municipality.Code))
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand("select set_config('moyai.municipality', $1, true)") { Parameters = { new() { Value = town.Key.Value } } });
                foreach (var waiting in town)
                    batch.BatchCommands.Add(SqlBatch.Command(Insert, Values(waiting.Row)));
            }
            try
            {
                await batch.ExecuteNonQueryAsync(_stop.Token); // one implicit transaction: durable when it returns
            }
            catch (PostgresException)
            {
                connection.UnprepareAll(); // as Session.Distrust says
                throw;
            }
            foreach (var waiting in rows)
                waiting.Done.TrySetResult();
        }
        catch (PostgresException) when (rows.Count > 1)
        {
            // One record that the database refuses must not take its neighbours with it.
            foreach (var waiting in rows)
                await WriteAsync([waiting]);
        }
        catch (Exception exception)
        {
            // Whoever waits must not answer: an access that cannot be recorded does not happen.
            foreach (var waiting in rows)
                waiting.Done.TrySetException(exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        if (_loop is { } loop)
            await Task.WhenAny(loop, Task.Delay(TimeSpan.FromSeconds(5), clock));
        await _stop.CancelAsync();
        _stop.Dispose();
    }
}
