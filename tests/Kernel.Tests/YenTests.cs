using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Moyai.Kernel.Tests;

public sealed class YenTests
{
    [Theory]
    [InlineData(2_345_999, 2_345_000)]
    [InlineData(1_000, 1_000)]
    [InlineData(999, 0)]
    public void The_tax_base_loses_what_is_below_a_thousand(long amount, long expected) =>
        Assert.Equal(new Yen(expected), new Yen(amount).RoundDownToThousandYen());

    [Theory]
    [InlineData(12_399, 12_300)]
    [InlineData(100, 100)]
    [InlineData(99, 0)]
    public void The_final_tax_loses_what_is_below_a_hundred(long amount, long expected) =>
        Assert.Equal(new Yen(expected), new Yen(amount).RoundDownToHundredYen());

    [Theory]
    [InlineData(1_999, 0, 1_900)]
    [InlineData(2_999, 2_000, 2_900)]
    [InlineData(999, 0, 0)]
    [InlineData(1_000, 0, 1_000)]
    public void Delinquent_charges_have_their_own_thresholds(long amount, long asBase, long asCharge)
    {
        Assert.Equal(new Yen(asBase), new Yen(amount).RoundDownDelinquentBase());
        Assert.Equal(new Yen(asCharge), new Yen(amount).RoundDownDelinquentCharge());
    }

    [Theory]
    [InlineData(123_400, 4, 33_400, 30_000)]
    [InlineData(10_000, 4, 4_000, 2_000)]
    [InlineData(3_900, 4, 3_900, 0)]
    public void The_first_instalment_takes_what_the_others_leave(long amount, int count, long first, long other)
    {
        var instalments = new Yen(amount).SplitIntoInstalments(count);
        Assert.Equal(new Yen(first), instalments[0]);
        Assert.All(instalments.Skip(1), instalment => Assert.Equal(new Yen(other), instalment));
    }

    [Fact]
    public void Rates_are_exact()
    {
        Assert.Equal(new Rate(3, 50), Rate.Percent(6m));
        Assert.Equal(new Rate(16979, 20000), Rate.Percent(84.895m));
        Assert.Equal(new Yen(84_895), new Yen(100_000).TimesRoundedDown(Rate.Percent(84.895m)));
        Assert.Equal(new Yen(33), new Yen(100).TimesRoundedDown(new Rate(1, 3)));
        Assert.Equal(new Yen(34), new Yen(100).TimesRoundedUp(new Rate(1, 3)));
        Assert.Equal(new Yen(50), new Yen(100).TimesRoundedUp(new Rate(1, 2)));
        Assert.Equal(Yen.Zero, new Yen(100).TimesRoundedUp(default));
    }

    [Fact]
    public void Overflow_and_negative_amounts_are_bugs()
    {
        Assert.Throws<OverflowException>(() => new Yen(long.MaxValue) + new Yen(1));
        Assert.Throws<OverflowException>(() => new Yen(long.MaxValue) * 2);
        Assert.Throws<OverflowException>(() => new Yen(long.MaxValue).TimesRoundedDown(new Rate(2, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Yen(-1).RoundDownToHundredYen());
        Assert.Throws<ArgumentOutOfRangeException>(() => Rate.Percent(-1m));
    }

    [Theory]
    [InlineData("1234", 1234)]
    [InlineData("1,234円", 1234)]
    [InlineData("１，２３４円", 1234)]
    [InlineData("−500", -500)]
    public void Amounts_are_read_as_people_write_them(string typed, long amount) => Assert.Equal(new Yen(amount), Yen.Parse(typed, null));

    [Fact]
    public void Print_and_parse_agree()
    {
        Check.QuickThrowOnFailure(Prop.ForAll<long>(amount => Yen.Parse(new Yen(amount).ToString(), null) == new Yen(amount)
            && JsonSerializer.Deserialize<Yen>(JsonSerializer.Serialize(new Yen(amount))) == new Yen(amount)));
        Assert.Equal("1,234円", new Yen(1234).ToString());
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Yen>("1.5"));
    }

    [Fact]
    public void Instalments_add_up_to_the_whole()
    {
        var cases = Gen.Choose(0, int.MaxValue).SelectMany(_ => Gen.Choose(1, 12), (amount, count) => (amount, count)).ToArbitrary();
        Check.QuickThrowOnFailure(Prop.ForAll(cases, c => new Yen(c.amount).SplitIntoInstalments(c.count).Aggregate(Yen.Zero, (sum, yen) => sum + yen) == new Yen(c.amount)));
    }
}
