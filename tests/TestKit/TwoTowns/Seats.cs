using System.Security.Cryptography;
using Moyai.Kernel;
using Npgsql;

namespace Moyai.TestKit;

/// <summary>Sessions put straight into the database, for the thousands of requests that would otherwise each hash a password.</summary>
/// <remarks>The real way in is <see cref="StaffClient.SignInAsync"/>; a test signs in through it too.</remarks>
public static class Seats
{
    public static async Task<Guid> AccountAsync(this TwoTowns towns, MunicipalityCode town, TownStaff person)
    {
        ArgumentNullException.ThrowIfNull(towns);
        ArgumentNullException.ThrowIfNull(person);
        await using var command = towns.Admin.CreateCommand("select account_id from platform.account where municipality_code = $1 and login_name = $2");
        command.Parameters.Add(new NpgsqlParameter { Value = town.Value });
        command.Parameters.Add(new NpgsqlParameter { Value = person.Login });
        return (Guid)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>An account that holds exactly these rights, and cannot sign in by itself.</summary>
    public static async Task<Guid> NewAccountAsync(this TwoTowns towns, MunicipalityCode town, IEnumerable<string> permissions)
    {
        ArgumentNullException.ThrowIfNull(towns);
        var id = Guid.CreateVersion7();
        await using var batch = towns.Admin.CreateBatch();
        Add(batch, "insert into platform.account (municipality_code, account_id, login_name, display_name, section_code, password_hash, valid_from) values ($1, $2, $3, $4, '1', '', '2026-01-01')",
            town.Value, id, $"seat-{id:N}", $"{TownStaff.TownWord(town)} 臨時");
        foreach (var permission in permissions.Distinct(StringComparer.Ordinal))
            Add(batch, "insert into platform.permission_grant (municipality_code, grantee, permission, valid_from) values ($1, $2, $3, '2026-01-01')", town.Value, $"account:{id}", permission);
        await batch.ExecuteNonQueryAsync();
        return id;
    }

    /// <summary>Seats a person: a session whose token goes into the cookie.</summary>
    /// <param name="factor">The second factor shown; null for none.</param>
    public static async Task<Seat> SeatAsync(this TwoTowns towns, MunicipalityCode town, Guid account, string? factor = "totp", SeatState state = SeatState.Living)
    {
        ArgumentNullException.ThrowIfNull(towns);
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var session = Guid.CreateVersion7();
        await using var batch = towns.Admin.CreateBatch();
        Add(batch, """
            insert into platform.sign_in_session (municipality_code, session_hash, session_id, account_id, second_factor, terminal, created_at, last_seen_at, ends_at, ended_at)
            values ($1, $2, $3, $4, $5, '127.0.0.1', now() - interval '1 hour', now() - $6::interval, now() + $7::interval, case when $8 then now() - interval '1 minute' end)
            """, town.Value, SHA256.HashData(Convert.FromHexString(token)), session, account, (object?)factor ?? DBNull.Value,
            state == SeatState.Idle ? TimeSpan.FromMinutes(31) : TimeSpan.Zero, state == SeatState.Expired ? TimeSpan.FromSeconds(-1) : TimeSpan.FromHours(9), state == SeatState.Killed);
        await batch.ExecuteNonQueryAsync();
        return new Seat(town, account, session, token);
    }

    private static void Add(NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = sql;
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(command);
    }
}

/// <summary>A session and its token.</summary>
public sealed record Seat(MunicipalityCode Town, Guid Account, Guid Session, string Token)
{
    public string Cookie => $"{Town}.{Token}";
}

/// <summary>How a session stands.</summary>
public enum SeatState
{
    Living,

    /// <summary>Its longest time is over.</summary>
    Expired,

    /// <summary>Nothing was done for more than half an hour.</summary>
    Idle,

    /// <summary>Ended by its person or the IT section.</summary>
    Killed,
}
