using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Moyai.Platform.Database;

namespace Moyai.Platform.Feed;

/// <summary>Publishes the change feed as soon as something is committed here, and once a minute whatever was committed elsewhere.</summary>
internal sealed partial class FeedService(Databases databases, FeedPublisher publisher, TimeProvider clock, ILogger<FeedService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var nextSweep = clock.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var awake = await publisher.WaitAsync(TimeSpan.FromSeconds(5), stoppingToken);
                var sweep = clock.GetUtcNow() >= nextSweep;
                if (sweep)
                    nextSweep = clock.GetUtcNow() + TimeSpan.FromMinutes(1);
                foreach (var municipality in await databases.LivingAsync(stoppingToken))
                    if ((sweep || awake.Contains(municipality.Code)) && (await publisher.PublishAsync(municipality, stoppingToken)).More)
                    {
                        await Task.Delay(TimeSpan.FromMilliseconds(50), clock, stoppingToken);
                        publisher.Wake(municipality.Code);
                    }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(log, exception.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "publishing the change feed failed: {Exception}")]
    private static partial void LogFailed(ILogger logger, string exception);
}
