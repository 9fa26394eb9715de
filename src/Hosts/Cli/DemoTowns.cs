using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Moyai.Kernel;
using Moyai.MyNumber;
using Moyai.Platform;
using Moyai.Platform.Database;
using Moyai.Platform.Jobs;
using Moyai.Platform.Municipalities;
using Moyai.Platform.Operations;
using Moyai.Platform.Secrets;
using Moyai.Platform.SignIn;
using Moyai.Residents;
using Moyai.Residents.Import;
using Moyai.Standards;
using Moyai.SyntheticJapan;

namespace Moyai.Cli;

/// <summary>The two towns of the demo: 檜枝岐村 (073644) and 葉山町 (143014), filled through the import a town would use.</summary>
internal static class DemoTowns
{
    private static readonly (string Code, string Colour)[] Towns = [("073644", "green-900"), ("143014", "blue-900")];

    /// <summary>Brings the database of the demo to what a visitor finds, whatever an earlier start left; returns what the welcome tells about it.</summary>
    /// <param name="mostResidents">Smaller towns, where a start must be quick.</param>
    public static async Task<IReadOnlyList<string>> PrepareAsync(PrivateCluster cluster, KeyFile keys, MoyaiHome home, TextWriter output, CancellationToken cancellation, int mostResidents = int.MaxValue)
    {
        await Migrator.ApplyAsync(cluster.OwnerConnectionString, Schema.All, cancellation);
        await using var services = Services(cluster.AppConnectionString, keys, home);
        var databases = services.GetRequiredService<Databases>();
        foreach (var (code, colour) in Towns)
        {
            var entry = Municipalities.Find(MunicipalityCode.Parse(code))!;
            await Birth.RegisterAsync(cluster.OwnerConnectionString, entry, colour, isDemo: true, cancellation);
            await Birth.FurnishAsync(databases, entry.Code, $"{entry.AddressPrefix}長", DemoPeople.MayorName, DemoPeople.Sections, DemoPeople.Accounts, services.GetRequiredService<TotpVault>(), TimeProvider.System, cancellation);
            if (!await IsFilledAsync(databases, entry.Code, cancellation))
                await FillAsync(services, entry, home, output, mostResidents, cancellation);
        }
        return DemoPeople.Welcome();
    }

    private static ServiceProvider Services(string connection, KeyFile keys, MoyaiHome home)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.ClearProviders());
        services.AddPlatform(new PlatformModule.Settings(new Dictionary<string, string> { ["main"] = connection }, keys, home.DataProtection, Zone.IndividualNumber));
        services.AddMyNumber(keys);
        services.AddResidents([]);
        return services.BuildServiceProvider();
    }

    private static async Task<bool> IsFilledAsync(Databases databases, MunicipalityCode code, CancellationToken cancellation)
    {
        await using var connection = await databases.Main.OpenConnectionAsync(cancellation);
        await using var batch = connection.CreateBatch();
        var wall = batch.CreateBatchCommand();
        wall.CommandText = $"select set_config('moyai.municipality', '{code}', true)";
        batch.BatchCommands.Add(wall);
        var look = batch.CreateBatchCommand();
        look.CommandText = "select exists (select 1 from residents.resident)";
        batch.BatchCommands.Add(look);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        return await reader.ReadAsync(cancellation) && reader.GetBoolean(0);
    }

    /// <summary>A file is written, given to the import, and worked as a job: what an IT section would do on its first day.</summary>
    private static async Task FillAsync(ServiceProvider services, MunicipalityEntry town, MoyaiHome home, TextWriter output, int mostResidents, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var file = Path.Combine(home.Folder, $"demo-{town.Code}.csv");
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(9)).DateTime);
        var options = SyntheticTown.Demo(town.Code.Value, today);
        await using (var csv = File.Create(file))
            ResidentCsv.Write(csv, SyntheticTown.Generate(options with { Residents = Math.Min(options.Residents, mostResidents) }), cancellation);

        var runner = services.GetRequiredService<OperationRunner>();
        var municipality = (await services.GetRequiredService<Databases>().FindAsync(town.Code, cancellation))!;
        var worker = ActivatorUtilities.CreateInstance<JobWorker>(services);
        while (await worker.WorkOneAsync(municipality, cancellation))
        {
            // What a killed first start had asked for is worked first.
        }
        if (!await IsFilledAsync(services.GetRequiredService<Databases>(), town.Code, cancellation))
        {
            await using var content = File.OpenRead(file);
            var asked = await runner.RunAsync(ImportResidents.Operation, new ImportResidents.Request(Path.GetFileName(file), content, GoodRowsOnly: false), Caller.Console(town.Code, "moyai demo", ResidentPermissions.Import), cancellation);
            if (!asked.IsSuccess || !await worker.WorkOneAsync(municipality, cancellation) || !await IsFilledAsync(services.GetRequiredService<Databases>(), town.Code, cancellation))
                throw new StartupProblem(
                    $"{town.Name}の住民データを取り込めませんでした。", "「./moyai demo --reset」で最初から作り直してください。",
                    $"the residents of {town.Code} could not be imported.", "begin anew with ./moyai demo --reset.");
        }
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {town.FullName}（{town.Code}）を取り込みました / imported  {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s"));
    }
}
