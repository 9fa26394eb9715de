namespace Moyai.Kernel.Tests;

public sealed class EraTests
{
    [Theory]
    [InlineData(1873, 1, 1, "明治6年1月1日", "M6.1.1")]
    [InlineData(1912, 7, 29, "明治45年7月29日", "M45.7.29")]
    [InlineData(1912, 7, 30, "大正元年7月30日", "T1.7.30")]
    [InlineData(1926, 12, 24, "大正15年12月24日", "T15.12.24")]
    [InlineData(1926, 12, 25, "昭和元年12月25日", "S1.12.25")]
    [InlineData(1989, 1, 7, "昭和64年1月7日", "S64.1.7")]
    [InlineData(1989, 1, 8, "平成元年1月8日", "H1.1.8")]
    [InlineData(2019, 4, 30, "平成31年4月30日", "H31.4.30")]
    [InlineData(2019, 5, 1, "令和元年5月1日", "R1.5.1")]
    [InlineData(2026, 11, 22, "令和8年11月22日", "R8.11.22")]
    public void A_day_is_written_in_its_era(int year, int month, int day, string full, string compact)
    {
        Assert.Equal(full, Wareki.Format(new DateOnly(year, month, day)));
        Assert.Equal(full, Wareki.Format(year, month, day));
        Assert.Equal(compact, Wareki.FormatShort(new DateOnly(year, month, day)));
    }

    [Fact]
    public void A_day_that_no_calendar_has_is_written_as_it_is()
    {
        Assert.Equal("昭和50年2月29日", Wareki.Format(1975, 2, 29));
        Assert.Equal("S50.2.29", Wareki.FormatShort(1975, 2, 29));
        Assert.Equal("平成31年4月31日", Wareki.Format(2019, 4, 31));
    }

    [Fact]
    public void Days_before_Meiji_6_have_no_wareki() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Wareki.Format(new DateOnly(1872, 12, 31)));

    [Fact]
    public void A_new_era_is_one_row()
    {
        var eras = EraTable.Current.With(new Era("未来", 'X', 2050, new DateOnly(2050, 4, 1)));
        Assert.Equal("令和32年3月31日", Wareki.Format(new DateOnly(2050, 3, 31), eras));
        Assert.Equal("未来元年4月1日", Wareki.Format(new DateOnly(2050, 4, 1), eras));
        Assert.Equal("未来2年1月1日", Wareki.Format(new DateOnly(2051, 1, 1), eras));
    }

    [Fact]
    public void Eras_out_of_order_are_refused() =>
        Assert.Throws<ArgumentException>(() => EraTable.Current.With(new Era("過去", 'X', 2000, new DateOnly(2000, 1, 1))));
}
