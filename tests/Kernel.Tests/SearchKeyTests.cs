using FsCheck;
using FsCheck.Fluent;

namespace Moyai.Kernel.Tests;

public sealed class SearchKeyTests
{
    // The examples of 2.1.2, one row each, then what follows from its rules.
    [Theory]
    [InlineData("ヂ", "ジ")]
    [InlineData("ズ", "ヅ")]
    [InlineData("ワ", "ハ")]
    [InlineData("ヴァ", "バ")]
    [InlineData("ヴィ", "ビ")]
    [InlineData("ヴ", "ブ")]
    [InlineData("オ", "ヲ")]
    [InlineData("ヒ", "ピ")]
    [InlineData("ッ", "ツ")]
    [InlineData("ャ", "ヤ")]
    [InlineData("ュ", "ユ")]
    [InlineData("ョ", "ヨ")]
    [InlineData("コウ", "コオ")]
    [InlineData("ヂ", "チ")]
    [InlineData("ヅ", "ツ")]
    [InlineData("ヴェ", "ベ")]
    [InlineData("ヴォ", "ボ")]
    [InlineData("ヴュ", "ビュ")]
    [InlineData("ヴン", "ブン")]
    [InlineData("ヲ゛", "ヺ")]
    [InlineData("ゥ゛", "ウ")]
    [InlineData("ｳﾞｧﾝ", "バン")]
    [InlineData("ウ゛ァン", "バン")]
    [InlineData("う\u3099ぁん", "バン")]
    [InlineData("ゔぁん", "バン")]
    [InlineData("ガギグゲゴ", "カキクケコ")]
    [InlineData("パピプペポ", "バビブベボ")]
    [InlineData("ｶﾞｯｺｳ", "カツコオ")]
    [InlineData("サトウ　タロウ", "さとうたろう")]
    [InlineData("サトウ タロウ", "ｻﾄｳﾀﾛｳ")]
    [InlineData("ユウコ", "ユウコ")]
    [InlineData("キョウコ", "キヨオコ")]
    [InlineData("マリア・ロサ", "マリアロサ")]
    [InlineData("スーザン", "スザン")]
    [InlineData("オーノ", "オノ")]
    public void Kana_that_the_standard_takes_for_the_same_has_one_key(string left, string right) =>
        Assert.Equal(SearchKey.Kana(left), SearchKey.Kana(right));

    [Theory]
    [InlineData('ー')]
    [InlineData('―')]
    [InlineData('－')]
    [InlineData('‐')]
    [InlineData('ｰ')]
    [InlineData('-')]
    [InlineData('−')]
    public void Long_vowels_and_dashes_of_every_kind_make_no_difference(char dash) =>
        Assert.Equal(SearchKey.Kana("スザン"), SearchKey.Kana($"ス{dash}ザン"));

    [Theory]
    [InlineData("タナカ", "ナカタ")]
    [InlineData("カウ", "カオ")]
    [InlineData("ウオ", "オオ")]
    [InlineData("アイ", "アエ")]
    [InlineData("マツ", "マン")]
    public void Kana_of_other_sounds_keep_other_keys(string left, string right) =>
        Assert.NotEqual(SearchKey.Kana(left), SearchKey.Kana(right));

    [Fact]
    public void A_first_u_stays_and_the_key_is_large_full_width_katakana()
    {
        Assert.Equal("ウエノ", SearchKey.Kana("ｳｴﾉ"));
        Assert.Equal("ハタナヘ", SearchKey.Kana("ﾜﾀﾅﾍﾞ"));
        Assert.Equal("コオオノ", SearchKey.Kana("コウオノ"));
    }

    [Theory]
    [InlineData("辺邊邉边")]
    [InlineData("浜濱濵滨")]
    [InlineData("藤籐籘䕨")]
    [InlineData("髙高")]
    [InlineData("﨑崎嵜")]
    [InlineData("𠮷吉")]
    [InlineData("斉斎齊齋")]
    [InlineData("沢澤泽")]
    [InlineData("桜櫻")]
    [InlineData("国國圀囯")]
    [InlineData("広廣")]
    [InlineData("関關")]
    [InlineData("竜龍")]
    [InlineData("塩鹽")]
    [InlineData("実實")]
    [InlineData("恵惠")]
    [InlineData("栄榮")]
    [InlineData("与與")]
    [InlineData("桧檜")]
    [InlineData("富冨")]
    [InlineData("島嶋嶌")]
    [InlineData("峰峯")]
    [InlineData("柳栁桺")]
    [InlineData("曽曾")]
    [InlineData("条條")]
    [InlineData("真眞")]
    [InlineData("黒黑")]
    [InlineData("徳德")]
    [InlineData("増增")]
    [InlineData("郎郞")]
    [InlineData("土圡𡈽")]
    [InlineData("橋𣘺槗")]
    [InlineData("福\uFA1B")]
    [InlineData("神\uFA19")]
    [InlineData("祐\uFA4F")]
    [InlineData("劉刘")]
    [InlineData("一⼀")]
    public void Variants_of_one_kanji_have_one_key(string variants)
    {
        var keys = variants.EnumerateRunes().Select(rune => SearchKey.Text(rune.ToString())).Distinct();
        Assert.Single(keys);
    }

