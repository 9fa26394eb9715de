using Microsoft.Extensions.DependencyInjection;
using Moyai.Platform;
using Moyai.Platform.Database;
using Moyai.Platform.Secrets;

namespace Moyai.MyNumber;

/// <summary>個人番号 and its vault. What must never see a number does not reference this project.</summary>
public static class MyNumberModule
{
    public static Module Surface { get; } = new("mynumber", "個人番号")
    {
        Migrations = Migration.Of("mynumber", typeof(MyNumberModule).Assembly),
        Operations = [],
        Permissions = [],
    };

    public static IServiceCollection AddMyNumber(this IServiceCollection services, KeyFile keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        services.AddSingleton(new Vault(keys.VaultKey));
        services.AddSingleton(Surface);
        return services;
    }
}
