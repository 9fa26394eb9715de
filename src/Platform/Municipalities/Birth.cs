using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.SignIn;
using Moyai.Standards;
using Npgsql;

namespace Moyai.Platform.Municipalities;

/// <summary>Making a municipality live: its row, its placement, its first section, mayor and people. Running hosts find it at the next request.</summary>
public static class Birth
{
    /// <summary>Writes the two rows that only the owner of the schema may write.</summary>
    /// <returns>False when it was live already.</returns>
    public static async Task<bool> RegisterAsync(string ownerConnectionString, MunicipalityEntry entry, string colour, bool isDemo, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(entry);
        await using var connection = new NpgsqlConnection(ownerConnectionString);
        await connection.OpenAsync(ct);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("insert into platform.municipality (municipality_code, name, prefecture, colour, is_demo) values ($1, $2, $3, $4, $5) on conflict do nothing")
                {
                    Parameters = { new() { Value = entry.Code.Value }, new() { Value = entry.Name }, new() { Value = entry.Prefecture }, new() { Value = colour }, new() { Value = isDemo } },
                },
                new NpgsqlBatchCommand("insert into platform.placement (municipality_code) values ($1) on conflict do nothing") { Parameters = { new() { Value = entry.Code.Value } } },
            },
        };
        return await batch.ExecuteNonQueryAsync(ct) > 0;
    }

    /// <summary>Its first people and its mayor's title, inside its own wall, all or nothing; done once.</summary>
    public static async Task FurnishAsync(Databases databases, MunicipalityCode code, string mayorTitle, string mayorName, IReadOnlyList<(string Code, string Name)> sections, IReadOnlyList<NewAccount> accounts, TotpVault vault, TimeProvider clock, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(databases);
        ArgumentNullException.ThrowIfNull(sections);
        ArgumentNullException.ThrowIfNull(accounts);
        var municipality = await databases.FindAsync(code, ct) ?? throw new InvalidOperationException("The municipality is not registered.");
        await using var session = new Session(databases.For(municipality), municipality, clock);
        if (await session.Sql().Add("select 1 from platform.account limit 1").FirstAsync(_ => true, ct))
            return;
        var batch = session.Sql();
        foreach (var (sectionCode, name) in sections)
            Accounts.AddSection(batch, sectionCode, name);
        batch.Add("insert into platform.certifier (municipality_code, valid_from, title, name) values (platform.current_municipality(), $1, $2, $3)", session.Today, mayorTitle, mayorName);
        foreach (var account in accounts)
            Accounts.AddAccount(batch, session, account, vault);
        await session.CommitAsync(batch, ct);
    }
}
