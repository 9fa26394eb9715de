using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Moyai.Kernel;
using Moyai.Platform.Design;
using Moyai.Residents.Certificates;

namespace Moyai.Residents.Pages.Certificates;

/// <summary>交付請求 as it was chosen on the page: who, what is printed of them, how many.</summary>
/// <param name="Token">受付キー: pressing twice issues once.</param>
public sealed record CertificateForm(string Token, IReadOnlyList<AddresseeNumber> Persons, CertificateOptions Options, string Copies)
{
    /// <summary>載せる項目: what is not chosen is printed as 省略.</summary>
    public static readonly IReadOnlyList<Choice> Items =
    [
        new("head", "世帯主・続柄"), new("register", "本籍・筆頭者", "日本人だけ"), new("code", "住民票コード", "本人か同じ世帯の人の請求で、使いみちを確かめたときだけ"),
        new("number", "個人番号", "本人か同じ世帯の人の請求で、使いみちを確かめたときだけ"), new("nationality", "国籍・地域", "外国人だけ"),
        new("residence", "在留資格等", "外国人だけ。区分・在留資格・在留期間・満了の日"), new("card", "在留カード等の番号", "外国人だけ"),
    ];

    /// <summary>The standard's defaults, with everyone present chosen.</summary>
    public static CertificateForm Blank(IEnumerable<AddresseeNumber> persons) => new(NewToken(), [.. persons], new CertificateOptions(), "1");

    public static CertificateForm Read(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var items = form["items"].ToHashSet(StringComparer.Ordinal);
        var token = form["token"].ToString();
        var persons = form["persons"]
            .Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= 999_999_999_999_999 ? AddresseeNumber.FromRegister(value) : default(AddresseeNumber?))
            .OfType<AddresseeNumber>().Distinct().Take(100);
        return new CertificateForm(
            token.Length is >= 16 and <= 100 ? token : NewToken(), [.. persons],
            new CertificateOptions(
                form["form"] != "single", items.Contains("head"), items.Contains("register"), items.Contains("code"), items.Contains("number"),
                items.Contains("nationality"), items.Contains("residence"), items.Contains("card"), form["official_use"] == "1"),
            form["copies"].ToString());
    }

    /// <summary>部数, or null when it is not a number from 1 to <see cref="IssueCertificate.MostCopies"/>.</summary>
    public int? CopyCount =>
        int.TryParse(DigitText.Read(Copies), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= IssueCertificate.MostCopies ? count : null;

    public IReadOnlyCollection<string> ChosenItems =>
    [
        .. new (bool On, string Value)[]
        {
            (Options.HeadAndRelation, "head"), (Options.FamilyRegister, "register"), (Options.ResidentCode, "code"), (Options.IndividualNumber, "number"),
            (Options.Nationality, "nationality"), (Options.ResidenceStatus, "residence"), (Options.ResidenceCardNumber, "card"),
        }.Where(item => item.On).Select(item => item.Value),
    ];

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
