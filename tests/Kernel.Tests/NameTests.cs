using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Moyai.Kernel.Tests;

public sealed class NameTests
{
    private const string Watanabe = "渡邉\U000E0114 𠮷太郎";

    [Fact]
    public void A_name_keeps_every_code_point_and_its_variation_selector()
    {
        var name = PersonName.Parse(Watanabe).Value;
        Assert.Equal(Watanabe, name.Value, StringComparer.Ordinal);
        Assert.Equal(Watanabe, JsonSerializer.Deserialize<PersonName>(JsonSerializer.Serialize(name)).Value, StringComparer.Ordinal);
        Assert.Equal("が", PersonName.Parse("が").Value.Value, StringComparer.Ordinal);
        Assert.Equal("か\u3099", PersonName.Parse("か\u3099").Value.Value, StringComparer.Ordinal);
        Assert.Equal("\uFA19", PersonName.Parse("\uFA19").Value.Value, StringComparer.Ordinal);
        Assert.NotEqual(PersonName.Parse("渡邉").Value, PersonName.Parse("渡邉\U000E0114").Value);
    }

    [Fact]
    public void A_name_prints_masked() => Assert.Equal("****", $"{PersonName.Parse(Watanabe).Value}");

    [Fact]
    public void An_ivs_and_a_surrogate_pair_count_one_each()
    {
        Assert.Equal(6, KanjiText.CountCharacters(Watanabe));
        Assert.Equal(6, PersonName.Parse(Watanabe).Value.CharacterCount);
        Assert.Equal(0, KanjiText.CountCharacters(""));
        Assert.Equal(2, KanjiText.CountCharacters("葛\uFE00城"));
    }

    [Fact]
    public void Characters_come_with_their_selector()
    {
        var characters = KanjiText.EnumerateCharacters("邉\U000E0114𠮷").ToList();
        Assert.Equal([new(new Rune('邉'), new Rune(0xE0114)), new(new Rune(0x20BB7), null)], characters);
    }

    [Theory]
    [InlineData("山\n川", 1, KanjiFault.Control)]
    [InlineData("山\u0000", 1, KanjiFault.Control)]
    [InlineData("山\uFFFF", 1, KanjiFault.Control)]
    [InlineData("山\uE000", 1, KanjiFault.PrivateUse)]
    [InlineData("山\U000F0000", 1, KanjiFault.PrivateUse)]
    [InlineData("\U000E0100山", 0, KanjiFault.StraySelector)]
    [InlineData("山\U000E0100\U000E0101", 3, KanjiFault.StraySelector)]
    public void A_fault_is_found_with_its_place(string text, int index, KanjiFault fault)
    {
        var problem = KanjiText.FindProblem(text);
        Assert.Equal((index, fault), (problem!.Value.Index, problem.Value.Fault));
        Assert.False(KanjiText.IsWellFormed(text));
        Assert.False(PersonName.Parse(text).IsSuccess);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_a_fault()
    {
        Assert.Equal(new KanjiProblem(1, 0xD842, KanjiFault.LoneSurrogate), KanjiText.FindProblem("山\uD842"));
        Assert.Equal(new KanjiProblem(0, 0xDFB7, KanjiFault.LoneSurrogate), KanjiText.FindProblem("\uDFB7山"));
        Assert.Equal("NAM-003", PersonName.Parse("山\uD842").Refusal?.Code);
    }

    [Fact]
    public void Private_use_characters_pass_where_they_are_allowed()
    {
        Assert.True(KanjiText.IsWellFormed("山\uE000", allowPrivateUse: true));
        Assert.Equal("NAM-002", PersonName.Parse("山\uE000").Refusal?.Code);
        Assert.Equal("NAM-001", PersonName.Parse("　").Refusal?.Code);
        Assert.Equal("NAM-003", PersonName.Parse("山\t川").Refusal?.Code);
    }

    [Fact]
    public void Any_kanji_name_survives_unchanged()
    {
        var characters = Gen.OneOf(
            Gen.Choose(0x4E00, 0x9FFF), Gen.Choose(0x20000, 0x2A6DF), Gen.Choose(0xF900, 0xFA6D), Gen.Choose(0x3041, 0x3096), Gen.Choose(0x30A1, 0x30FA));
        var ivs = characters.SelectMany(_ => Gen.Choose(-200, 0xEF), (c, s) => char.ConvertFromUtf32(c) + (s < 0 ? "" : char.ConvertFromUtf32(0xE0100 + s)));
        Check.QuickThrowOnFailure(Prop.ForAll(ivs.NonEmptyListOf().ToArbitrary(), parts =>
        {
            var text = string.Concat(parts);
            return string.Equals(PersonName.Parse(text).Value.Value, text, StringComparison.Ordinal)
                && KanjiText.CountCharacters(text) == parts.Count
                && KanjiText.EnumerateCharacters(text).Count() == parts.Count
                && SearchKey.Text(text) == SearchKey.Text(string.Concat(KanjiText.EnumerateCharacters(text).Select(c => c.Base.ToString())));
        }));
    }
}
