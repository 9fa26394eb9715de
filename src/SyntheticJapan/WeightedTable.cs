namespace Moyai.SyntheticJapan;

/// <summary>Draws items by weight.</summary>
internal sealed class WeightedTable<T>
{
    private readonly T[] _items;
    private readonly int[] _upTo;

    public WeightedTable(IEnumerable<(T Item, int Weight)> entries)
    {
        var all = entries.ToList();
        _items = [.. all.Select(entry => entry.Item)];
        _upTo = new int[all.Count];
        for (var (i, sum) = (0, 0); i < all.Count; i++)
            _upTo[i] = sum += all[i].Weight;
    }

    public T Draw(Xoshiro random)
    {
        var at = Array.BinarySearch(_upTo, random.Below(_upTo[^1]) + 1);
        return _items[at < 0 ? ~at : at];
    }
}
