using Moyai.Kernel;

namespace Moyai.Standards;

/// <summary>都道府県: one of the 47 of standards/prefectures.csv.</summary>
/// <param name="Number">都道府県コード, two digits (JIS X 0401).</param>
/// <param name="Code">Its 全国地方公共団体コード.</param>
/// <param name="Name">都道府県名.</param>
/// <param name="Kana">The name's reading in full-width katakana.</param>
public sealed record PrefectureEntry(string Number, MunicipalityCode Code, string Name, string Kana);
