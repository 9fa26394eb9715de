using Microsoft.AspNetCore.Components;

namespace Moyai.Platform.Design;

/// <summary>What every field has: a name, a label, 必須 or 任意, support text, an error.</summary>
public abstract class FieldBase : ComponentBase
{
    [Parameter, EditorRequired] public required string Name { get; set; }

    [Parameter, EditorRequired] public required string Label { get; set; }

    /// <summary>The id that an error links to; the name when not given.</summary>
    [Parameter] public string? Id { get; set; }

    [Parameter] public string? Value { get; set; }

    [Parameter] public bool Required { get; set; }

    /// <summary>Format and example in words. There are no placeholders.</summary>
    [Parameter] public string? Support { get; set; }

    /// <summary>What is wrong and what to do; null when nothing is.</summary>
    [Parameter] public string? Error { get; set; }

    /// <summary>Anything else for the control itself: lang, enterkeyhint, data-key.</summary>
    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? More { get; set; }

    protected string FieldId => Id ?? Name;

    protected string? Invalid => Error is null ? null : "true";

    /// <summary>The error is heard before the support text.</summary>
    protected string? DescribedBy => (Error, Support) switch
    {
        (null, null) => null,
        (null, _) => FieldId + "-support",
        (_, null) => FieldId + "-error",
        _ => $"{FieldId}-error {FieldId}-support",
    };

    protected static string WidthClass(FieldWidth width) => "width-" + width switch
    {
        FieldWidth.Four => "4",
        FieldWidth.Eight => "8",
        FieldWidth.Twelve => "12",
        FieldWidth.Thirty => "30",
        FieldWidth.Full => "full",
        _ => "20",
    };
}

/// <summary>The width of a field follows the characters expected in it.</summary>
public enum FieldWidth { Twenty, Four, Eight, Twelve, Thirty, Full }
