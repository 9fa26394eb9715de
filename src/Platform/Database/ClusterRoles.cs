using Npgsql;

namespace Moyai.Platform.Database;

/// <summary>The three roles of a cluster and its database.</summary>
/// <remarks>The owner makes schemas and tables; the application owns nothing; both obey row-level security.</remarks>
internal static class ClusterRoles
{
    public const string Admin = "moyai_admin";
    public const string Owner = "moyai_owner";
    public const string Application = "moyai_app";
    public const string Database = "moyai";

    public static readonly string[] All = [Admin, Owner, Application];

    /// <summary>Creates what is missing; says nothing new on a cluster that is whole.</summary>
    public static async Task EnsureAsync(string adminConnectionString, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(adminConnectionString);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        if (connection.PostgreSqlVersion.Major < PostgresBinaries.OldestMajor || connection.ServerEncoding() != "UTF8")
            throw new InvalidOperationException($"A private cluster is PostgreSQL {PostgresBinaries.OldestMajor} or later in UTF8.");

        foreach (var role in new[] { Owner, Application })
        {
            await connection.RunAsync($"""
                do $$ begin
                    if not exists (select from pg_roles where rolname = '{role}') then
                        create role {role};
                    end if;
                    if not exists (select from pg_roles where rolname = '{role}' and rolcanlogin
                        and not (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication)) then
                        alter role {role} login nosuperuser nobypassrls nocreatedb nocreaterole noreplication;
                    end if;
                end $$
                """, cancellation);
        }

        await using var find = new NpgsqlCommand($"select 1 from pg_database where datname = '{Database}'", connection);
        if (await find.ExecuteScalarAsync(cancellation) is null)
            await connection.RunAsync($"create database {Database} owner {Owner} template template0 strategy wal_log", cancellation);
        await GrantAsync(connection, Database, cancellation);
    }

    /// <summary>A clone does not inherit the grants of its template, so every database gets them by this.</summary>
    public static Task GrantAsync(NpgsqlConnection connection, string database, CancellationToken cancellation) => connection.RunAsync(
        // Temporary tables are where an import lays its rows before they meet the wall.
        $"revoke all on database {database} from public; grant connect, temporary on database {database} to {Application}", cancellation);

    public static async Task RunAsync(this NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static string? ServerEncoding(this NpgsqlConnection connection) =>
        connection.PostgresParameters.GetValueOrDefault("server_encoding");
}
