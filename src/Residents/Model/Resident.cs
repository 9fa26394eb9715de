using System.Diagnostics;
using Moyai.Kernel;

namespace Moyai.Residents.Model;

/// <summary>A snapshot of one person in the register (住民票 one 履歴番号): a value for every item, changed or not (1.2.1).</summary>
/// <remarks>Immutable; <see cref="With"/> gives the next one. It prints masked.</remarks>
[DebuggerDisplay("****")]
internal sealed class Resident
{
    private readonly object?[] _values;

    public Resident() => _values = new object?[ResidentItems.All.Count];

    internal Resident(object?[] values) => _values = values;

    public object? this[ResidentItem item] => _values[item.Index];

    public AddresseeNumber Number => AddresseeNumber.FromRegister((long)_values[Items.AddresseeNumber.Index]!);

    public HouseholdNumber Household => HouseholdNumber.FromRegister((long)_values[Items.HouseholdNumber.Index]!);

    public int Version => (int)(_values[Items.Version.Index] ?? 1);

    public string Status => Text(Items.Status) ?? Statuses.Resident;

    public string Kind => Text(Items.Kind) ?? Kinds.Japanese;

    public bool IsForeign => Kind == Kinds.Foreign;

    public bool IsRemoved => Status != Statuses.Resident;

    public bool IsSuppressed => _values[Items.Suppressed.Index] is true;

    /// <summary>The name as it is called out: 氏名, or the 通称 or アルファベット氏名 of a foreign resident without one.</summary>
    public string ShownName => Text(Items.Name) ?? Text(Items.Alias) ?? Text(Items.NameLatin) ?? "";

    public string Kana => Text(Items.Kana) ?? Text(Items.AliasKana) ?? "";

    public PartialDate? Birth => Partial(Items.Birth);

    /// <summary>生年月日 in the calendar the law orders: 西暦 for foreign residents, 和暦 for all others (1.1.9).</summary>
    public string ShownBirth => Birth is not { } birth ? "" : IsForeign ? birth.ToSeireki() : birth.ToWareki();

    /// <summary>The address within the municipality: 町字, 番地, 方書.</summary>
    public string LocalAddress
    {
        get
        {
            var building = Text(Items.AddressBuilding);
            var lot = $"{Text(Items.AddressTown)}{Text(Items.AddressLot)}";
            return building is null ? lot : $"{lot}　{building}";
        }
    }

    public string? Text(ResidentItem item) => _values[item.Index] as string;

    public PartialDate? Partial(ResidentItem item) => _values[item.Index] as PartialDate?;

    public DateOnly? Date(ResidentItem item) => _values[item.Index] as DateOnly?;

    public int? Integer(ResidentItem item) => _values[item.Index] as int?;

    /// <summary>The next snapshot: everything as it was but for these items.</summary>
    public Resident With(params ReadOnlySpan<(ResidentItem Item, object? Value)> changes)
    {
        var values = (object?[])_values.Clone();
        foreach (var (item, value) in changes)
            values[item.Index] = value is "" ? null : value;
        return new Resident(values);
    }

    /// <summary>The items in which two snapshots differ, the numbering and processing items left out.</summary>
    public IEnumerable<ResidentItem> DifferencesFrom(Resident earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return ResidentItems.Stored.Where(item => item != Items.Version && !Equals(this[item], earlier[item]));
    }

    public override string ToString() => "****";
}

/// <summary>住民状態.</summary>
internal static class Statuses
{
    public const string Resident = "住民";
    public const string MovedOut = "転出";
    public const string Dead = "死亡";
    public const string Removed = "消除";

    public static readonly IReadOnlyList<string> All = [Resident, MovedOut, Dead, Removed];
}

/// <summary>住民種別.</summary>
internal static class Kinds
{
    public const string Japanese = "日本人";
    public const string Foreign = "外国人";

    public static readonly IReadOnlyList<string> All = [Japanese, Foreign];
}
