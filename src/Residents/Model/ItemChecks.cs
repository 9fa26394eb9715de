using System.Collections.Frozen;
using System.Globalization;
using Moyai.Kernel;

namespace Moyai.Residents.Model;

/// <summary>Whether a written value can stand in an item of the register: the same checks for a form and for a file.</summary>
internal static class ItemChecks
{
    /// <summary>法第30条の45に規定する区分, in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<string> ResidenceClasses = ["中長期在留者", "特別永住者", "一時庇護許可者", "仮滞在許可者", "出生による経過滞在者", "国籍喪失による経過滞在者"];

    private static readonly FrozenDictionary<string, FrozenSet<string>> Codes = new Dictionary<string, FrozenSet<string>>
    {
        ["status"] = Set("住民", "転出", "死亡", "消除"),
        ["kind"] = Set("日本人", "外国人"),
        ["sex"] = Set("男", "女"),
        ["kana_state"] = Set("届出", "職権", "確認済", "未確認"),
        ["former_name_kana_state"] = Set("届出", "職権", "確認済", "未確認"),
        ["alias_kana_state"] = Set("届出", "職権", "確認済", "未確認"),
        ["residence_class"] = Set([.. ResidenceClasses]),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The value of a cell; null for a blank one. 個人番号 and partial dates are read by their owners.</summary>
    public static Result<object?> Read(ResidentItem item, string cell)
    {
        if (cell.Length == 0)
            return Result(null);
        switch (item.Type)
        {
            case ItemType.Integer:
                return int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var integer) && integer < 1_000_000 ? Result(integer) : ResidentErrors.NotDigits;
            case ItemType.Number15:
                return cell.Length <= 15 && long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? Result(number) : ResidentErrors.Number15;
            case ItemType.Flag:
                return cell is "0" or "1" ? Result(cell == "1") : ResidentErrors.NotAFlag;
            case ItemType.Date:
                return DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Result(day) : ResidentErrors.NotADate;
            case ItemType.Month:
                return DateOnly.TryParseExact(cell + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? Result(cell) : ResidentErrors.NotADate;
            default:
                return Text(item, cell) is { } refusal ? refusal : Result(cell);
        }
    }

    /// <summary>Why a text cannot stand in an item, or null when it can.</summary>
    public static Refusal? Text(ResidentItem item, string text)
    {
        if (item.Type is ItemType.Digits or ItemType.ResidentCode)
            return text.Length == item.Length && !text.AsSpan().ContainsAnyExceptInRange('0', '9') ? null : item.Type == ItemType.ResidentCode ? ResidentErrors.ResidentCodeDigits : ResidentErrors.NotDigits;
        if (item.Type == ItemType.Code)
            return Codes[item.Column].Contains(text) ? null : ResidentErrors.NotACode;
        // 外字 of an older system are kept as they came; the certificate names those it cannot draw.
        if (!KanjiText.IsWellFormed(text, allowPrivateUse: true))
            return ResidentErrors.BrokenText;
        if (KanjiText.CountCharacters(text) > item.Length)
            return ResidentErrors.TooLong;
        if (item == Items.Relation && !Relations.IsAllowed(text))
            return ResidentErrors.Relation;
        return item.Type == ItemType.Kana && !Kana.Parse(text).TryGet(out _, out var refusal) ? refusal : null;
    }

    private static Result<object?> Result(object? value) => value!;

    private static FrozenSet<string> Set(params string[] values) => values.ToFrozenSet(StringComparer.Ordinal);
}
