namespace Moyai.Printing;

/// <summary>A character, or a character with its selector, that the font cannot draw (字形未対応).</summary>
/// <remarks>A certificate that shows another shape than the register is wrong, so it is refused and the clerk is told which one.</remarks>
/// <param name="Text">The character exactly as recorded, selector included.</param>
/// <param name="CodePoints">The same in code points, e.g. <c>U+845B U+E0100</c>.</param>
/// <param name="Place">Where it was met, in the words of the form (氏名, 本籍 ...).</param>
public sealed record MissingGlyph(string Text, string CodePoints, string Place = "");
