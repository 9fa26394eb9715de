using System.Text.Json;

namespace Moyai.Kernel.Tests;

public sealed class KanaTests
{
    [Theory]
    [InlineData("ﾜﾀﾅﾍﾞ ﾀﾛｳ", "ワタナベ　タロウ")]
    [InlineData("わたなべ　たろう", "ワタナベ　タロウ")]
    [InlineData("ｶﾞｷﾞｸﾞｹﾞｺﾞﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟ", "ガギグゲゴパピプペポ")]
    [InlineData("ｳﾞｧｲｵﾘﾝ", "ヴァイオリン")]
    [InlineData("ゔぁ", "ヴァ")]
    [InlineData("か\u3099", "ガ")]
    [InlineData("ハ゜", "パ")]
    [InlineData("ｽｰｻﾞﾝ", "スーザン")]
    [InlineData("ス－ザン", "スーザン")]
    [InlineData("ﾏﾘｱ･ﾛｻ", "マリア・ロサ")]
    [InlineData("ｦｯｬｭｮ", "ヲッャュョ")]
    public void Kana_of_any_width_becomes_full_width_katakana(string typed, string expected)
    {
        Assert.Equal(expected, Kana.ToFullWidth(typed));
        Assert.Equal(expected, Kana.Parse(typed).Value.Value);
    }

    [Theory]
    [InlineData("", "KAN-001")]
    [InlineData("　", "KAN-001")]
    [InlineData("ワタナベTARO", "KAN-002")]
    [InlineData("渡辺", "KAN-002")]
    [InlineData("ワタナベ、タロウ", "KAN-002")]
    [InlineData("ア゜", "KAN-002")]
    public void Anything_else_is_refused(string typed, string code) => Assert.Equal(code, Kana.Parse(typed).Refusal?.Code);

    [Fact]
    public void Kana_prints_masked_and_travels_as_a_string()
    {
        var kana = Kana.Parse("ﾜﾀﾅﾍﾞ").Value;
        Assert.Equal("****", $"{kana}");
        Assert.Equal(kana, JsonSerializer.Deserialize<Kana>(JsonSerializer.Serialize(kana)));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Kana>("\"渡辺\""));
    }
}
