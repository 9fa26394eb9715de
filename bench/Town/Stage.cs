using System.Globalization;
using Moyai.Platform.Database;

namespace Moyai.Bench.Town;

/// <summary>The big town is made when the first benchmark asks for it, and shared by those after.</summary>
internal sealed class Stage(BenchOptions options) : IAsyncDisposable
{
    private BenchTown? _town;

    public async Task<BenchTown> TownAsync(CancellationToken ct) => _town ??= options.Quick
        ? await BenchTown.FreshAsync(options.Residents, ct)
        : await BenchTown.KeptAsync(Path.Combine(Artifacts, "bench", string.Create(CultureInfo.InvariantCulture, $"town-{options.Residents}")), options.Residents, ct);

    /// <summary>Where the build puts everything it makes.</summary>
    private static string Artifacts => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../.."));

    public async ValueTask DisposeAsync()
    {
        if (_town is not null)
            await _town.DisposeAsync();
    }
}
