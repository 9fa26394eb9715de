using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Moyai.Platform.Hosting;

/// <summary>ログ: one JSON object a line on standard output, without personal data (law).</summary>
public static class MoyaiLogging
{
    public static ILoggingBuilder AddMoyaiLogging(this ILoggingBuilder logging)
    {
        ArgumentNullException.ThrowIfNull(logging);
        logging.ClearProviders();
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        logging.AddFilter("Npgsql", LogLevel.Warning);
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        logging.Services.AddSingleton<ILoggerProvider>(services => new JsonLines(Console.Out, services.GetService<TimeProvider>() ?? TimeProvider.System));
        return logging;
    }
}
