using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moyai.Kernel;
using Moyai.MyNumber;
using Moyai.Platform;
using Moyai.Platform.AccessRecords;
using Moyai.Platform.Database;
using Moyai.Platform.Feed;
using Moyai.Platform.Jobs;
using Moyai.Platform.Municipalities;
using Moyai.Platform.Operations;
using Moyai.Platform.SignIn;
using Moyai.Residents.Certificates;
using Moyai.Residents.Import;
using Moyai.Residents.Model;
using Moyai.Residents.MoveIn;
using Moyai.Residents.Operations;
using Moyai.Residents.Storage;
using Moyai.TestKit;
using Npgsql;

namespace Moyai.Residents.Tests;

/// <summary>The register on a database of its own, in two towns whose numbers collide, behind the runner as the product builds it.</summary>
internal sealed class Register : IAsyncDisposable
{
    public static readonly string[] AllRights = [.. ResidentPermissions.All.Select(right => right.Permission), ResidentPermissions.RevealIndividualNumber, Permissions.SeeFamilyRegister, Permissions.SeeResidentCode, Permissions.SeeResidenceStatus];

    private static readonly CertificateFont Font = new([]);

    private readonly AccessRecordWriter _writer;
    private readonly FeedPublisher _feed;

    private Register(TestDatabase database, Databases databases)
    {
        Database = database;
        Databases = databases;
        _writer = new AccessRecordWriter(databases, new AccessRecordKey([.. Enumerable.Range(1, 32).Select(number => (byte)number)]), Clock);
        _feed = new FeedPublisher(databases, Clock);
        Runner = new OperationRunner(databases, new HostZone(Zone.IndividualNumber), _writer, _feed, Clock);
        Check = new CheckMoveIn(Vault);
    }

    public TestDatabase Database { get; }

