using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Moyai.Platform.Database;

/// <summary>Applies numbered SQL files once each, in order, under one advisory lock, one transaction per file.</summary>
public static class Migrator
{
    private const long LockKey = 0x4D6F_7961_6900;

    /// <returns>How many files were applied now.</returns>
    /// <exception cref="InvalidOperationException">A file already applied has been changed since.</exception>
    public static async Task<int> ApplyAsync(string ownerConnectionString, IEnumerable<Migration> migrations, CancellationToken ct)
    {
        // Not pooled: whatever happens, the lock ends with the connection.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ownerConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        await ExecuteAsync(connection, $"select pg_advisory_lock({LockKey})", ct);
        await ExecuteAsync(connection, """
            create schema if not exists platform;
            create table if not exists platform.migration (
                module text not null, number int not null, name text not null, checksum bytea not null,
                applied_at timestamptz not null default now(), primary key (module, number));
            """, ct);

        var applied = new Dictionary<(string, int), byte[]>();
        await using (var command = new NpgsqlCommand("select module, number, checksum from platform.migration", connection))
        await using (var reader = await command.ExecuteReaderAsync(ct))
            while (await reader.ReadAsync(ct))
                applied[(reader.GetString(0), reader.GetInt32(1))] = reader.GetFieldValue<byte[]>(2);

        var count = 0;
        foreach (var migration in migrations)
        {
            var checksum = SHA256.HashData(Encoding.UTF8.GetBytes(migration.Sql));
            if (applied.TryGetValue((migration.Module, migration.Number), out var known))
            {
                if (!known.AsSpan().SequenceEqual(checksum))
                    throw new InvalidOperationException($"Migration {migration.Module}/{migration.Number:D4} was changed after it had been applied.");
                continue;
            }
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await ExecuteAsync(connection, migration.Sql, ct);
            await using var record = new NpgsqlCommand("insert into platform.migration (module, number, name, checksum) values ($1, $2, $3, $4)", connection);
            record.Parameters.Add(new() { Value = migration.Module });
            record.Parameters.Add(new() { Value = migration.Number });
            record.Parameters.Add(new() { Value = migration.Name });
            record.Parameters.Add(new() { Value = checksum });
            await record.ExecuteNonQueryAsync(ct);
            await transaction.CommitAsync(ct);
            count++;
        }
        return count;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync(ct);
    }
}
