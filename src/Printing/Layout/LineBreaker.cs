namespace Moyai.Printing;

/// <summary>Breaks a text into lines by the rules of Japanese typesetting (禁則処理, JIS X 4051): what may not start or end a line moves down with its neighbour.</summary>
internal static class LineBreaker
{
    private const string NeverFirst =
        "、。，．,.・：；:;？！?!゛゜ヽヾゝゞ々〻ー－-～〜…‥’”）)〕］]｝}〉》」』】ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ％%℃";

    private const string NeverLast = "‘“（(〔［[｛{〈《「『【￥＄№#＃";

    /// <returns>Half-open ranges of glyphs, one for each line.</returns>
    public static List<(int From, int To)> Break(GlyphRun run, double width, double letterSpacing)
    {
        var lines = new List<(int, int)>();
        for (var from = 0; from < run.Count;)
        {
            var to = Fill(run, from, width, letterSpacing, out var isForced);
            if (!isForced && to < run.Count) to = MoveBack(run, from, to);
            lines.Add((from, to));
            from = isForced ? AfterBreak(run, to) : to;
            if (isForced && from == run.Count) lines.Add((from, from));
        }

        return lines;
    }

    private static int Fill(GlyphRun run, int from, double width, double letterSpacing, out bool isForced)
    {
        var used = 0.0;
        for (var i = from; i < run.Count; i++)
        {
            isForced = run.Base(i) is '\n' or '\r';
            if (isForced) return i;
            used += run.Advance(i) / 1000.0 + (i > from ? letterSpacing : 0);
            if (used > width + 1e-6 && i > from) return i;
        }

        isForced = false;
        return run.Count;
    }

    private static int MoveBack(GlyphRun run, int from, int to)
    {
        for (var at = to; at > from; at--)
            if (MayBreak(run, at)) return at;
        return to;
    }

    private static bool MayBreak(GlyphRun run, int at)
    {
        uint before = run.Base(at - 1), after = run.Base(at);
        if (after < 0x10000 && NeverFirst.Contains((char)after, StringComparison.Ordinal)) return false;
        if (before < 0x10000 && NeverLast.Contains((char)before, StringComparison.Ordinal)) return false;
        return !(IsWord(before) && IsWord(after));
    }

    private static bool IsWord(uint character) => character is (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= 0xC0 and <= 0x24F);

    private static int AfterBreak(GlyphRun run, int at) =>
        run.Base(at) == '\r' && at + 1 < run.Count && run.Base(at + 1) == '\n' ? at + 2 : at + 1;
}
