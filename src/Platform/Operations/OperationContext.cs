using Moyai.Kernel;

namespace Moyai.Platform.Operations;

/// <summary>What an operation tells about itself while it runs: whom it disclosed, and what changed.</summary>
public sealed class OperationContext(Caller caller)
{
    private readonly HashSet<long> _persons = [];
    private readonly SortedSet<string> _items = new(StringComparer.Ordinal);

    public Caller Caller { get; } = caller;

    internal IReadOnlyCollection<long> Persons => _persons;

    internal IReadOnlyCollection<string> Items => _items;

    internal string Detail { get; private set; } = "";

    internal List<FeedEntry> Feed { get; } = [];

    /// <summary>This person's data goes to the caller.</summary>
    public void Disclose(AddresseeNumber person) => _persons.Add(person.Value);

    /// <summary>An item of special weight was shown or printed: 個人番号, 公印, 本籍 …</summary>
    public void DiscloseItem(string item) => _items.Add(item);

    /// <summary>A remark for the record: counts, numbers of documents; never personal data.</summary>
    public void Note(string detail) => Detail = Detail.Length == 0 ? detail : $"{Detail} {detail}";

    /// <summary>Tells the other systems that something changed: ids and flags only.</summary>
    public void Emit(string kind, AddresseeNumber? person, HouseholdNumber? household, int? version, params string[] flags) =>
        Feed.Add(new FeedEntry(kind, person, household, version, flags));
}

internal sealed record FeedEntry(string Kind, AddresseeNumber? Person, HouseholdNumber? Household, int? Version, string[] Flags);
