namespace Moyai.Kernel;

/// <summary>全角・半角: the ASCII twins of U+FF01–FF5E, and what the town hall types for a space or a hyphen.</summary>
public static class Widths
{
    public static char ToHalf(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '\u3000' => ' ',
        _ => c,
    };

    /// <summary>Spaces people type between 氏 and 名, or after 年: half, full, no-break and tab.</summary>
    public static bool IsSpace(char c) => c is ' ' or '\u3000' or '\u00A0' or '\t' or (>= '\u2000' and <= '\u200B') or '\u202F' or '\u205F' or '\uFEFF';

    /// <summary>Hyphens, dashes and minus signs of both widths: one key on the keyboard gives any of them (2.1.2).</summary>
    public static bool IsDash(char c) => c is '-' or '\u00AD' or (>= '\u2010' and <= '\u2015') or '\u2212' or '\u2043' or '\uFE58' or '\uFE63' or '\uFF0D' or '\u2500' or '\u2501';

    /// <summary>長音: the full-width and the half-width mark.</summary>
    public static bool IsLongVowel(char c) => c is '\u30FC' or '\uFF70';

    /// <summary>Half-width ASCII without any space: the form in which typed numbers and dates are read.</summary>
    public static string Compact(string typed) => string.Create(typed.Count(c => !IsSpace(c)), typed, static (span, source) =>
    {
        var at = 0;
        foreach (var c in source)
        {
            if (!IsSpace(c))
                span[at++] = ToHalf(c);
        }
    });
}
