using Moyai.Kernel;

namespace Moyai.Standards.Tests;

public sealed class MunicipalityListTests
{
    [Fact]
    public void There_are_1741_municipalities_of_the_four_kinds()
    {
        Assert.Equal(1741, Municipalities.All.Length);
        var kinds = Municipalities.All.CountBy(entry => entry.Kind).ToDictionary();
        Assert.Equal(792, kinds["市"]);
        Assert.Equal(743, kinds["町"]);
        Assert.Equal(183, kinds["村"]);
        Assert.Equal(23, kinds["特別区"]);
        Assert.All(Municipalities.All, entry => Assert.Equal(entry.Kind[^1], entry.Name[^1]));
    }

    [Fact]
    public void Codes_are_unique_sorted_and_belong_to_their_prefecture()
    {
        Assert.Equal(1741, Municipalities.All.Select(entry => entry.Code).Distinct().Count());
        Assert.Equal(Municipalities.All.Select(entry => entry.Code).Order(), Municipalities.All.Select(entry => entry.Code));
        foreach (var entry in Municipalities.All)
            Assert.Equal(entry.Prefecture, Municipalities.Prefectures.Single(p => p.Number == entry.Code.PrefectureCode).Name);
    }

    [Fact]
    public void There_are_47_prefectures_numbered_from_01_to_47()
    {
        Assert.Equal(Enumerable.Range(1, 47).Select(number => $"{number:00}"), Municipalities.Prefectures.Select(p => p.Number));
        Assert.All(Municipalities.Prefectures, p => Assert.Equal($"{p.Number}000", p.Code.Body));
        Assert.All(Municipalities.Prefectures, p => Assert.Contains(p.Name[^1], "都道府県"));
    }

    [Fact]
    public void Readings_are_full_width_katakana()
    {
        Assert.All(Municipalities.All, entry => Assert.Matches("^[ァ-ヶー]+$", entry.Kana));
        Assert.All(Municipalities.Prefectures, p => Assert.Matches("^[ァ-ヶー]+$", p.Kana));
    }

    [Fact]
    public void Every_town_and_village_but_the_nine_of_the_tokyo_islands_has_a_district()
    {
        var without = Municipalities.All.Where(entry => entry is { Kind: "町" or "村", District: "" }).ToList();
        Assert.Equal(9, without.Count);
        Assert.All(without, entry => Assert.Equal("東京都", entry.Prefecture));
        Assert.All(Municipalities.All.Where(entry => entry.Kind is "市" or "特別区"), entry => Assert.Equal("", entry.District));
        Assert.All(Municipalities.All.Where(entry => entry.District is not ""), entry => Assert.EndsWith("郡", entry.District, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("011002", "北海道", "札幌市", "サッポロシ")]
    [InlineData("042161", "宮城県", "富谷市", "トミヤシ")]
    [InlineData("131016", "東京都", "千代田区", "チヨダク")]
    [InlineData("143839", "神奈川県", "真鶴町", "マナヅルマチ")]
    [InlineData("221309", "静岡県", "浜松市", "ハママツシ")]
    [InlineData("282219", "兵庫県", "丹波篠山市", "タンバササヤマシ")]
    [InlineData("402311", "福岡県", "那珂川市", "ナカガワシ")]
    [InlineData("473821", "沖縄県", "与那国町", "ヨナグニチョウ")]
    public void Known_municipalities_are_found(string code, string prefecture, string name, string kana)
    {
        var entry = Municipalities.Find(MunicipalityCode.Parse(code));
        Assert.NotNull(entry);
        Assert.Equal((prefecture, name, kana), (entry.Prefecture, entry.Name, entry.Kana));
    }

    [Theory]
    [InlineData("010006")] // 北海道: a 都道府県
    [InlineData("011011")] // 札幌市中央区: a ward of a 指定都市
    [InlineData("016951")] // 色丹村: northern territories
    [InlineData("044237")] // 富谷町: a city since 2016
    [InlineData("403059")] // 那珂川町: a city since 2018
    public void Codes_that_are_no_municipality_are_not_found(string code) =>
        Assert.Null(Municipalities.Find(MunicipalityCode.Parse(code)));

    [Fact]
    public void The_full_name_has_the_prefecture_and_an_address_has_the_district_too()
    {
        var village = Municipalities.Find(MunicipalityCode.Parse("073644"))!;
        Assert.Equal("福島県檜枝岐村", village.FullName);
        Assert.Equal("福島県南会津郡檜枝岐村", village.AddressPrefix);
    }
}