    [Theory]
    [InlineData("里", "裏")]
    [InlineData("谷", "穀")]
    [InlineData("叶", "葉")]
    [InlineData("干", "乾")]
    [InlineData("坂", "阪")]
    [InlineData("后", "後")]
    [InlineData("末", "未")]
    [InlineData("太", "大")]
    [InlineData("日", "曰")]
    public void Different_kanji_keep_different_keys(string left, string right) =>
        Assert.NotEqual(SearchKey.Text(left), SearchKey.Text(right));

    [Theory]
    [InlineData("渡邉\U000E0114　太郎", "渡辺太郎")]
    [InlineData("葛\U000E0100城", "葛城")]
    [InlineData("ＳＭＩＴＨ　Ｊｏｈｎ", "smithjohn")]
    [InlineData("ﾒｿﾞﾝ１０１", "メゾン101")]
    [InlineData("ス−ザン", "スーザン")]
    [InlineData("霞ヶ関", "霞ケ関")]
    public void Text_folds_for_search(string text, string key) => Assert.Equal(key, SearchKey.Text(text));

    [Theory]
    [InlineData("堀内二丁目3番4号")]
    [InlineData("堀内2-3-4")]
    [InlineData("堀内２丁目３−４")]
    [InlineData("堀内二丁目三番地四")]
    [InlineData("堀内2丁目3番地の4")]
    [InlineData("堀内２ー３ー４")]
    [InlineData("堀内 2の3の4")]
    [InlineData("堀内2ノ3ノ4号")]
    public void One_address_has_one_key_however_it_is_written(string address) =>
        Assert.Equal("堀内2-3-4", SearchKey.Address(address));

    [Theory]
    [InlineData("二十一番地", "21")]
    [InlineData("百五番地", "105")]
    [InlineData("二〇番", "20")]
    [InlineData("大字上野十番地", "大字上野10")]
    [InlineData("三番町6", "3番町6")]
    [InlineData("２丁目三の丸", "2-3の丸")]
    [InlineData("霞が関1丁目", "霞ケ関1")]
    [InlineData("霞ヶ関一丁目", "霞ケ関1")]
    [InlineData("2番地もやいハイツ101号", "2もやいハイツ101")]
    [InlineData("", "")]
    public void Lots_are_written_in_digits(string address, string key) => Assert.Equal(key, SearchKey.Address(address));

    [Fact]
    public void What_is_typed_so_far_is_the_beginning_of_the_key()
    {
        var key = SearchKey.Address("堀内二丁目3番4号");
        foreach (var typed in new[] { "堀", "堀内", "堀内二", "堀内二丁目", "堀内二丁目3", "堀内二丁目3番", "堀内2-", "堀内2-3" })
            Assert.StartsWith(SearchKey.Address(typed), key, StringComparison.Ordinal);
    }

    [Fact]
    public void Grams_are_distinct_and_by_character()
    {
        Assert.Equal(["山", "田", "太", "山田", "田太", "山田太"], SearchKey.Grams("山田太"));
        Assert.Equal(["𠀀", "田", "𠀀田"], SearchKey.Grams("𠀀田"));
        Assert.Equal(["々", "々々", "々々々"], SearchKey.Grams("々々々"));
        Assert.Equal(["山"], SearchKey.Grams("山"));
        Assert.Empty(SearchKey.Grams(""));
    }

    [Fact]
    public void A_key_folds_to_itself()
    {
        var mixed = Gen.Elements("ス−- 　ザ\u3099゜ﾞかウｶａＡ9９邉渡𠮷髙ー・".EnumerateRunes().Select(r => r.ToString()).Append("\uD842").Append("\U000E0114"))
            .ListOf().Select(string.Concat).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(mixed, text => SearchKey.Text(SearchKey.Text(text)) == SearchKey.Text(text)));
        var kana = Gen.Choose(0x3041, 0x30FE).ListOf().Select(points => string.Concat(points.Select(p => (char)p))).ToArbitrary();
        Check.QuickThrowOnFailure(Prop.ForAll(kana, text =>
            SearchKey.Kana(SearchKey.Kana(text)) == SearchKey.Kana(text) && SearchKey.Kana(Kana.ToFullWidth(text)) == SearchKey.Kana(text)));
    }

    [Fact]
    public void Every_class_of_the_variant_table_has_one_representative_that_is_no_variant_itself()
    {
        var rows = EmbeddedTable.Lines("kanji_variants.tsv").Select(line => line.Split('\t')).ToList();
        Assert.True(rows.Count > 3000);
        Assert.Equal(rows.Count, rows.Select(row => row[0]).Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(rows.Select(row => row[1]).Intersect(rows.Select(row => row[0]), StringComparer.Ordinal));
    }

    [Fact]
    public void Long_texts_fold_like_short_ones()
    {
        var name = string.Concat(Enumerable.Repeat("渡邉　ギ千", 400));
        Assert.Equal(string.Concat(Enumerable.Repeat("渡辺ギ千", 400)), SearchKey.Text(name));
        Assert.Equal(string.Concat(Enumerable.Repeat("渡辺ギ1000", 400)), SearchKey.Address(name));
        Assert.Equal(1200, SearchKey.Kana(string.Concat(Enumerable.Repeat("ヴァナー カ", 400))).Length);
    }
}
