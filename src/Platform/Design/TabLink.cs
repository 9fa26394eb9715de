namespace Moyai.Platform.Design;

/// <summary>One tab: a link with an address of its own.</summary>
public sealed record TabLink(string Text, string Href, bool IsCurrent = false);
