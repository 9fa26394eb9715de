namespace Moyai.Residents.Certificates;

/// <summary>記載事項の指定 (5.1). The defaults are the standard's: what needs a special request is left out.</summary>
/// <param name="Joint">世帯連記式 (four to a sheet); otherwise 個人票, one sheet each.</param>
/// <param name="HeadAndRelation">世帯主の氏名・続柄.</param>
/// <param name="FamilyRegister">本籍・筆頭者.</param>
/// <param name="ResidentCode">住民票コード.</param>
/// <param name="IndividualNumber">個人番号.</param>
/// <param name="Nationality">国籍・地域.</param>
/// <param name="ResidenceStatus">法第30条の45に規定する区分, 在留資格, 在留期間, 満了の日.</param>
/// <param name="ResidenceCardNumber">在留カード等の番号.</param>
/// <param name="OfficialUse">「公用」の表示 (5.7).</param>
public sealed record CertificateOptions(
    bool Joint = true,
    bool HeadAndRelation = false,
    bool FamilyRegister = false,
    bool ResidentCode = false,
    bool IndividualNumber = false,
    bool Nationality = false,
    bool ResidenceStatus = false,
    bool ResidenceCardNumber = false,
    bool OfficialUse = false)
{
    /// <summary>The items printed on request, as the 交付履歴 keeps them.</summary>
    public IReadOnlyList<string> Chosen() =>
    [
        .. new (bool On, string Title)[]
        {
            (HeadAndRelation, "世帯主・続柄"), (FamilyRegister, "本籍・筆頭者"), (ResidentCode, "住民票コード"), (IndividualNumber, "個人番号"),
            (Nationality, "国籍・地域"), (ResidenceStatus, "在留資格等"), (ResidenceCardNumber, "在留カード等番号"),
        }.Where(item => item.On).Select(item => item.Title),
    ];
}
