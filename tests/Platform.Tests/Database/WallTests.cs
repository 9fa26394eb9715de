using Npgsql;

namespace Moyai.Platform.Tests.Database;

public sealed class WallTests : FloorTests
{
    private async Task WriteNoteInBothTownsAsync()
    {
        foreach (var (town, content) in new[] { (Floor.Hinoemata, "檜枝岐の記録"), (Floor.Hayama, "葉山の記録") })
        {
            await using var session = Floor.Open(town);
            await session.CommitAsync(session.Sql().Add("insert into probe.note (number, content) values ($1, $2)", 1L, content), Cancellation);
        }
    }

    [Fact]
    public async Task The_same_number_in_two_towns_is_two_rows_and_each_town_sees_its_own()
    {
        await WriteNoteInBothTownsAsync();

        Assert.Equal(["檜枝岐の記録"], await Floor.ListAsync(Floor.Hinoemata, "select content from probe.note", row => row.GetString(0)));
        Assert.Equal(["葉山の記録"], await Floor.ListAsync(Floor.Hayama, "select content from probe.note", row => row.GetString(0)));
        Assert.Equal(2L, await Floor.AsAdminAsync("select count(*) from probe.note"));
    }

    [Fact]
    public async Task An_update_or_delete_without_a_condition_touches_one_town_only()
    {
        await WriteNoteInBothTownsAsync();

        await using var session = Floor.Open(Floor.Hinoemata);
        var touched = await session.Sql().Add("update probe.note set content = 'x'").ExecuteAsync(Cancellation);
        await session.CommitAsync(session.Sql().Add("delete from probe.note"), Cancellation);

        Assert.Equal(1, touched);
        Assert.Equal(["葉山の記録"], await Floor.ListAsync(Floor.Hayama, "select content from probe.note", row => row.GetString(0)));
    }

    [Fact]
    public async Task A_query_without_a_municipality_raises_for_the_application_and_for_the_owner()
    {
        await WriteNoteInBothTownsAsync();

        foreach (var connection in new[] { Floor.Database.AppConnectionString, Floor.Database.OwnerConnectionString })
        {
            await using var source = NpgsqlDataSource.Create(connection);
            await using var command = source.CreateCommand("select count(*) from probe.note");
            var raised = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteScalarAsync(Cancellation));
            Assert.Equal("MY001", raised.SqlState);
        }
    }

    [Fact]
    public async Task A_pooled_connection_that_served_a_town_raises_again_when_it_is_reused()
    {
        await WriteNoteInBothTownsAsync();
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Floor.Database.AppConnectionString) { MaxPoolSize = 1, NoResetOnClose = true }.ConnectionString);
        int first;
        await using (var session = new Moyai.Platform.Database.Session(source, Floor.Hinoemata, Floor.Clock))
        {
            first = await session.Sql().Add("select pg_backend_pid()").FirstAsync(row => row.GetInt32(0), Cancellation);
            await session.CommitAsync(session.Sql(), Cancellation);
        }

        await using var connection = await source.OpenConnectionAsync(Cancellation);
        Assert.Equal(first, connection.ProcessID);
        await using var command = new NpgsqlCommand("select count(*) from probe.note", connection);
        var raised = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteScalarAsync(Cancellation));
        Assert.Equal("MY001", raised.SqlState);
    }

    [Fact]
    public async Task A_row_of_another_town_is_refused_on_insert_and_on_update()
    {
        await WriteNoteInBothTownsAsync();
        foreach (var sql in new[]
        {
            "insert into probe.note (municipality_code, number, content) values ('143014', 2, 'x')",
            "update probe.note set municipality_code = '143014', number = 3",
        })
        {
            await using var session = Floor.Open(Floor.Hinoemata);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => session.Sql().Add(sql).ExecuteAsync(Cancellation));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    [Fact]
    public async Task Every_table_of_a_municipality_forces_row_security_and_the_municipality_leads_every_unique_key()
    {
        Assert.Empty(await SchemaWall.FindHolesAsync(Floor.Database.AdminConnectionString, Cancellation));
    }

    [Theory]
    [InlineData("create table probe.hole (municipality_code text not null, number int, primary key (municipality_code, number))", "probe.hole")]
    [InlineData("create table probe.hole (municipality_code text not null, number int, primary key (municipality_code, number)); alter table probe.hole enable row level security; create policy w on probe.hole using (municipality_code = platform.current_municipality())", "probe.hole")]
    [InlineData("create table probe.hole (municipality_code text not null, number int, primary key (municipality_code, number)); call platform.enclose('probe.hole', 'select'); create policy too_kind on probe.hole using (true)", "probe.hole")]
    [InlineData("create table probe.hole (municipality_code text not null, number int primary key); call platform.enclose('probe.hole', 'select')", "probe.hole_pkey")]
    [InlineData("create table probe.hole (municipality_code text not null, number int); call platform.enclose('probe.hole', 'select')", "probe.hole")]
    [InlineData("create table probe.hole (municipality_code text not null, number int, primary key (municipality_code, number)); call platform.enclose('probe.hole', 'select'); create unique index hole_number on probe.hole (number)", "probe.hole_number")]
    [InlineData("create table probe.hole (number int primary key, name text); grant insert on probe.hole to moyai_app", "probe.hole")]
    [InlineData("create view probe.hole as select * from probe.note; grant select on probe.hole to moyai_app", "probe.hole")]
    [InlineData("create function probe.hole() returns bigint language sql security definer as 'select count(*) from probe.note'", "probe.hole")]
    public async Task A_hole_in_the_wall_is_found(string hole, string name)
    {
        await using (var source = NpgsqlDataSource.Create(Floor.Database.OwnerConnectionString))
        await using (var command = source.CreateCommand(hole))
            await command.ExecuteNonQueryAsync(Cancellation);

        var found = Assert.Single(await SchemaWall.FindHolesAsync(Floor.Database.AdminConnectionString, Cancellation));
        Assert.StartsWith(name + ":", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_application_owns_nothing_and_cannot_pass_the_wall()
    {
        Assert.Equal(false, await Floor.AsAdminAsync("select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles where rolname = 'moyai_app'"));
        Assert.Equal(0L, await Floor.AsAdminAsync("select count(*) from pg_class where relowner = 'moyai_app'::regrole"));
        Assert.Equal(0L, await Floor.AsAdminAsync("select count(*) from pg_shdepend where refobjid = 'moyai_app'::regrole and deptype = 'o'"));
        Assert.Equal(0L, await Floor.AsAdminAsync("select count(*) from pg_auth_members where member = 'moyai_app'::regrole"));
    }

    [Theory]
    [InlineData("update platform.access_record set actor = 'x'")]
    [InlineData("delete from platform.access_record")]
    [InlineData("truncate platform.access_record")]
    [InlineData("delete from platform.access_seal")]
    [InlineData("update platform.feed set kind = 'x'")]
    [InlineData("delete from platform.feed")]
    [InlineData("insert into platform.municipality (municipality_code, name, prefecture) values ('012025', '函館市', '北海道')")]
    [InlineData("alter table probe.note disable row level security")]
    public async Task What_only_grows_cannot_be_changed_by_the_application(string sql)
    {
        await using var session = Floor.Open(Floor.Hinoemata);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => session.Sql().Add(sql).ExecuteAsync(Cancellation));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }
}
