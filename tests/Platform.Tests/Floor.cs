using Microsoft.Extensions.Time.Testing;
using Moyai.Kernel;
using Moyai.Platform.AccessRecords;
using Moyai.Platform.Database;
using Moyai.Platform.Feed;
using Moyai.Platform.Municipalities;
using Moyai.Platform.Operations;
using Moyai.Standards;
using Moyai.TestKit;
using Npgsql;

namespace Moyai.Platform.Tests;

/// <summary>The floor on a database of its own, with two towns whose numbers collide.</summary>
public sealed class Floor : IAsyncDisposable
{
    public static readonly MunicipalityCode HinoemataCode = MunicipalityCode.Parse("073644");
    public static readonly MunicipalityCode HayamaCode = MunicipalityCode.Parse("143014");

    /// <summary>The same 宛名番号 exists in both towns.</summary>
    public static readonly AddresseeNumber Person = AddresseeNumber.FromSerial(1001)!.Value;
    public static readonly AddresseeNumber OtherPerson = AddresseeNumber.FromSerial(1002)!.Value;

    private Floor(TestDatabase database, Databases databases)
    {
        Database = database;
        Databases = databases;
        Writer = new AccessRecordWriter(databases, Key, Clock);
        Feed = new FeedPublisher(databases, Clock);
        Runner = RunnerIn(Zone.IndividualNumber);
    }

    public TestDatabase Database { get; }

    public Databases Databases { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 1, 0, 0, TimeSpan.Zero));

    public AccessRecordKey Key { get; } = new([.. Enumerable.Range(1, 32).Select(number => (byte)number)]);

    public AccessRecordWriter Writer { get; }

    public FeedPublisher Feed { get; }

    public OperationRunner Runner { get; }

    public required Municipality Hinoemata { get; init; }

    public required Municipality Hayama { get; init; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Floor> LayAsync()
    {
        var database = await TestDatabase.CreateAsync(MigrateAsync, Cancellation);
        foreach (var code in (MunicipalityCode[])[HinoemataCode, HayamaCode])
            await Birth.RegisterAsync(database.OwnerConnectionString, Standards.Municipalities.Find(code)!, "blue-900", isDemo: true, Cancellation);
        var databases = new Databases(database.AppConnectionString);
        return new Floor(database, databases)
        {
            Hinoemata = (await databases.FindAsync(HinoemataCode, Cancellation))!,
            Hayama = (await databases.FindAsync(HayamaCode, Cancellation))!,
        };
    }

    public static async Task MigrateAsync(string owner, CancellationToken ct)
    {
        await Migrator.ApplyAsync(owner, PlatformModule.Surface.Migrations, ct);
        // A register that exists only for these tests, enclosed like every other.
        await Migrator.ApplyAsync(owner, [new Migration("probe", 1, "note", """
            create schema probe;
            grant usage on schema probe to moyai_app;
            create table probe.note (
                municipality_code text not null default platform.current_municipality(),
                number            bigint not null,
                content           text not null,
                primary key (municipality_code, number));
            call platform.enclose('probe.note', 'select, insert, update, delete');
            """)], ct);
    }

    public OperationRunner RunnerIn(Zone zone) => new(Databases, new HostZone(zone), Writer, Feed, Clock);

    public Session Open(Municipality municipality) => new(Databases.For(municipality), municipality, Clock);

    public static Caller CallerOf(Municipality municipality, params string[] permissions) => new(
        municipality.Code, new Guid("01934f7e-0000-7000-8000-000000000001"), "hanako", "町田 花子", "010", "PC-01", permissions.ToHashSet(StringComparer.Ordinal), HasSecondFactor: true);

    /// <summary>As superuser: past every wall, as somebody with the database's own keys would.</summary>
    public async Task<object?> AsAdminAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Database.AdminConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancellation);
    }

    public async Task<List<T>> ListAsync<T>(Municipality municipality, string sql, Func<NpgsqlDataReader, T> row)
    {
        await using var session = Open(municipality);
        return await session.Sql().Add(sql).ListAsync(row, Cancellation);
    }

    public Task<List<string>> OutcomesAsync(Municipality municipality) => ListAsync(
        municipality, "select operation || ' ' || outcome from platform.access_record order by at, record_id", row => row.GetString(0));

    /// <summary>Tries again until the rest of the cluster has let go of its older transactions.</summary>
    public static async Task EventuallyAsync(Func<Task<bool>> isSo)
    {
        for (var i = 0; i < 600; i++)
        {
            if (await isSo())
                return;
            await Task.Delay(25, Cancellation);
        }
        Assert.Fail("It did not come about within 15 seconds.");
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        Feed.Dispose();
        await Databases.DisposeAsync();
        await Database.DisposeAsync();
    }
}

/// <summary>A floor for each test.</summary>
public abstract class FloorTests : IAsyncLifetime
{
    protected Floor Floor { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => Floor = await Floor.LayAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await Floor.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
