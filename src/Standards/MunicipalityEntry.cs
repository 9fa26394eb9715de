using Moyai.Kernel;

namespace Moyai.Standards;

/// <summary>市区町村: one of the 1,741 of standards/municipalities.csv.</summary>
/// <param name="Code">全国地方公共団体コード.</param>
/// <param name="Prefecture">都道府県名 such as 福島県.</param>
/// <param name="Name">市区町村名 such as 檜枝岐村, without 郡.</param>
/// <param name="Kana">The name's reading in full-width katakana.</param>
/// <param name="Kind">市, 町, 村 or 特別区.</param>
/// <param name="District">郡 such as 南会津郡; empty for 市 and 特別区 and for the islands of Tokyo.</param>
public sealed record MunicipalityEntry(MunicipalityCode Code, string Prefecture, string Name, string Kana, string Kind, string District)
{
    /// <summary>都道府県名 and 市区町村名, as certificates print them before an officer's title: 福島県檜枝岐村.</summary>
    public string FullName => Prefecture + Name;

    /// <summary>The beginning of an address: 福島県南会津郡檜枝岐村.</summary>
    public string AddressPrefix => Prefecture + District + Name;
}
