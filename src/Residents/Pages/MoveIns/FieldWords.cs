using System.Globalization;
using Moyai.Kernel;
using Moyai.Platform.Design;

namespace Moyai.Residents.Pages.MoveIns;

/// <summary>What the fields of a 転入届 are called, in the order in which they stand.</summary>
internal static class FieldWords
{
    public static readonly IReadOnlyList<(string Field, string Label)> OfNotification =
    [
        ("reason", "異動事由"), ("moved_on", "異動日"), ("notified_on", "届出日"), ("previous_address", "転入前住所"), ("into", "世帯"), ("household_number", "入る世帯の世帯番号"),
        ("address_town", "町字"), ("address_lot", "番地"), ("address_building", "方書"), ("postal_code", "郵便番号"),
    ];

    public static readonly IReadOnlyList<(string Field, string Label)> OfPerson =
    [
        ("kind", "住民種別"), ("name", "氏名"), ("name_latin", "氏名（アルファベット）"), ("alias", "通称"), ("kana", "フリガナ"), ("birth", "生年月日"), ("sex", "性別"), ("relation", "続柄"),
        ("honseki", "本籍"), ("head_of_family_register", "筆頭者"), ("nationality", "国籍・地域"), ("residence_class", "法第30条の45の区分"), ("residence_status", "在留資格"),
        ("residence_period", "在留期間"), ("residence_until", "在留期間の満了の日"), ("residence_card_number", "在留カード番号"), ("resident_code", "住民票コード"), ("individual_number", "個人番号"),
    ];

    /// <summary>2人目 生年月日 for person2_birth.</summary>
    public static string Of(string? field)
    {
        if (field is null)
            return "転入届";
        var line = field.IndexOf('_', StringComparison.Ordinal);
        if (field.StartsWith("person", StringComparison.Ordinal) && line > 6 && int.TryParse(field.AsSpan(6, line - 6), NumberStyles.None, CultureInfo.InvariantCulture, out var place))
            return string.Create(CultureInfo.InvariantCulture, $"{place}人目の{LabelIn(OfPerson, field[(line + 1)..])}");
        return LabelIn(OfNotification, field);
    }

    /// <summary>What is wrong and what to do, with the field it speaks of.</summary>
    public static List<FieldError> Summary(IEnumerable<Refusal> errors) =>
        [.. errors.Select(error => new FieldError(error.Field ?? "person1_name", $"{Of(error.Field)}：{error.Message}{error.Remedy}"))];

    /// <summary>What stands under one field: all that is wrong with it.</summary>
    public static string? ErrorOf(IReadOnlyList<Refusal> errors, string field)
    {
        var found = errors.Where(error => error.Field == field).Select(error => error.Message + error.Remedy).ToList();
        return found.Count == 0 ? null : string.Concat(found);
    }

    private static string LabelIn(IReadOnlyList<(string Field, string Label)> fields, string name) =>
        fields.FirstOrDefault(field => field.Field == name).Label ?? name;
}
