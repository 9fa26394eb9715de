using Microsoft.AspNetCore.Builder;

namespace Moyai.Platform.Hosting;

/// <summary>What every request of a host passes, in order, and the two addresses for those who watch it.</summary>
public static class MoyaiPipeline
{
    /// <summary>Call before mapping the modules.</summary>
    public static WebApplication UseMoyai(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<RequestLog>();
        app.UseRouting();
        app.UseMiddleware<Faults>();
        app.MapHealth();
        app.MapMetrics();
        return app;
    }
}
