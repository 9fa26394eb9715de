using System.Security.Cryptography;
using System.Text.Json;
using Moyai.Kernel;
using Moyai.Platform.Database;

namespace Moyai.Platform.Operations;

/// <summary>受付キー: the caller's own name for a request, so that a repeated one is answered, not done twice.</summary>
public sealed record IdempotencyKey(string Value)
{
    /// <summary>The answer given before, a refusal when the key was used for something else, or null when the key is new.</summary>
    internal async Task<Result<TReceipt>?> FindAsync<TReceipt>(OperationDefinition definition, object? request, Session session, Caller caller, CancellationToken ct)
    {
        var found = await session.Sql()
            .Add("select pg_advisory_xact_lock(hashtextextended($1, 0))", $"{session.Municipality.Code}/{caller.AccountId}/{Value}")
            .Add("select operation, request_hash, receipt from platform.idempotency where account_id = $1 and key = $2", caller.AccountId ?? Guid.Empty, Value)
            .ReadAsync(ct);
        await using (found)
        {
            await found.NextResultAsync(ct);
            if (!await found.ReadAsync(ct))
                return null;
            return found.GetString(0) == definition.Kind && found.GetFieldValue<byte[]>(1).AsSpan().SequenceEqual(Hash(request))
                ? JsonSerializer.Deserialize<TReceipt>(found.GetString(2))!
                : PlatformErrors.IdempotencyConflict;
        }
    }

    internal void Append(SqlBatch batch, OperationDefinition definition, object? request, object? receipt, Caller caller, DateTimeOffset now) => batch.Add(
        "insert into platform.idempotency (account_id, key, operation, request_hash, receipt, at) values ($1, $2, $3, $4, $5, $6)",
        caller.AccountId ?? Guid.Empty, Value, definition.Kind, Hash(request), new Json(JsonSerializer.Serialize(receipt)), now);

    private static byte[] Hash(object? request) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request));
}
