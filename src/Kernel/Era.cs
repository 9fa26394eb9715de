namespace Moyai.Kernel;

/// <summary>元号: one row of the era table (1.3.6). A new era is one more row.</summary>
/// <param name="Name">元号 in full: 令和.</param>
/// <param name="Initial">The letter clerks type and compact tables print: R.</param>
/// <param name="FirstYear">The western year of its 元年.</param>
/// <param name="First">The first day accepted as a date of this era.</param>
/// <param name="SharesFirstDay">True where the first day is also the last day of the era before (明治45年7月30日, 大正15年12月25日: 1.1.8).</param>
public sealed record Era(string Name, char Initial, int FirstYear, DateOnly First, bool SharesFirstDay = false)
{
    /// <summary>The one kanji that stands for the era: 令.</summary>
    public char Kanji => Name[0];

    internal int FirstKey => DateKey.Of(First);
}

/// <summary>和暦西暦対応: the eras in order. Our own table, because the framework's follows the libraries of the machine.</summary>
public sealed class EraTable
{
    private static EraTable s_current = new(
        // 明治6年1月1日 is the first day of the solar calendar (明治5年太政官布告337号); older dates are another calendar and are refused.
        new("明治", 'M', 1868, new(1873, 1, 1)),
        new("大正", 'T', 1912, new(1912, 7, 30), SharesFirstDay: true),
        new("昭和", 'S', 1926, new(1926, 12, 25), SharesFirstDay: true),
        new("平成", 'H', 1989, new(1989, 1, 8)),
        new("令和", 'R', 2019, new(2019, 5, 1)));

    private readonly Era[] _eras;

    public EraTable(params Era[] eras)
    {
        ArgumentOutOfRangeException.ThrowIfZero(eras.Length);
        for (var i = 1; i < eras.Length; i++)
        {
            if (eras[i].First <= eras[i - 1].First)
                throw new ArgumentException("Eras stand in the order of their first days.", nameof(eras));
        }
        _eras = [.. eras];
    }

    /// <summary>The table in force. A host replaces it at its start when its settings name a new era (1.3.6).</summary>
    public static EraTable Current
    {
        get => Volatile.Read(ref s_current);
        set => Volatile.Write(ref s_current, value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>The eras, oldest first.</summary>
    public IReadOnlyList<Era> Eras => _eras;

    /// <summary>The first day any date may have.</summary>
    public DateOnly FirstDay => _eras[0].First;

    /// <summary>This table and one era more (改元).</summary>
    public EraTable With(Era era) => new([.. _eras, era]);

    /// <summary>The era of a day; on a shared day the new one.</summary>
    public Era Of(DateOnly day) => At(DateKey.Of(day)) ?? throw new ArgumentOutOfRangeException(nameof(day), "明治5年以前の日付は和暦で表せません。");

    internal Era? At(int key)
    {
        for (var i = _eras.Length - 1; i >= 0; i--)
        {
            if (key >= _eras[i].FirstKey)
                return _eras[i];
        }
        return null;
    }

    /// <summary>The era before, on the one day both eras share; otherwise null.</summary>
    internal Era? FormerAt(int key)
    {
        for (var i = 1; i < _eras.Length; i++)
        {
            if (_eras[i].SharesFirstDay && _eras[i].FirstKey == key)
                return _eras[i - 1];
        }
        return null;
    }

    /// <summary>The last day key of an era, and whether a day that is not on the calendar (4月31日) still belongs to it follows from it.</summary>
    internal int LastKey(Era era)
    {
        var next = Array.IndexOf(_eras, era) + 1;
        return next == _eras.Length ? DateKey.Max : _eras[next].SharesFirstDay ? _eras[next].FirstKey : _eras[next].FirstKey - 1;
    }

    /// <summary>The last real day of an era, for messages; null for the present one.</summary>
    internal DateOnly? LastDay(Era era)
    {
        var next = Array.IndexOf(_eras, era) + 1;
        return next == _eras.Length ? null : _eras[next].SharesFirstDay ? _eras[next].First : _eras[next].First.AddDays(-1);
    }

    /// <summary>Reads 令和, 令, R, r or ㋿ at the start of a text in half width.</summary>
    internal Era? Leading(ReadOnlySpan<char> text, out int length)
    {
        foreach (var era in _eras)
        {
            length = text.StartsWith(era.Name, StringComparison.Ordinal) ? era.Name.Length
                : text.Length > 0 && (text[0] == era.Kanji || char.ToUpperInvariant(text[0]) == era.Initial || text[0] == Ligature(era)) ? 1 : 0;
            if (length > 0)
                return era;
        }
        length = 0;
        return null;
    }

    private static char Ligature(Era era) => era.Initial switch { 'M' => '㍾', 'T' => '㍽', 'S' => '㍼', 'H' => '㍻', 'R' => '㋿', _ => '\0' };
}
