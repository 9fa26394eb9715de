namespace Moyai.Platform.Database;

/// <summary>How a private cluster is run.</summary>
/// <param name="Folder">Where everything of the cluster lives: data, log, socket, lock. Made when absent.</param>
public sealed record PrivateClusterOptions(string Folder)
{
    /// <summary>The folder that holds initdb and postgres; null looks for the newest.</summary>
    public string? BinariesFolder { get; init; } = Environment.GetEnvironmentVariable("MOYAI_PG_BIN") is { Length: > 0 } folder ? folder : null;

    /// <summary>False only for tests: commits do not wait for the disk, and a power cut may lose the cluster.</summary>
    public bool Durable { get; init; } = true;

    public int MaxConnections { get; init; } = 100;

    /// <summary>Free bytes asked for before a cluster is made: an empty one with its first log segments, and room to work.</summary>
    public long FreeBytesToBegin { get; init; } = 300L * 1024 * 1024;
}
