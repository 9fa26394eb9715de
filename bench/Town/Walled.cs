using Npgsql;

namespace Moyai.Bench.Town;

/// <summary>Plain connections of the application role, as a program without any platform would open them; the wall is set once for each connection.</summary>
internal static class Walled
{
    public static NpgsqlDataSource Source(string connectionString, int connections) => new NpgsqlDataSourceBuilder(connectionString)
    {
        ConnectionStringBuilder =
        {
            MaxPoolSize = connections,
            NoResetOnClose = true,
            MaxAutoPrepare = 20,
            AutoPrepareMinUsages = 1,
            Options = $"-c moyai.municipality={BenchTown.Code}",
        },
    }.Build();
}
