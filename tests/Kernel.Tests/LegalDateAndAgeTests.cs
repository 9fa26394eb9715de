namespace Moyai.Kernel.Tests;

public sealed class LegalDateAndAgeTests
{
    [Fact]
    public void A_day_on_the_calendar_is_read() =>
        Assert.Equal(new DateOnly(2026, 11, 22), LegalDate.ParseInput("R8.11.22").Value);

    [Theory]
    [InlineData("R7.2.29", "DAT-008")]
    [InlineData("R8.4.31", "DAT-008")]
    [InlineData("令和8年頃", "DAT-009")]
    [InlineData("年月日不詳", "DAT-009")]
    [InlineData("x", "DAT-002")]
    public void Other_days_are_refused(string typed, string code) =>
        Assert.Equal(code, LegalDate.ParseInput(typed).Refusal?.Code);

    [Theory]
    [InlineData("2000-04-01", "2020-03-31", 19)]
    [InlineData("2000-04-01", "2020-04-01", 20)]
    [InlineData("2000-04-01", "2000-04-01", 0)]
    [InlineData("2000-02-29", "2021-02-28", 20)]
    [InlineData("2000-02-29", "2021-03-01", 21)]
    [InlineData("2000-02-29", "2024-02-28", 23)]
    [InlineData("2000-02-29", "2024-02-29", 24)]
    public void The_register_shows_the_new_age_from_the_birthday(string birth, string day, int age) =>
        Assert.Equal(age, Age.On(Iso(birth), Iso(day)));

    [Theory]
    [InlineData("2019-04-01", 6, "2025-03-31")]
    [InlineData("2019-04-02", 6, "2025-04-01")]
    [InlineData("2000-01-01", 18, "2017-12-31")]
    [InlineData("2000-02-29", 20, "2020-02-28")]
    [InlineData("2000-02-29", 21, "2021-02-28")]
    [InlineData("2000-03-01", 20, "2020-02-29")]
    [InlineData("2000-03-01", 21, "2021-02-28")]
    public void An_age_is_reached_at_the_end_of_the_day_before_the_birthday(string birth, int age, string day) =>
        Assert.Equal(Iso(day), Age.ReachedOn(Iso(birth), age));

    [Fact]
    public void The_two_rules_meet_on_the_morning_after()
    {
        for (var number = Iso("1996-01-01").DayNumber; number <= Iso("2000-12-31").DayNumber; number++)
        {
            var birth = DateOnly.FromDayNumber(number);
            for (var age = 1; age < 9; age++)
            {
                var reached = Age.ReachedOn(birth, age);
                Assert.Equal(age - 1, Age.On(birth, reached));
                Assert.Equal(age, Age.On(birth, reached.AddDays(1)));
            }
        }
    }

    [Fact]
    public void An_age_before_birth_is_a_bug() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Age.On(Iso("2000-01-02"), Iso("2000-01-01")));

    private static DateOnly Iso(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
