using System.Globalization;
using Microsoft.AspNetCore.Http;
using Moyai.Kernel;

namespace Moyai.Platform.AccessRecords;

/// <summary>Which access records are looked for, and how they are laid out (JK 10.2#13, #15).</summary>
public sealed record AccessRecordConditions(DateOnly From, DateOnly To)
{
    public const int PageSize = 50;

    public AccessRecordAnalysis Analysis { get; init; }

    /// <summary>操作者: the login name.</summary>
    public string? Actor { get; init; }

    /// <summary>機能: the kind of operation.</summary>
    public string? Operation { get; init; }

    /// <summary>宛名番号 of a person who was disclosed.</summary>
    public AddresseeNumber? Person { get; init; }

    /// <summary>done, refused or repeated.</summary>
    public string? Outcome { get; init; }

    /// <summary>個人番号, 公印 …</summary>
    public string? Item { get; init; }

    public int Page { get; init; } = 1;

    /// <summary>What stands in the record of this search: that a condition was set, never a person's number.</summary>
    internal string InWords => string.Join(' ', ((string?[])
    [
        $"{Analysis}",
        string.Create(CultureInfo.InvariantCulture, $"期間 {From:yyyy-MM-dd}から{To:yyyy-MM-dd}"),
        Actor is null ? null : "操作者の指定あり",
        Operation is null ? null : $"機能 {Operation}",
        Person is null ? null : "宛名番号の指定あり",
        Outcome is null ? null : $"結果 {Outcome}",
        Item is null ? null : $"項目 {Item}",
    ]).OfType<string>());

    /// <summary>Today's records, before anything was asked.</summary>
    public static AccessRecordConditions Today(DateOnly today) => new(today, today);

    /// <summary>Reads the form. Every mistake is said at once, each with its field.</summary>
    internal static (AccessRecordConditions Conditions, IReadOnlyList<Refusal> Mistakes) Read(IFormCollection form, DateOnly today, IEnumerable<string> knownOperations)
    {
        var mistakes = new List<Refusal>();
        var from = Day(form, "from", today, mistakes);
        var to = Day(form, "to", today, mistakes);
        if (mistakes.Count == 0 && to < from)
            mistakes.Add(AccessRecordErrors.PeriodBackwards);
        else if (mistakes.Count == 0 && to.DayNumber - from.DayNumber > 366)
            mistakes.Add(AccessRecordErrors.PeriodTooLong);
        AddresseeNumber? person = null;
        if (Text(form, "person") is { } typed)
        {
            if (AddresseeNumber.TryParse(Half(typed), null, out var number))
                person = number;
            else
                mistakes.Add(AccessRecordErrors.PersonMalformed);
        }
        return (new AccessRecordConditions(from, to)
        {
            Analysis = Enum.TryParse<AccessRecordAnalysis>(form["analysis"], out var analysis) && Enum.IsDefined(analysis) ? analysis : AccessRecordAnalysis.List,
            Actor = Text(form, "actor"),
            Operation = Text(form, "operation") is { } operation && knownOperations.Contains(operation, StringComparer.Ordinal) ? operation : null,
            Person = person,
            Outcome = Text(form, "outcome") is "done" or "refused" or "repeated" ? Text(form, "outcome") : null,
            Item = Text(form, "item"),
            Page = int.TryParse(form["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 0 and <= 200_000 ? page : 1,
        }, mistakes);
    }

    /// <summary>Digits as an IME leaves them.</summary>
    internal static string Half(string typed) => string.Concat(typed.Select(c => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c));

    private static string? Text(IFormCollection form, string name) => form[name].ToString().Trim() is { Length: > 0 and <= 200 } text ? text : null;

    private static DateOnly Day(IFormCollection form, string name, DateOnly today, List<Refusal> mistakes)
    {
        if (Text(form, name) is not { } text)
            return today;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2020 and <= 2099)
            return day;
        mistakes.Add(AccessRecordErrors.DayMalformed.At(name));
        return today;
    }
}

/// <summary>分析: the list itself, or one of the examples of JK 10.2#15.</summary>
public enum AccessRecordAnalysis
{
    /// <summary>記録の一覧.</summary>
    List,

    /// <summary>深夜・休業日におけるアクセス一覧.</summary>
    OffHours,

    /// <summary>ログイン失敗一覧.</summary>
    SignInFailures,

    /// <summary>ID別ログイン数一覧.</summary>
    PerActor,

    /// <summary>大量検索実行一覧.</summary>
    MassSearches,
}
