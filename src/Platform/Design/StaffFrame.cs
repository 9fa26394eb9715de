namespace Moyai.Platform.Design;

/// <summary>What every staff page shows around its own work: where we are, who is working, where one can go.</summary>
/// <param name="MunicipalityName">団体名, always visible.</param>
/// <param name="MunicipalityCode">全国地方公共団体コード, six digits.</param>
/// <param name="Colour">One of <see cref="MunicipalityColours.All"/>.</param>
/// <param name="IsDemo">True on test data: stripes and the word 検証環境.</param>
/// <param name="PersonName">氏名 of the signed-in person.</param>
/// <param name="SectionName">所属.</param>
/// <param name="Menu">The side menu, at most nine entries: <c>m</c> and a digit opens one.</param>
/// <param name="CurrentPath">The path of this page, which marks the menu.</param>
/// <param name="AntiforgeryToken">The request token of every form.</param>
/// <param name="AntiforgeryFieldName">The field that carries it.</param>
/// <param name="ShownAt">The time of this page in words, for the printed header: 令和8年11月22日 10:42.</param>
public sealed record StaffFrame(
    string MunicipalityName,
    string MunicipalityCode,
    string Colour,
    bool IsDemo,
    string PersonName,
    string SectionName,
    IReadOnlyList<MenuItem> Menu,
    string CurrentPath,
    string AntiforgeryToken,
    string AntiforgeryFieldName,
    string ShownAt)
{
    /// <summary>Where the sign-out form posts to.</summary>
    public string SignOutPath { get; init; } = "/sign-out";

    /// <summary>Where the search at the top posts to; null when this person may not search.</summary>
    public string? SearchPath { get; init; } = "/residents/search";

    /// <summary>The visible label of the search at the top.</summary>
    public string SearchLabel { get; init; } = "検索";

    /// <summary>What can be searched for, in words.</summary>
    public string SearchSupport { get; init; } = "氏名・カナ・生年月日・住所・宛名番号";

    /// <summary>The first page after sign-in.</summary>
    public string HomePath { get; init; } = "/";

    /// <summary>When the session ends; the page warns five minutes before.</summary>
    public DateTimeOffset? SessionEnds { get; init; }

    /// <summary>A POST here lengthens the session and answers with the header <c>X-Session-Ends</c>; null when it cannot be lengthened.</summary>
    public string? SessionExtendPath { get; init; }

    /// <summary>Waiting work of this person, in words: 承認待ち 12件.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];
}

/// <summary>One entry of the side menu.</summary>
/// <param name="About">What it is for, in one line on the first page.</param>
public sealed record MenuItem(string Text, string Href, int? Count = null, string About = "");

/// <summary>A short message with a way to the work it speaks of.</summary>
public sealed record Notice(string Text, string Href);

/// <summary>A key and what it does, printed in the bar at the bottom and in the list of keys.</summary>
public sealed record KeyHint(string Key, string Does)
{
    /// <summary>A single letter, digit or sign can be switched off (WCAG 2.1.4).</summary>
    public bool IsSingle => Key.Split(' ').All(k => k.Length == 1 && !"↑↓←→".Contains(k[0], StringComparison.Ordinal)) || Key.StartsWith("m+", StringComparison.Ordinal);
}

/// <summary>A field and what is to be mended in it.</summary>
public sealed record FieldError(string FieldId, string Text);

/// <summary>One answer that can be chosen.</summary>
public sealed record Choice(string Value, string Text, string? Support = null);
