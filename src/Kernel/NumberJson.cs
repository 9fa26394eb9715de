using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Moyai.Kernel;

/// <summary>世帯番号 as a JSON string of 15 digits. Numbers of an older system are read as they are.</summary>
internal sealed class HouseholdNumberJson : JsonConverter<HouseholdNumber>
{
    public override HouseholdNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => HouseholdNumber.FromRegister(NumberJson.Read(ref reader));

    public override void Write(Utf8JsonWriter writer, HouseholdNumber value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>宛名番号 as a JSON string of 15 digits.</summary>
internal sealed class AddresseeNumberJson : JsonConverter<AddresseeNumber>
{
    public override AddresseeNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => AddresseeNumber.FromRegister(NumberJson.Read(ref reader));

    public override void Write(Utf8JsonWriter writer, AddresseeNumber value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

internal static class NumberJson
{
    public static long Read(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 and <= 15 } digits
        && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0
            ? value
            : throw new JsonException("15桁以内の数字ではありません。");
}
