using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Moyai.Kernel;

/// <summary>円: a whole amount. Arithmetic overflows loudly, rates are exact, and each rounding bears the clause that orders it.</summary>
[JsonConverter(typeof(YenJson))]
public readonly record struct Yen(long Amount) : IComparable<Yen>, IParsable<Yen>
{
    /// <summary>0円.</summary>
    public static Yen Zero => default;

    /// <summary>課税標準額: below 1,000 yen cut, and all of an amount below 1,000 (地方税法20条の4の2第1項).</summary>
    public Yen RoundDownToThousandYen() => CutBelow(1000);

    /// <summary>確定金額: below 100 yen cut, and all of an amount below 100 (地方税法20条の4の2第3項).</summary>
    public Yen RoundDownToHundredYen() => CutBelow(100);

    /// <summary>延滞金の計算の基礎となる税額: below 1,000 yen cut, and all of an amount below 2,000 (地方税法20条の4の2第2項).</summary>
    public Yen RoundDownDelinquentBase() => NotNegative(Amount) < 2000 ? Zero : CutBelow(1000);

    /// <summary>延滞金の確定金額: below 100 yen cut, and all of an amount below 1,000 (地方税法20条の4の2第5項).</summary>
    public Yen RoundDownDelinquentCharge() => NotNegative(Amount) < 1000 ? Zero : CutBelow(100);

    /// <summary>分割納付: equal instalments in thousands, what is left over to the first (地方税法20条の4の2第6項; an ordinance may order otherwise).</summary>
    public IReadOnlyList<Yen> SplitIntoInstalments(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var each = NotNegative(Amount) / count / 1000 * 1000;
        var instalments = new Yen[count];
        Array.Fill(instalments, new Yen(each));
        instalments[0] = new(Amount - each * (count - 1));
        return instalments;
    }

    /// <summary>The amount times a rate, fractions of a yen cut (1円未満切捨て).</summary>
    public Yen TimesRoundedDown(Rate rate) => Times(rate, 0);

    /// <summary>The amount times a rate, a fraction of a yen counted as one (1円未満切上げ).</summary>
    public Yen TimesRoundedUp(Rate rate) => Times(rate, rate.Denominator - 1);

    public int CompareTo(Yen other) => Amount.CompareTo(other.Amount);

    public static Yen Min(Yen left, Yen right) => left < right ? left : right;

    public static Yen Max(Yen left, Yen right) => left > right ? left : right;

    public static Yen Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var yen) ? yen : throw new FormatException("金額は整数の円です。");

    /// <summary>Reads 1234, 1,234, １，２３４円 and −500.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Yen result)
    {
        var text = Widths.Compact(s ?? "").Replace("円", "", StringComparison.Ordinal).Replace('−', '-');
        var valid = long.TryParse(text, NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount);
        result = new(amount);
        return valid;
    }

    /// <summary>1,234円.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount:N0}円");

    public static Yen operator +(Yen left, Yen right) => new(checked(left.Amount + right.Amount));

    public static Yen operator -(Yen left, Yen right) => new(checked(left.Amount - right.Amount));

    public static Yen operator -(Yen yen) => new(checked(-yen.Amount));

    public static Yen operator *(Yen yen, int count) => new(checked(yen.Amount * count));

    public static Yen Add(Yen left, Yen right) => left + right;

    public static Yen Subtract(Yen left, Yen right) => left - right;

    public static Yen Negate(Yen yen) => -yen;

    public static Yen Multiply(Yen yen, int count) => yen * count;

    public static bool operator <(Yen left, Yen right) => left.Amount < right.Amount;

    public static bool operator >(Yen left, Yen right) => left.Amount > right.Amount;

    public static bool operator <=(Yen left, Yen right) => left.Amount <= right.Amount;

    public static bool operator >=(Yen left, Yen right) => left.Amount >= right.Amount;

    private Yen CutBelow(long unit) => new(NotNegative(Amount) / unit * unit);

    // Int128 holds any amount times any numerator, so only the result can overflow.
    private Yen Times(Rate rate, long carry) =>
        new(checked((long)(((Int128)NotNegative(Amount) * rate.Numerator + carry) / rate.Denominator)));

    // The clauses speak of amounts to be paid; a negative one here is a bug of the caller.
    private static long NotNegative(long amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        return amount;
    }
}

/// <summary>A whole JSON number.</summary>
internal sealed class YenJson : JsonConverter<Yen>
{
    public override Yen Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var amount) ? new(amount) : throw new JsonException("金額は整数の円です。");

    public override void Write(Utf8JsonWriter writer, Yen value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Amount);
}
