using System.Text;
using Moyai.Platform.Database;
using Moyai.TestKit;
using Npgsql;

namespace Moyai.Architecture;

/// <summary>docs/data-model.md says what the migrations make: every table, column and key, read back from a migrated database.</summary>
public sealed class DataModelTests
{
    private const string Columns = """
        select n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
               exists (select 1 from pg_policy p where p.polrelid = c.oid),
               array_to_string(array(select privilege_type from information_schema.role_table_grants g where g.table_schema = n.nspname and g.table_name = c.relname and g.grantee = 'moyai_app' order by 1), ', ')
        from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
        order by n.nspname, c.relname, a.attnum
        """;

    private const string Keys = """
        select n.nspname, c.relname, case when i.indisprimary then '主キー' when i.indisunique then '一意' else '索引' end, regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING ', '')
        from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
        where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\_%'
        union all
        select n.nspname, c.relname, '参照', pg_get_constraintdef(k.oid) from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
        where k.contype = 'f' and n.nspname not in ('pg_catalog', 'information_schema')
        order by 1, 2, 3, 4
        """;

    [Fact]
    public async Task The_page_of_the_data_model_is_true()
    {
        await using var database = await TestDatabase.CreateAsync(MigrateAsync);
        Golden.Holds("data-model.md", await ToMarkdownAsync(database));
    }

    /// <summary>The twin: a column more is a page more.</summary>
    [Fact]
    public async Task A_new_column_changes_the_page()
    {
        await using var database = await TestDatabase.CreateAsync(MigrateAsync);
        var before = await ToMarkdownAsync(database);
        await using (var source = NpgsqlDataSource.Create(database.OwnerConnectionString))
        await using (var command = source.CreateCommand("alter table platform.certifier add column twin text"))
            await command.ExecuteNonQueryAsync();
        Assert.Contains("`twin`", await ToMarkdownAsync(database), StringComparison.Ordinal);
        Assert.DoesNotContain("`twin`", before, StringComparison.Ordinal);
    }

    private static Task MigrateAsync(string owner, CancellationToken ct) => Migrator.ApplyAsync(owner, TwoTowns.Migrations, ct);

    private static async Task<string> ToMarkdownAsync(TestDatabase database)
    {
        await using var source = NpgsqlDataSource.Create(database.AdminConnectionString);
        var keys = (await ReadAsync(source, Keys, row => (Table: $"{row.GetString(0)}.{row.GetString(1)}", Kind: row.GetString(2), Definition: row.GetString(3)))).ToLookup(key => key.Table);
        var columns = await ReadAsync(source, Columns, row => (Table: $"{row.GetString(0)}.{row.GetString(1)}", Name: row.GetString(2), Type: row.GetString(3), NotNull: row.GetBoolean(4), Walled: row.GetBoolean(5), Rights: row.GetString(6)));
        var text = new StringBuilder("# データモデル\n\n表はすべて団体コードを主キーの先頭に持ち、行の壁（強制の行レベルセキュリティ）の中にある。壁のない表は、そう書いてある。この頁は移行を終えたデータベースから作られる。\n");
        foreach (var table in columns.GroupBy(column => column.Table))
        {
            var first = table.First();
            text.Append("\n## ").Append(table.Key).Append("\n\n").Append(first.Walled ? "壁の中" : "壁の外").Append("。業務の役割ができること: ").Append(first.Rights.Length == 0 ? "なし" : first.Rights).Append("\n\n| 列 | 型 | 必須 |\n|---|---|---|\n");
            foreach (var column in table)
                text.Append("| `").Append(column.Name).Append("` | ").Append(column.Type).Append(" | ").Append(column.NotNull ? "○" : "").Append(" |\n");
            text.Append('\n');
            foreach (var key in keys[table.Key])
                text.Append("- ").Append(key.Kind).Append(": `").Append(key.Definition).Append("`\n");
        }
        return text.ToString();
    }

    private static async Task<List<T>> ReadAsync<T>(NpgsqlDataSource source, string sql, Func<NpgsqlDataReader, T> row)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.RowsAsync(row, default);
    }
}
