using System.Globalization;
using Moyai.Platform.Database;
using Npgsql;

namespace Moyai.Platform.AccessRecords;

/// <summary>The question behind each layout: its headings, its statement and how a row reads on the screen and in a file.</summary>
internal static class AccessRecordQueries
{
    /// <summary>深夜: outside these hours (時) of the day in Japan.</summary>
    public const int OpensAt = 8;
    public const int ClosesAt = 20;

    /// <summary>大量検索: in one hour of one person, so many searches or so many disclosed persons.</summary>
    public const int ManySearches = 60;
    public const int ManyPersons = 200;

    private const string ListColumns = "at, actor, section_code, terminal, operation, purpose, legal_basis, outcome, persons, items, detail, record_id";

    private const string Where = """
        at >= $1 and at < $2
          and ($3::text is null or actor = $3) and ($4::text is null or operation = $4) and ($5::bigint is null or persons @> array[$5::bigint])
          and ($6::text is null or outcome = $6 or outcome like $6 || ' %') and ($7::text is null or items @> array[$7::text])
        """;

    private const string InJapan = "((at at time zone 'UTC') + interval '9 hours')";

    private static readonly string[] ListHeadings = ["日時", "操作者", "所属", "端末", "機能", "利用目的", "根拠", "結果", "対象者の宛名番号", "項目", "備考", "記録番号"];

    public static IReadOnlyList<string> Headings(AccessRecordAnalysis analysis) => analysis switch
    {
        AccessRecordAnalysis.PerActor => ["操作者", "所属", "サインイン", "サインインの失敗", "操作", "拒否", "延べ対象者", "個人番号", "最後の操作"],
        AccessRecordAnalysis.MassSearches => ["時間帯", "操作者", "所属", "検索", "延べ対象者", "個人番号"],
        _ => ListHeadings,
    };

    /// <summary>Headings whose column holds a count.</summary>
    public static bool IsCount(string heading) => heading is "サインイン" or "サインインの失敗" or "操作" or "拒否" or "延べ対象者" or "個人番号" or "検索";

    public static SqlBatch AddCount(SqlBatch batch, AccessRecordConditions conditions) =>
        batch.Add($"select count(*) from ({Statement(conditions.Analysis)}) found", Values(conditions));

    public static SqlBatch AddRows(SqlBatch batch, AccessRecordConditions conditions, (int Limit, long Offset)? page) => batch.Add(
        Statement(conditions.Analysis) + (page is { } cut ? string.Create(CultureInfo.InvariantCulture, $" limit {cut.Limit} offset {cut.Offset}") : ""), Values(conditions));

    private static string Statement(AccessRecordAnalysis analysis) => analysis switch
    {
        AccessRecordAnalysis.OffHours => $"""
            select {ListColumns} from platform.access_record where {Where} and $8::date[] is not null and $9::text[] is not null
              and (extract(hour from {InJapan}) not between {OpensAt} and {ClosesAt - 1} or {InJapan}::date = any($8))
            order by at desc, record_id
            """,
        AccessRecordAnalysis.SignInFailures => $"""
            select {ListColumns} from platform.access_record where {Where} and $8::date[] is not null
              and operation = any($9) and outcome like 'refused%'
            order by at desc, record_id
            """,
        AccessRecordAnalysis.PerActor => $"""
            select actor, max(section_code) as section_code,
                   count(*) filter (where operation = any($9) and outcome = 'done'), count(*) filter (where operation = any($9) and outcome like 'refused%'),
                   count(*), count(*) filter (where outcome like 'refused%'), coalesce(sum(cardinality(persons)), 0)::bigint,
                   count(*) filter (where items @> '{"{個人番号}"}'), max(at)
            from platform.access_record where {Where} and $8::date[] is not null
            group by actor order by count(*) desc, actor
            """,
        AccessRecordAnalysis.MassSearches => $"""
            select date_trunc('hour', at) as hour, actor, max(section_code) as section_code, count(*) filter (where operation like '%search%'),
                   coalesce(sum(cardinality(persons)), 0)::bigint, count(*) filter (where items @> '{"{個人番号}"}')
            from platform.access_record where {Where} and $8::date[] is not null and $9::text[] is not null
            group by date_trunc('hour', at), actor
            having count(*) filter (where operation like '%search%') >= {ManySearches} or sum(cardinality(persons)) >= {ManyPersons}
            order by hour desc, actor
            """,
        _ => $"select {ListColumns} from platform.access_record where {Where} and $8::date[] is not null and $9::text[] is not null order by at desc, record_id",
    };

    private static object?[] Values(AccessRecordConditions c) =>
    [
        StartOf(c.From), StartOf(c.To.AddDays(1)), c.Actor, c.Operation, c.Person, c.Outcome, c.Item,
        c.Analysis == AccessRecordAnalysis.OffHours ? ClosedDays.Between(c.From, c.To).ToArray() : Array.Empty<DateOnly>(),
        (string[])["platform.sign-in", "platform.second-factor"],
    ];

    /// <summary>Midnight in Japan.</summary>
    private static DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.FromHours(9));

    /// <param name="persons">How many numbers of persons are written out; the rest is counted.</param>
    public static string[] Read(NpgsqlDataReader row, AccessRecordAnalysis analysis, IReadOnlyDictionary<string, string> titles, int persons) => analysis switch
    {
        AccessRecordAnalysis.PerActor =>
            [row.GetString(0), row.GetString(1), .. Enumerable.Range(2, 6).Select(column => Count(row.GetInt64(column))), Moment(row.GetFieldValue<DateTimeOffset>(8))],
        AccessRecordAnalysis.MassSearches =>
            [Moment(row.GetFieldValue<DateTimeOffset>(0))[..13] + "時台", row.GetString(1), row.GetString(2), .. Enumerable.Range(3, 3).Select(column => Count(row.GetInt64(column)))],
        _ =>
        [
            Moment(row.GetFieldValue<DateTimeOffset>(0)), row.GetString(1), row.GetString(2), row.GetString(3),
            titles.GetValueOrDefault(row.GetString(4), row.GetString(4)), row.GetString(5), row.GetString(6), Outcome(row.GetString(7)),
            Persons(row.GetFieldValue<long[]>(8), persons), string.Join('、', row.GetFieldValue<string[]>(9)), row.GetString(10), row.GetGuid(11).ToString(),
        ],
    };

    private static string Moment(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(9)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Count(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Outcome(string outcome) => outcome switch
    {
        "done" => "完了",
        "repeated" => "再送への同じ回答",
        _ when outcome.StartsWith("refused ", StringComparison.Ordinal) => $"拒否 {outcome[8..]}",
        _ => outcome,
    };

    private static string Persons(long[] numbers, int longest)
    {
        var shown = string.Join(' ', numbers.Take(longest).Select(number => number.ToString("D15", CultureInfo.InvariantCulture)));
        return numbers.Length <= longest ? shown : string.Create(CultureInfo.InvariantCulture, $"{shown} ほか{numbers.Length - longest}人");
    }
}