    public Databases Databases { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 1, 0, 0, TimeSpan.Zero));

    public static DateOnly Today => new(2026, 11, 22);

    public Vault Vault { get; } = new([.. Enumerable.Range(101, 32).Select(number => (byte)number)]);

    public OperationRunner Runner { get; }

    public CheckMoveIn Check { get; }

    /// <summary>A demo town.</summary>
    public required Municipality Hinoemata { get; init; }

    public required Municipality Hayama { get; init; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Register> OpenAsync()
    {
        var database = await TestDatabase.CreateAsync(MigrateAsync, Cancellation);
        var (hinoemata, hayama) = (MunicipalityCode.Parse("073644"), MunicipalityCode.Parse("143014"));
        await Birth.RegisterAsync(database.OwnerConnectionString, Standards.Municipalities.Find(hinoemata)!, "blue-900", isDemo: true, Cancellation);
        await Birth.RegisterAsync(database.OwnerConnectionString, Standards.Municipalities.Find(hayama)!, "blue-900", isDemo: false, Cancellation);
        var databases = new Databases(database.AppConnectionString);
        var register = new Register(database, databases)
        {
            Hinoemata = (await databases.FindAsync(hinoemata, Cancellation))!,
            Hayama = (await databases.FindAsync(hayama, Cancellation))!,
        };
        foreach (var (town, title) in ((Municipality, string)[])[(register.Hinoemata, "檜枝岐村長"), (register.Hayama, "葉山町長")])
            await register.InAsync(town, session => session.Sql().Add("insert into platform.certifier (municipality_code, valid_from, title, name) values ($1, '2020-01-01', $2, '試験　太郎')", town.Code.Value, title).ExecuteAsync(Cancellation));
        return register;
    }

    public static async Task MigrateAsync(string owner, CancellationToken ct)
    {
        foreach (var module in (Module[])[PlatformModule.Surface, MyNumberModule.Surface, ResidentsModule.Surface])
            await Migrator.ApplyAsync(owner, module.Migrations, ct);
    }

    public static Caller CallerOf(Municipality town, string login, params string[] rights) => new(
        town.Code, new Guid($"01934f7e-0000-7000-8000-{login.Sum(letter => letter):D12}"), login, $"{login} 職員", "010", $"PC-{login}", rights.ToHashSet(StringComparer.Ordinal), HasSecondFactor: true);

    /// <summary>Somebody who may do everything.</summary>
    public Caller Anyone(string login = "hanako", Municipality? town = null) => CallerOf(town ?? Hayama, login, AllRights);

    public Task<Result<TReceipt>> RunAsync<TRequest, TReceipt>(Operation<TRequest, TReceipt> operation, TRequest request, Caller? caller = null) =>
        Runner.RunAsync(operation, request, caller ?? Anyone(), Cancellation);

    public async Task<TReceipt> DoAsync<TRequest, TReceipt>(Operation<TRequest, TReceipt> operation, TRequest request, Caller? caller = null)
    {
        var result = await RunAsync(operation, request, caller);
        Assert.True(result.IsSuccess, $"{result.Refusal?.Code} {result.Refusal?.Message}");
        return result.Value;
    }

    /// <summary>Runs inside a transaction of this town as the application does.</summary>
    public async Task<T> InAsync<T>(Municipality town, Func<Session, Task<T>> work)
    {
        var probe = new Operation<int, T>(new OperationDefinition("test.probe", "試験", OperationMode.Write, "test", "試験", "試験"), async (_, session, _, _) => await work(session));
        var result = await Runner.RunAsync(probe, 0, CallerOf(town, "probe", "test"), Cancellation);
        return result.Value;
    }

    public Task<List<T>> ListAsync<T>(Municipality town, string sql, Func<NpgsqlDataReader, T> row) => InAsync(town, session => session.Sql().Add(sql).ListAsync(row, Cancellation));

    public Task<long> CountAsync(Municipality town, string table) => InAsync(town, session => session.Sql().Add($"select count(*) from {table}").FirstAsync(row => row.GetInt64(0), Cancellation));

    public Task AddAsync(params Resident[] residents) => AddAsync(Hayama, residents);

    public Task AddAsync(Municipality town, params Resident[] residents) => InAsync(town, session =>
    {
        var batch = session.Sql();
        foreach (var resident in residents)
            ResidentStore.Append(batch, resident, session.Now, "arranged");
        return batch.ExecuteAsync(Cancellation);
    });

    public Task GiveNumberAsync(AddresseeNumber person, string number, Municipality? town = null) => InAsync(town ?? Hayama, session =>
    {
        var batch = session.Sql();
        Vault.Store(batch, session, person, IndividualNumber.Parse(number, null));
        return batch.ExecuteAsync(Cancellation);
    });

    public async Task<object?> AsAdminAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Database.AdminConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancellation);
    }

    // --- operations in the words of a test

    public Operation<MoveInNotification, EnterMoveIn.Receipt> Entering => new EnterMoveIn(Check).Operation;

    public Operation<ApproveMoveIn.Request, ApproveMoveIn.Receipt> Approving => new ApproveMoveIn(Check, Vault).Operation;

    public Operation<IssueCertificate.Request, IssueCertificate.Receipt> Issuing => new IssueCertificate(Font, Vault).Operation;

    public async Task<SearchResidents.Receipt> SearchAsync(string typed, bool residentsOnly = false, string? after = null, Caller? caller = null) =>
        await DoAsync(SearchResidents.Operation, new SearchResidents.Request(typed, residentsOnly, after), caller);

    public async Task<List<string>> NamesAsync(string typed, bool residentsOnly = false, Caller? caller = null) =>
        [.. (await SearchAsync(typed, residentsOnly, null, caller)).Lines.Select(line => line.Name)];

    public JobWorker Worker()
    {
        var services = new ServiceCollection().AddSingleton(Runner).AddSingleton(new LoadResidents(Vault)).BuildServiceProvider();
        return new JobWorker(Databases, [LoadResidents.Job], services, Clock, NullLogger<JobWorker>.Instance);
    }

    public async Task<Guid> QueueAsync(byte[] file, bool goodRowsOnly = false, Municipality? town = null)
    {
        using var content = new MemoryStream(file);
        return (await DoAsync(ImportResidents.Operation, new ImportResidents.Request("住民.csv", content, goodRowsOnly), Anyone(town: town))).JobId;
    }

    /// <summary>Receives a file, lets the worker load it, and returns how the job ended with all it found.</summary>
    public async Task<(Job Job, IReadOnlyList<ImportResidents.FindingLine> Findings)> ImportAsync(byte[] file, bool goodRowsOnly = false, Municipality? town = null)
    {
        var id = await QueueAsync(file, goodRowsOnly, town);
        Assert.True(await Worker().WorkOneAsync(town ?? Hayama, Cancellation));
        var job = await InAsync(town ?? Hayama, session => Job.FindAsync(session, id, Cancellation));
        return (job!, (await DoAsync(ImportResidents.Findings, new ImportResidents.FindingsRequest(id), Anyone(town: town))).Lines);
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _feed.Dispose();
        await Databases.DisposeAsync();
        await Database.DisposeAsync();
    }
}

/// <summary>A register for each test.</summary>
public abstract class OnARegister : IAsyncLifetime
{
    private protected Register Register { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => Register = await Register.OpenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await Register.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static void Refused<T>(string code, Result<T> result) => Assert.Equal(code, result.Refusal?.Code ?? "done");
}
