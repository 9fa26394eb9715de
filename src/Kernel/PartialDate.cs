using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Moyai.Kernel;

/// <summary>年月日 (1.1.8): a legal date with its shown text, internal date and 不詳 flag. Days that no calendar has and the last days of 明治 and 大正 stay as they were written.</summary>
/// <remarks>The internal date of an unknown one orders and searches; it is never shown (みなし生年月日 is forbidden). A date of birth is personal data, so ToString is masked.</remarks>
[DebuggerDisplay("****")]
[JsonConverter(typeof(PartialDateJson))]
public readonly record struct PartialDate : IComparable<PartialDate>, IParsable<PartialDate>
{
    private static readonly SearchValues<char> s_unknownWords = SearchValues.Create("頃推定不詳旬春夏秋冬間");

    private readonly int _key;
    private readonly bool _formerEra;

    private PartialDate(int key, bool formerEra = false, string? unknownText = null)
    {
        _key = key;
        _formerEra = formerEra;
        UnknownText = unknownText;
    }

    /// <summary>True where part of the date is not known (不詳).</summary>
    [MemberNotNullWhen(true, nameof(UnknownText))]
    public bool IsUnknown => UnknownText is not null;

    /// <summary>不詳日 as it is stored and shown; null for a known date.</summary>
    public string? UnknownText { get; }

    /// <summary>内部日付 yyyy-MM-dd; may be a day that no calendar has.</summary>
    public string Iso
    {
        get
        {
            var (year, month, day) = DateKey.Split(Key);
            return string.Create(CultureInfo.InvariantCulture, $"{year:D4}-{month:D2}-{day:D2}");
        }
    }

    /// <summary>What a register keeps beside <see cref="Iso"/>: the 不詳 text, or 明治45年7月30日 and 大正15年12月25日 in their former era; otherwise null.</summary>
    public string? ShownText => UnknownText ?? (_formerEra ? ToWareki() : null);

    /// <summary>The day, when it is known and on the calendar.</summary>
    public DateOnly? Calendar => IsUnknown || !DateKey.IsOnCalendar(Key) ? null : Sortable;

    /// <summary>False only for 年月日不詳, whose internal date says nothing.</summary>
    public bool HasYear => Key != UnknownDatePattern.NoYear;

    /// <summary>A day on the calendar to order and reckon by: the internal date, or the last day of its month where it is beyond that. Never shown.</summary>
    public DateOnly Sortable
    {
        get
        {
            var (year, month, day) = DateKey.Split(Key);
            return new(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));
        }
    }

    private int Key => _key != 0 ? _key : throw new InvalidOperationException("No date is set.");

    public static PartialDate From(DateOnly day) => day >= EraTable.Current.FirstDay
        ? new(DateKey.Of(day))
        : throw new ArgumentOutOfRangeException(nameof(day), "明治5年以前の日付は登録できません。");

    /// <summary>Reads what a clerk types: S50.4.1, 昭50.4.1, 昭和50年4月1日, R8/11/22, 20261122, 1975-4-1, or a 不詳 text; either width.</summary>
    public static Result<PartialDate> ParseInput(string? typed)
    {
        var text = Widths.Compact(typed ?? "");
        var eras = EraTable.Current;
        var known = TypedDate.Read(text, eras);
        if (known.TryGet(out var date, out var refusal))
            return new PartialDate(date.Key, date.Era is not null && date.Era == eras.FormerAt(date.Key));
        if (refusal != DateErrors.Unreadable)
            return refusal;
        var unknown = UnknownDatePattern.Read(text, eras);
        if (unknown.TryGet(out var read, out var why))
            return new PartialDate(read.Key, unknownText: read.Text);
        return why == DateErrors.UnknownPattern && !text.AsSpan().ContainsAny(s_unknownWords) ? DateErrors.Unreadable : why;
    }

    /// <summary>Reads a stored or imported date. An unknown one needs its text; its internal date may be missing and is then derived from the text.</summary>
    public static Result<PartialDate> FromRegister(string? iso, bool unknown, string? shown)
    {
        var key = 0;
        if (!string.IsNullOrEmpty(iso) && !TryIso(iso, out key))
            return DateErrors.Register;
        var eras = EraTable.Current;
        if (unknown)
        {
            if (string.IsNullOrWhiteSpace(shown))
                return DateErrors.UnknownPattern;
            var read = UnknownDatePattern.Read(Widths.Compact(shown), eras);
            return read.TryGet(out var value, out var refusal) ? new PartialDate(key == 0 ? value.Key : key, unknownText: shown) : refusal;
        }
        if (key == 0)
            return DateErrors.Empty;
        if (key < eras.Eras[0].FirstKey)
            return DateErrors.BeforeMeiji6;
        if (string.IsNullOrWhiteSpace(shown))
            return new PartialDate(key);
        var typed = TypedDate.Read(Widths.Compact(shown), eras);
        return typed.IsSuccess && typed.Value.Key == key
            ? new PartialDate(key, typed.Value.Era is { } era && era == eras.FormerAt(key))
            : DateErrors.ShownDiffers;
    }

    /// <summary>和暦 (1.1.9), or the 不詳 text as stored.</summary>
    public string ToWareki()
    {
        if (UnknownText is not null)
            return UnknownText;
        var (year, month, day) = DateKey.Split(Key);
        return _formerEra && EraTable.Current.FormerAt(Key) is { } era ? Wareki.Format(era, year, month, day) : Wareki.Format(year, month, day);
    }

    /// <summary>西暦: for 外国人の生年月日 and 在留期間の満了の日 only (1.1.9); or the 不詳 text as stored.</summary>
    public string ToSeireki()
    {
        var (year, month, day) = DateKey.Split(Key);
        return UnknownText ?? string.Create(CultureInfo.InvariantCulture, $"{year}年{month}月{day}日");
    }

    /// <summary>満年齢 on a day, by the internal date; null before birth, and for 年月日不詳.</summary>
    public int? AgeOn(DateOnly day) => HasYear && Sortable <= day ? Age.On(Sortable, day) : null;

    /// <summary>By internal date; a known date before an unknown one of the same day.</summary>
    public int CompareTo(PartialDate other)
    {
        var byDate = _key.CompareTo(other._key);
        var byText = byDate != 0 ? byDate : string.CompareOrdinal(UnknownText, other.UnknownText);
        return byText != 0 ? byText : other._formerEra.CompareTo(_formerEra);
    }

    public static PartialDate Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var date) ? date : throw new FormatException("日付として読めません。");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PartialDate result) =>
        ParseInput(s).TryGet(out result, out _);

    public override string ToString() => "****";

    public static bool operator <(PartialDate left, PartialDate right) => left.CompareTo(right) < 0;

    public static bool operator >(PartialDate left, PartialDate right) => left.CompareTo(right) > 0;

    public static bool operator <=(PartialDate left, PartialDate right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PartialDate left, PartialDate right) => left.CompareTo(right) >= 0;

    private static bool TryIso(string iso, out int key)
    {
        key = 0;
        if (iso is not { Length: 10 } || iso[4] != '-' || iso[7] != '-'
            || !int.TryParse(iso.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(iso.AsSpan(5, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var month)
            || !int.TryParse(iso.AsSpan(8, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var day)
            || year < 1 || month is < 1 or > 12 || day is < 1 or > 31)
            return false;
        key = DateKey.Of(year, month, day);
        return true;
    }
}
