using Moyai.MyNumber;
using Moyai.Platform;
using Moyai.Platform.Database;
using Moyai.Residents;

namespace Moyai.Cli;

/// <summary>The migrations of all modules, in the order of their floors.</summary>
internal static class Schema
{
    public static IReadOnlyList<Migration> All { get; } =
        [.. PlatformModule.Surface.Migrations, .. MyNumberModule.Surface.Migrations, .. ResidentsModule.Surface.Migrations];
}
