using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Moyai.Platform.Database;

namespace Moyai.Platform.AccessRecords;

/// <summary>Seals the access records of every municipality every few seconds.</summary>
internal sealed partial class SealingService(Databases databases, AccessRecordSealer sealer, TimeProvider clock, ILogger<SealingService> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Interval, clock, stoppingToken);
                foreach (var municipality in await databases.LivingAsync(stoppingToken))
                    while (await sealer.SealAsync(municipality, stoppingToken) >= AccessRecordSealer.BatchSize)
                    {
                    }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogFailed(log, exception.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "sealing access records failed: {Exception}")]
    private static partial void LogFailed(ILogger logger, string exception);
}
