using Moyai.Platform.Database;
using Npgsql;

namespace Moyai.Platform.Tests.Database;

/// <summary>Reads the catalogue of a whole database and names every place where the municipality wall is open.</summary>
internal static class SchemaWall
{
    private const string Query = """
        with ours as (
            select c.oid, c.oid::regclass::text as name, c.relkind, c.relrowsecurity, c.relforcerowsecurity,
                   (select attnum from pg_attribute a where a.attrelid = c.oid and a.attname = 'municipality_code' and not a.attisdropped) as wall
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\_%')
        select name || ': row security is not forced' from ours
            where relkind in ('r', 'p') and wall is not null and not (relrowsecurity and relforcerowsecurity) and name not in ('platform.municipality', 'platform.placement')
        union all
        select name || ': its policy is not the municipality wall alone' from ours
            where relkind in ('r', 'p') and wall is not null and relrowsecurity and relforcerowsecurity and (
                select count(*) <> 1 or bool_or(
                    pg_get_expr(polqual, polrelid) is distinct from '(municipality_code = platform.current_municipality())'
                    or pg_get_expr(polwithcheck, polrelid) is distinct from '(municipality_code = platform.current_municipality())')
                from pg_policy where polrelid = ours.oid)
        union all
        select i.indexrelid::regclass::text || ': the municipality does not lead this unique key' from ours join pg_index i on i.indrelid = ours.oid
            where wall is not null and i.indisunique and i.indkey[0] <> wall
        union all
        select name || ': it has no primary key' from ours
            where relkind in ('r', 'p') and wall is not null and not exists (select 1 from pg_index i where i.indrelid = ours.oid and i.indisprimary)
        union all
        select name || ': the application writes to a table that has no municipality' from ours
            where relkind in ('r', 'p') and wall is null
              and (has_table_privilege('moyai_app', oid, 'insert') or has_table_privilege('moyai_app', oid, 'update') or has_table_privilege('moyai_app', oid, 'delete'))
        union all
        select name || ': a view looks through the wall with the rights of its owner' from ours
            where relkind in ('v', 'm') and not coalesce((select 'security_invoker=true' = any(reloptions) from pg_class c where c.oid = ours.oid), false)
        union all
        select p.oid::regproc::text || ': a function runs with the rights of its owner' from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')
        order by 1
        """;

    public static async Task<List<string>> FindHolesAsync(string adminConnectionString, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(adminConnectionString);
        await using var command = source.CreateCommand(Query);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.RowsAsync(row => row.GetString(0), ct);
    }
}
