using System.Text.Json;
using System.Text.Json.Serialization;

namespace Moyai.Kernel;

/// <summary>A value whose written form is one string.</summary>
internal interface ITextValue<T>
    where T : IParsable<T>
{
    string Value { get; }
}

/// <summary>Writes such a value as a JSON string and reads it by its own rules.</summary>
internal sealed class TextJson<T> : JsonConverter<T>
    where T : IParsable<T>, ITextValue<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && T.TryParse(reader.GetString(), null, out var value)
            ? value
            : throw new JsonException("値の形が正しくありません。");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
