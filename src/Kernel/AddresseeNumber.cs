using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Moyai.Kernel;

/// <summary>宛名番号: 15 digits, a serial and its check digit M11W2~7 (1.1.13). One person, one number, within one municipality.</summary>
[JsonConverter(typeof(AddresseeNumberJson))]
public readonly record struct AddresseeNumber : IParsable<AddresseeNumber>, IComparable<AddresseeNumber>
{
    private AddresseeNumber(long value) => Value = value;

    /// <summary>The number as an integer; leading zeros are added when it is written.</summary>
    public long Value { get; }

    /// <summary>The number of a serial; null for the one serial in eleven that has no check digit.</summary>
    public static AddresseeNumber? FromSerial(long serial)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(serial);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(serial, 99_999_999_999_999);
        return Modulus11.CheckDigit(serial) is { } digit ? new(serial * 10 + digit) : null;
    }

    /// <summary>A number already in the register: issued numbers are never renumbered, whatever rule made them.</summary>
    public static AddresseeNumber FromRegister(long value) => value is > 0 and <= 999_999_999_999_999
        ? new(value)
        : throw new ArgumentOutOfRangeException(nameof(value));

    public static AddresseeNumber Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var number) ? number : throw new FormatException("宛名番号は検査数字を含む15桁以内の数字です。");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AddresseeNumber result)
    {
        result = default;
        if (s is not { Length: > 0 and <= 15 }
            || !long.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            || !Modulus11.IsAcceptable(value))
            return false;
        result = new(value);
        return true;
    }

    public int CompareTo(AddresseeNumber other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("D15", CultureInfo.InvariantCulture);

    public static bool operator <(AddresseeNumber left, AddresseeNumber right) => left.Value < right.Value;

    public static bool operator >(AddresseeNumber left, AddresseeNumber right) => left.Value > right.Value;

    public static bool operator <=(AddresseeNumber left, AddresseeNumber right) => left.Value <= right.Value;

    public static bool operator >=(AddresseeNumber left, AddresseeNumber right) => left.Value >= right.Value;
}
