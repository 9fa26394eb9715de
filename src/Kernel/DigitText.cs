namespace Moyai.Kernel;

/// <summary>Numbers as people write them: full width, with hyphens or spaces between groups.</summary>
public static class DigitText
{
    /// <summary>The typed text in half width without spaces and dashes; what is not a digit stays, so that the reader refuses it.</summary>
    public static string Read(string? typed) =>
        string.Concat(Widths.Compact(typed ?? "").Where(c => !Widths.IsDash(c) && !Widths.IsLongVowel(c)));
}
