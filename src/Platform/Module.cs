using Moyai.Platform.Database;
using Moyai.Platform.Operations;

namespace Moyai.Platform;

/// <summary>All that a module shows of itself. What is not here does not exist for anyone else.</summary>
/// <param name="Name">Lower-case name; also its database schema.</param>
/// <param name="Title">業務名.</param>
public sealed record Module(string Name, string Title)
{
    public required IReadOnlyList<Migration> Migrations { get; init; }

    public required IReadOnlyList<OperationDefinition> Operations { get; init; }

    public required IReadOnlyList<PermissionName> Permissions { get; init; }

    /// <summary>Kinds of change it tells on the feed, with their meaning.</summary>
    public IReadOnlyList<(string Kind, string Meaning)> FeedKinds { get; init; } = [];

    /// <summary>Its entries in the side menu, in order.</summary>
    public IReadOnlyList<MenuEntry> Menu { get; init; } = [];

    /// <summary>The search that stands at the top of every page; its title is the label, its path takes the POST of a field <c>q</c>.</summary>
    public MenuEntry? Search { get; init; }
}

/// <summary>A right and what it is called on the page where rights are given.</summary>
public sealed record PermissionName(string Permission, string Title);

/// <summary>An entry of the side menu: shown to whoever holds the right. The path stands under /{municipality}/.</summary>
/// <param name="About">What it is for, in one line on the first page.</param>
public sealed record MenuEntry(string Title, string Path, string Permission, string About = "");
