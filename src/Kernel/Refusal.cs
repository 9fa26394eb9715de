namespace Moyai.Kernel;

/// <summary>An expected "no": a stable code, what happened and what to do, in the Japanese the clerk reads (エラー).</summary>
/// <remarks>A refusal never contains personal data: it is shown, logged by its code and returned to other systems.</remarks>
/// <param name="Code">Stable code such as RES-001, declared once beside its use case.</param>
/// <param name="Message">What happened.</param>
/// <param name="Remedy">What the reader can do about it.</param>
/// <param name="Field">The name of the input field that caused it, when there is one.</param>
public sealed record Refusal(string Code, string Message, string Remedy, string? Field = null)
{
    /// <summary>The same refusal, pointing at one field of a form or one column of a file.</summary>
    public Refusal At(string field) => this with { Field = field };
}
