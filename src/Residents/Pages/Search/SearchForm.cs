using System.Globalization;
using Microsoft.AspNetCore.Http;
using Moyai.Residents.Operations;

namespace Moyai.Residents.Pages.Search;

/// <summary>What was sent to search. Nothing of it ever stands in an address.</summary>
/// <param name="Typed">What is in the box.</param>
/// <param name="ResidentsOnly">現存者だけ.</param>
/// <param name="Page">The page asked for, from 1.</param>
/// <param name="After">Where the page before ended.</param>
public sealed record SearchForm(string Typed, bool ResidentsOnly, int Page, string? After)
{
    /// <summary>Longer than any name, address or number: the rest is cut.</summary>
    private const int MostTyped = 200;

    public static readonly SearchForm Blank = new("", false, 1, null);

    public static SearchForm Read(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var typed = form["q"].ToString();
        var (page, after) = Place(form["after"].ToString());
        return new SearchForm(typed.Length > MostTyped ? typed[..MostTyped] : typed, form["residents_only"] == "1", page, after);
    }

    public SearchResidents.Request Request => new(Typed, ResidentsOnly, After);

    /// <summary>The value of the button that asks for the next page.</summary>
    public string PlaceOf(string next) => string.Create(CultureInfo.InvariantCulture, $"{Page + 1}.{next}");

    private static (int Page, string? After) Place(string value)
    {
        var point = value.IndexOf('.', StringComparison.Ordinal);
        return point > 0 && int.TryParse(value[..point], NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 1 and < 1_000_000
            ? (page, value[(point + 1)..])
            : (1, null);
    }

    public override string ToString() => "SearchForm { **** }";
}

/// <summary>What the results page shows.</summary>
/// <param name="Found">Null where nothing was searched for.</param>
public sealed record SearchView(SearchForm Form, SearchResidents.Receipt? Found, TimeSpan Took)
{
    public int First => (Form.Page - 1) * SearchResidents.PageSize + 1;

    /// <summary>How many, and how quickly: 51人目から100人目まで 0.04秒.</summary>
    public string Count => Found is not { Lines.Count: > 0 } found ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{(Form.Page == 1 && found.Next is null ? $"{found.Lines.Count}人" : $"{First}人目から{First + found.Lines.Count - 1}人目まで{(found.Next is null ? "（終わり）" : "（続きあり）")}")}　{Took.TotalSeconds:0.00}秒");
}
