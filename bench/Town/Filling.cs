using Microsoft.Extensions.DependencyInjection;
using Moyai.Platform.Jobs;
using Moyai.Platform.Operations;
using Moyai.Residents;
using Moyai.Residents.Import;
using Moyai.SyntheticJapan;
using Npgsql;

namespace Moyai.Bench.Town;

/// <summary>Files of an invented town go through the import a town would use, whole households in each.</summary>
internal static class Filling
{
    private const int ResidentsInFile = 100_000;
    private static readonly DateOnly AsOf = new(2026, 11, 22);

    public static IEnumerable<SyntheticHousehold> Households(int residents) =>
        SyntheticTown.Generate(new SyntheticTownOptions(BenchTown.Code, residents, 20_261_122, AsOf));

    public static async Task FillAsync(BenchTown town, int residents, CancellationToken ct)
    {
        var worker = ActivatorUtilities.CreateInstance<JobWorker>(town.Services);
        var file = Path.Combine(Path.GetTempPath(), $"moyai-bench-{Environment.ProcessId}.csv");
        var loaded = 0;
        try
        {
            foreach (var part in Parts(Households(residents)))
            {
                await using (var csv = File.Create(file))
                    ResidentCsv.Write(csv, part, ct);
                await using (var content = File.OpenRead(file))
                {
                    var asked = await town.Runner.RunAsync(
                        ImportResidents.Operation, new ImportResidents.Request("bench.csv", content, GoodRowsOnly: false), Caller.Console(BenchTown.Code, "moyai bench", ResidentPermissions.Import), ct);
                    if (!asked.IsSuccess || !await worker.WorkOneAsync(town.Municipality, ct))
                        throw new InvalidOperationException("The import was refused.");
                }
                loaded += part.Sum(household => household.Current);
                if (residents > ResidentsInFile)
                    await Console.Error.WriteLineAsync($"loaded {loaded:N0} of {residents:N0} residents");
                // The statistics of a first file would plan the checks of the tenth.
                await RunAsync(town.OwnerConnectionString, "analyze", ct);
            }
        }
        finally
        {
            File.Delete(file);
        }
        await CheckAsync(town, residents, ct);
        // What autovacuum does within minutes of such a load, done before measuring.
        await RunAsync(town.AdminConnectionString, "checkpoint", ct);
        await RunAsync(town.OwnerConnectionString, "vacuum analyze", ct);
    }

    private static IEnumerable<IReadOnlyList<SyntheticHousehold>> Parts(IEnumerable<SyntheticHousehold> households)
    {
        var (part, count) = (new List<SyntheticHousehold>(), 0);
        foreach (var household in households)
        {
            part.Add(household);
            if ((count += household.Current) < ResidentsInFile)
                continue;
            yield return part;
            (part, count) = ([], 0);
        }
        if (part.Count > 0)
            yield return part;
    }

    private static async Task CheckAsync(BenchTown town, int residents, CancellationToken ct)
    {
        await using var source = Walled.Source(town.AppConnectionString, 1);
        await using var command = source.CreateCommand("select count(*) from residents.resident where status = '住民'");
        var found = (long)(await command.ExecuteScalarAsync(ct))!;
        if (found != residents)
            throw new InvalidOperationException($"The import left {found} residents instead of {residents}.");
    }

    private static async Task RunAsync(string connectionString, string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }
}
