using System.Collections.Concurrent;
using Moyai.Kernel;
using Npgsql;

namespace Moyai.Platform.Database;

/// <summary>The databases of this installation by name, and in which of them each municipality lives (placement).</summary>
/// <remarks>A small town shares one; a big city may have its own. The schema is the same, so nothing else knows.</remarks>
public sealed class Databases : IAsyncDisposable
{
    private readonly Dictionary<string, NpgsqlDataSource> _sources;
    private readonly ConcurrentDictionary<MunicipalityCode, Municipality> _living = new();

    /// <param name="connectionStrings">Name → connection string of the application role; "main" holds the placement table.</param>
    public Databases(IReadOnlyDictionary<string, string> connectionStrings) => _sources = connectionStrings.ToDictionary(
        pair => pair.Key,
        pair => new NpgsqlDataSourceBuilder(pair.Value)
        {
            ConnectionStringBuilder = { MaxAutoPrepare = 200, AutoPrepareMinUsages = 3, NoResetOnClose = true, MinPoolSize = 0, MaxPoolSize = 40, IncludeErrorDetail = false },
        }.Build(),
        StringComparer.Ordinal);

    public Databases(string mainConnectionString)
        : this(new Dictionary<string, string> { ["main"] = mainConnectionString })
    {
    }

    public NpgsqlDataSource Main => _sources["main"];

    internal NpgsqlDataSource For(Municipality municipality) => _sources[municipality.DatabaseName];

    /// <summary>A municipality that is live here; null otherwise. One made live a moment ago is found without a restart.</summary>
    public async ValueTask<Municipality?> FindAsync(MunicipalityCode code, CancellationToken ct)
    {
        if (_living.TryGetValue(code, out var known))
            return known;
        await LoadAsync(ct);
        return _living.GetValueOrDefault(code);
    }

    public async Task<IReadOnlyList<Municipality>> LivingAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return [.. _living.Values.OrderBy(municipality => municipality.Code)];
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        await using var command = Main.CreateCommand("""
            select m.municipality_code, m.name, m.prefecture, m.colour, m.is_demo, p.database_name
            from platform.municipality m join platform.placement p using (municipality_code)
            """);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var code = MunicipalityCode.Parse(reader.GetString(0));
            _living[code] = new Municipality(code, reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetBoolean(4), reader.GetString(5));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources.Values)
            await source.DisposeAsync();
    }
}
