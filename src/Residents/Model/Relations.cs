using System.Collections.Frozen;

namespace Moyai.Residents.Model;

/// <summary>続柄 (1.1.11): a closed list of words, joined by の up to four.</summary>
internal static class Relations
{
    public const string Head = "世帯主";

    private const int LongestChain = 4;

    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(
        ["夫", "妻", "夫（未届）", "妻（未届）", "子", "子（子の夫）", "子（子の妻）", "父", "母", "兄", "姉", "弟", "妹"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Alone = FrozenSet.ToFrozenSet([Head, "縁故者", "同居人"], StringComparer.Ordinal);

    /// <summary>Whether the standard allows it. 祖父, 孫, 準世帯主 and the like are not; five links or more are 縁故者.</summary>
    public static bool IsAllowed(string relation)
    {
        if (Alone.Contains(relation))
            return true;
        // The の inside 子（子の夫） belongs to the word, not to the chain.
        if (relation.Contains('＋', StringComparison.Ordinal))
            return false;
        var chain = relation.Replace("子（子の", "子（子＋", StringComparison.Ordinal).Split('の');
        return chain.Length <= LongestChain && chain.All(word => Words.Contains(word.Replace('＋', 'の')) || Alone.Contains(word) && word != Head);
    }

    /// <summary>The words a clerk chooses from most of the time.</summary>
    public static readonly IReadOnlyList<string> Common = [Head, "夫", "妻", "夫（未届）", "妻（未届）", "子", "父", "母", "兄", "姉", "弟", "妹", "子の妻", "子の夫", "子の子", "妻の父", "妻の母", "夫の父", "夫の母", "父の父", "父の母", "縁故者", "同居人"];
}
