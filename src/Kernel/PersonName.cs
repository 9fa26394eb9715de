using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Moyai.Kernel;

/// <summary>氏名: every code point and IVS as it came; never normalised. Personal data, so it prints masked.</summary>
[DebuggerDisplay("****")]
[JsonConverter(typeof(TextJson<PersonName>))]
public readonly record struct PersonName : IParsable<PersonName>, ITextValue<PersonName>
{
    private readonly string? _value;

    private PersonName(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("No name is set.");

    /// <summary>文字数, an IVS counting one.</summary>
    public int CharacterCount => KanjiText.CountCharacters(Value);

    /// <summary>Accepts a name exactly as given; refuses an empty one and characters no other system could show.</summary>
    public static Result<PersonName> Parse(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return NameErrors.Empty;
        if (KanjiText.FindProblem(typed) is { } problem)
        {
            return problem.Fault == KanjiFault.PrivateUse
                ? NameErrors.PrivateUse
                : NameErrors.Broken;
        }
        return new PersonName(typed);
    }

    public static PersonName Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var name) ? name : throw new FormatException("氏名として扱えません。");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PersonName result) =>
        Parse(s).TryGet(out result, out _);

    public override string ToString() => "****";
}
