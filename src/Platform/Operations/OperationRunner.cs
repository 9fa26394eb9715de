using Moyai.Kernel;
using Moyai.Platform.AccessRecords;
using Moyai.Platform.Database;
using Moyai.Platform.Feed;
using Npgsql;

namespace Moyai.Platform.Operations;

/// <summary>The one door to data. Everything that happens before and after a handler is in <see cref="RunAsync"/>.</summary>
public sealed class OperationRunner(
    Databases databases,
    HostZone host,
    AccessRecordWriter accessRecords,
    FeedPublisher feed,
    TimeProvider clock)
{
    public async Task<Result<TReceipt>> RunAsync<TRequest, TReceipt>(
        Operation<TRequest, TReceipt> operation, TRequest request, Caller caller, CancellationToken ct, IdempotencyKey? key = null)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(caller);
        var definition = operation.Definition;

        if (await databases.FindAsync(caller.Municipality, ct) is not { } municipality)
            return PlatformErrors.NotFound;

        await using var session = new Session(databases.For(municipality), municipality, clock, readOnly: definition.Mode == OperationMode.Read);
        var context = new OperationContext(caller);

        if (Refuse(definition, caller) is { } refusal)
            return await RecordRefusalAsync(definition, session, context, refusal, ct);

        if (key is not null && await key.FindAsync<TReceipt>(definition, request, session, caller, ct) is { } earlier)
        {
            if (earlier.Refusal is { } conflict)
                return await RecordRefusalAsync(definition, session, context, conflict, ct);
            await RecordAsync(definition, session, context, "repeated", ct);
            return earlier;
        }

        Result<TReceipt> result;
        try
        {
            result = await operation.Handler(request, session, context, ct);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable)
        {
            result = PlatformErrors.Busy;
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter)
        {
            // A character that no text may hold (U+0000): no keyboard sends it.
            result = PlatformErrors.Unreadable;
        }
        if (!result.TryGet(out var receipt, out var refused))
            return await RecordRefusalAsync(definition, session, context, refused, ct);

        var record = accessRecords.Compose(definition, session, context, "done");
        if (definition.Mode == OperationMode.Read)
        {
            // The readers that come together share one durable commit. Meanwhile this one lets go of its connection:
            // were all connections held by readers waiting for their record, none would be left to write it.
            await Task.WhenAll(EndAsync(session, ct), accessRecords.AppendAsync(municipality, record, ct));
            OperationMeter.Count(definition.Kind, "done");
            return result;
        }

        var last = session.Sql();
        foreach (var entry in context.Feed)
            FeedPublisher.Append(last, entry, session.Now);
        key?.Append(last, definition, request, receipt, caller, session.Now);
        AccessRecordWriter.Append(last, record);
        await session.CommitAsync(last, ct);
        OperationMeter.Count(definition.Kind, "done");
        if (context.Feed.Count > 0)
            feed.Wake(municipality.Code);
        return result;
    }

    private static async Task EndAsync(Session session, CancellationToken ct)
    {
        await session.CommitAsync(session.Sql(), ct);
        await session.DisposeAsync();
    }

    private Refusal? Refuse(OperationDefinition definition, Caller caller) =>
        definition.Zone != host.Zone ? PlatformErrors.WrongZone
        : !caller.May(definition.Permission) ? PlatformErrors.NoPermission
        : definition.NeedsSecondFactor && !caller.HasSecondFactor ? PlatformErrors.SecondFactorNeeded
        : null;

    /// <summary>Nothing the handler wrote survives, but that it was tried, by whom, and whom it had already read, does.</summary>
    private async Task<Refusal> RecordRefusalAsync(OperationDefinition definition, Session session, OperationContext context, Refusal refusal, CancellationToken ct)
    {
        await RecordAsync(definition, session, context, $"refused {refusal.Code}", ct);
        return refusal;
    }

    /// <summary>A record of its own, after whatever the handler wrote is rolled back.</summary>
    private async Task RecordAsync(OperationDefinition definition, Session session, OperationContext context, string outcome, CancellationToken ct)
    {
        var record = accessRecords.Compose(definition, session, context, outcome);
        await session.DisposeAsync();
        await accessRecords.AppendAsync(session.Municipality, record, ct);
        OperationMeter.Count(definition.Kind, outcome);
    }
}

/// <summary>The zone this host stands in.</summary>
public sealed record HostZone(Zone Zone);
