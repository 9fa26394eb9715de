using Moyai.Kernel;
using Moyai.TestKit;
using Npgsql;

namespace Moyai.Attack.Walls;

/// <summary>All that a town has, in one hash for each table. What the host does by itself (seals, the feed's numbers) is left out.</summary>
internal static class TownDigest
{
    private static readonly string[] ByItself = ["platform.access_seal", "platform.feed", "platform.feed_outbox", "platform.job"];

    public static async Task<string> OfAsync(TwoTowns towns, MunicipalityCode town)
    {
        var lines = new List<string>();
        foreach (var table in await TablesAsync(towns))
        {
            if (ByItself.Contains(table))
                continue;
            await using var command = towns.Admin.CreateCommand($"select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') from {table} t where municipality_code = $1");
            command.Parameters.Add(new NpgsqlParameter { Value = town.Value });
            lines.Add($"{table} {await command.ExecuteScalarAsync()}");
        }
        return string.Join('\n', lines);
    }

    /// <summary>Every table of every schema that holds a municipality's data.</summary>
    public static async Task<List<string>> TablesAsync(TwoTowns towns)
    {
        await using var command = towns.Admin.CreateCommand("""
            select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
              and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'municipality_code' and not a.attisdropped)
              and c.relname not in ('municipality', 'placement')
            order by 1
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await reader.ReadAsync())
            tables.Add(reader.GetString(0));
        return tables;
    }
}
