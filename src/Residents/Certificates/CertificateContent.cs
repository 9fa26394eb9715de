using Moyai.Kernel;
using Moyai.MyNumber;
using Moyai.Residents.Model;

namespace Moyai.Residents.Certificates;

/// <summary>What stands on a 住民票の写し, before it is drawn: labels and texts in their order.</summary>
internal sealed record CertificateContent(
    string MunicipalityName,
    string Address,
    string? HeadName,
    IReadOnlyList<CertificatePerson> Persons,
    string Attestation,
    string IssuedOn,
    string CertifierTitle,
    string CertifierName,
    string IssueNumber,
    bool Joint,
    bool OfficialUse,
    bool IsSample)
{
    public const string Omitted = "省略";

    public override string ToString() => $"CertificateContent {{ {IssueNumber} }}";

    /// <summary>The rows of one person: each one or two cells of label and text.</summary>
    public static CertificatePerson PersonOf(Resident person, CertificateOptions options, IndividualNumber? number)
    {
        var rows = new List<IReadOnlyList<CertificateCell>>
        {
            Row(("フリガナ", person.Kana), ("続柄", options.HeadAndRelation ? person.Text(Items.Relation) ?? "" : Omitted)),
            Row(("氏名", NameOf(person)), ("性別", person.Text(Items.Sex) ?? "")),
            Row(("生年月日", person.ShownBirth), (person.IsForeign ? "外国人住民となった年月日" : "住民となった年月日", ItemText.Of(person, person.IsForeign ? Items.BecameForeignResident : Items.BecameResident))),
            Row(("住所を定めた年月日", ItemText.Of(person, Items.AddressSince)), ("届出の年月日", ItemText.Of(person, Items.NotifiedOn))),
        };
        if (person.IsForeign)
        {
            rows.Add(Row(("国籍・地域", Shown(options.Nationality, Items.Nationality)), ("法第30条の45に規定する区分", Shown(options.ResidenceStatus, Items.ResidenceClass))));
            rows.Add(Row(("在留資格", Shown(options.ResidenceStatus, Items.ResidenceStatus)), ("在留期間等", Shown(options.ResidenceStatus, Items.ResidencePeriod))));
            rows.Add(Row(("在留期間の満了の日", Shown(options.ResidenceStatus, Items.ResidenceUntil)), ("在留カード等の番号", options.ResidenceCardNumber ? person.Text(Items.ResidenceCardNumber) ?? person.Text(Items.SpecialPermanentNumber) ?? "" : Omitted)));
        }
        else
        {
            rows.Add(Row(("本籍", Shown(options.FamilyRegister, Items.Honseki)), ("筆頭者", Shown(options.FamilyRegister, Items.HeadOfFamilyRegister))));
        }
        rows.Add(Row(("転入前住所", ItemText.Of(person, Items.PreviousAddress))));
        rows.Add(Row(("個人番号", options.IndividualNumber ? number?.Reveal() ?? "" : Omitted), ("住民票コード", Shown(options.ResidentCode, Items.ResidentCode))));
        return new CertificatePerson(rows);

        string Shown(bool wanted, ResidentItem item) => wanted ? ItemText.Of(person, item) : Omitted;
    }

    /// <summary>氏名 with 旧氏 or 通称 beside it (1.1.7).</summary>
    private static string NameOf(Resident person)
    {
        var names = new[] { person.Text(Items.Name), person.IsForeign ? person.Text(Items.NameLatin) : null }.OfType<string>();
        var shown = string.Join('　', names);
        if (person.Text(Items.FormerName) is { } former)
            shown += $"（旧氏　{former}）";
        if (person.Text(Items.Alias) is { } alias)
            shown += $"（通称　{alias}）";
        return shown;
    }

    private static CertificateCell[] Row(params ReadOnlySpan<(string Label, string Text)> cells)
    {
        var row = new CertificateCell[cells.Length];
        for (var i = 0; i < cells.Length; i++)
            row[i] = new CertificateCell(cells[i].Label, cells[i].Text);
        return row;
    }
}

/// <summary>One person's rows.</summary>
internal sealed record CertificatePerson(IReadOnlyList<IReadOnlyList<CertificateCell>> Rows)
{
    public override string ToString() => "CertificatePerson { **** }";
}

/// <summary>A label and its text.</summary>
internal sealed record CertificateCell(string Label, string Text)
{
    public override string ToString() => $"CertificateCell {{ {Label} }}";
}
