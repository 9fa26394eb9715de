using System.Globalization;
using System.Text;
using Moyai.Kernel;

namespace Moyai.Residents.Operations;

/// <summary>Where a page of search results ends. It travels in a form field, never in a URL.</summary>
internal sealed record PageEnd(short Kind, string Key, string Sort, long Number)
{
    public static PageEnd Of(short kind, string key, string sort, AddresseeNumber number) => new(kind, key, sort, number.Value);

    public string Encode() => Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join('\n', Kind.ToString(CultureInfo.InvariantCulture), Key, Sort, Number.ToString(CultureInfo.InvariantCulture))));

    /// <summary>Null for none and for anything we did not write.</summary>
    public static PageEnd? Decode(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        Span<byte> bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
            return null;
        var parts = Encoding.UTF8.GetString(bytes[..length]).Split('\n');
        return parts.Length == 4 && !parts.Any(part => part.Contains('\0', StringComparison.Ordinal)) && short.TryParse(parts[0], CultureInfo.InvariantCulture, out var kind) && long.TryParse(parts[3], CultureInfo.InvariantCulture, out var number)
            ? new PageEnd(kind, parts[1], parts[2], number)
            : null;
    }

    public override string ToString() => "PageEnd { **** }";
}
