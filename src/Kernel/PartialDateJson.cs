using System.Text.Json;
using System.Text.Json.Serialization;

namespace Moyai.Kernel;

/// <summary>{"date":"1975-02-29"}, {"date":"1975-01-01","unknown":true,"shown":"昭和50年頃"}: the three parts of a legal date, each under its name.</summary>
internal sealed class PartialDateJson : JsonConverter<PartialDate>
{
    public override PartialDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parts = JsonSerializer.Deserialize(ref reader, PartialDateParts.Default.Parts) ?? throw new JsonException("日付がありません。");
        return PartialDate.FromRegister(parts.Date, parts.Unknown, parts.Shown).TryGet(out var date, out var refusal)
            ? date
            : throw new JsonException(refusal.Message);
    }

    public override void Write(Utf8JsonWriter writer, PartialDate value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("date", value.Iso);
        if (value.IsUnknown)
            writer.WriteBoolean("unknown", true);
        if (value.ShownText is { } shown)
            writer.WriteString("shown", shown);
        writer.WriteEndObject();
    }
}

internal sealed record Parts(string? Date, bool Unknown, string? Shown);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Parts))]
internal sealed partial class PartialDateParts : JsonSerializerContext;
