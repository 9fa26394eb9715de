namespace Moyai.Platform.Design;

/// <summary>The weight of a button: the one act of the screen, another act, a side way.</summary>
public enum ButtonKind { Outline, Solid, Text }
