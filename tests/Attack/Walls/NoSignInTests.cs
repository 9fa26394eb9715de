using Moyai.Platform.Http;
using Moyai.TestKit;

namespace Moyai.Attack.Walls;

public sealed class NoSignInTests(House house) : WallTests(house)
{
    private static readonly string[] BrokenCookies =
    [
        "", "x", "073644", "073644.", $"073644.{new string('0', 64)}", $"073644.{new string('f', 63)}", $"073644.{new string('g', 64)}", $"073644.{new string('F', 64)}",
        "073644.' or '1'='1", $"999999.{new string('0', 64)}", new string('9', 4000), "%00%0d%0aSet-Cookie:x=1",
    ];

    [Fact]
    public async Task Without_a_sign_in_every_closed_route_asks_for_it_and_tells_nothing()
    {
        var wrong = new List<string>();
        foreach (var target in Closed)
            foreach (var program in (bool[])[false, true])
            {
                var request = To(target, Own);
                await HoldsAsync(target, program ? "no cookie, program" : "no cookie", program ? request.AsProgram() : request, wrong);
            }
        AllHold(wrong);
    }

    [Fact]
    public async Task A_broken_cookie_is_no_sign_in()
    {
        var wrong = new List<string>();
        foreach (var target in Closed)
            foreach (var cookie in BrokenCookies)
                await HoldsAsync(target, $"cookie {cookie}", To(target, Own).Cookie($"{StaffDoor.CookieName}={cookie}"), wrong);
        AllHold(wrong);
    }

    [Theory]
    [InlineData(SeatState.Expired)]
    [InlineData(SeatState.Idle)]
    [InlineData(SeatState.Killed)]
    public async Task A_session_that_is_over_is_no_sign_in(SeatState state)
    {
        var account = await House.Towns.AccountAsync(Own, TownStaff.Everything);
        var seat = await House.Towns.SeatAsync(Own, account, state: state);
        var wrong = new List<string>();
        foreach (var target in Closed)
            await HoldsAsync(target, $"{state} session", To(target, Own).By(seat), wrong);
        AllHold(wrong);
    }

    [Fact]
    public async Task The_session_of_an_account_that_has_ended_is_no_sign_in()
    {
        var account = await House.Towns.NewAccountAsync(Own, TownStaff.EveryPermission);
        var seat = await House.Towns.SeatAsync(Own, account);
        await using (var command = House.Towns.Admin.CreateCommand($"update platform.account set valid_to = current_date - 2 where account_id = '{account}'"))
            await command.ExecuteNonQueryAsync();
        var wrong = new List<string>();
        foreach (var target in Closed)
            await HoldsAsync(target, "ended account", To(target, Own).By(seat), wrong);
        AllHold(wrong);
    }

    [Fact]
    public async Task The_token_of_one_town_opens_nothing_under_the_code_of_the_other()
    {
        var seat = await SeatAsync(Own, TownStaff.Everything);
        var wrong = new List<string>();
        foreach (var target in Closed)
            await HoldsAsync(target, "token under the other code", To(target, Other).Cookie($"{StaffDoor.CookieName}={Other}.{seat.Token}"), wrong, Other);
        AllHold(wrong);
    }

    /// <summary>The twin: with a living session the same requests are let in, so the refusals above come from its absence.</summary>
    [Fact]
    public async Task A_living_session_is_let_in()
    {
        var seat = await SeatAsync(Own, TownStaff.Everything);
        foreach (var target in Closed.Where(target => !target.Writes))
        {
            var answer = await To(target, Own).By(seat).SendAsync();
            Assert.False(answer.SaysSignIn, answer.ToString());
        }
    }

    private static async Task HoldsAsync(Target target, string attack, Request request, List<string> wrong, Kernel.MunicipalityCode? at = null)
    {
        var answer = await request.SendAsync();
        wrong.AddRange(Leaks(target, attack, answer, Own, Other));
        if (!answer.SaysSignIn || (answer.Location is { } location && location != $"/{at ?? Own}/sign-in"))
            wrong.Add($"{target} [{attack}]: {answer} → {answer.Location}");
    }
}
