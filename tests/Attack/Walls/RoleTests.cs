using System.Net;
using Moyai.TestKit;

namespace Moyai.Attack.Walls;

public sealed class RoleTests(House house) : WallTests(house)
{
    /// <summary>Where a person without the second factor they need may still go: to get one, and out. Reviewed here.</summary>
    private static readonly string[] ToEnrol =
    [
        "POST /sign-out", "GET /me/second-factors", "POST /me/second-factors/totp/begin", "POST /me/second-factors/totp/finish", "POST /me/second-factors/totp/remove",
        "POST /me/second-factors/passkey/begin", "POST /me/second-factors/passkey/finish", "POST /me/second-factors/passkey/remove",
    ];

    [Fact]
    public async Task Who_has_no_right_is_refused_everywhere_and_sees_nobody()
    {
        var seat = await SeatAsync(Own, TownStaff.Nobody);
        var wrong = new List<string>();
        foreach (var target in Closed.Where(target => target.Permissions.Count > 0))
            foreach (var program in (bool[])[false, true])
                await RefusedAsync(target, "no right", program ? To(target, Own).By(seat).AsProgram() : To(target, Own).By(seat), wrong);
        AllHold(wrong);
    }

    [Fact]
    public async Task Every_right_but_those_of_the_route_is_not_enough()
    {
        var wrong = new List<string>();
        foreach (var group in Closed.Where(target => target.Permissions.Count > 0).GroupBy(target => string.Join(',', target.Permissions.Order(StringComparer.Ordinal))))
        {
            var seat = await House.Towns.SeatAsync(Own, await House.Towns.NewAccountAsync(Own, TownStaff.EveryPermission.Except(group.First().Permissions)));
            foreach (var target in group)
                await RefusedAsync(target, $"all but {group.Key}", To(target, Own).By(seat), wrong);
        }
        AllHold(wrong);
    }

    [Fact]
    public async Task A_right_that_has_ended_or_not_begun_is_no_right()
    {
        var account = await House.Towns.NewAccountAsync(Own, []);
        await using (var batch = House.Towns.Admin.CreateBatch())
        {
            foreach (var permission in TownStaff.EveryPermission)
                foreach (var (from, to) in ((string, string)[])[("2026-01-01", "2026-02-01"), ("2099-01-01", "2099-12-31")])
                {
                    var command = batch.CreateBatchCommand();
                    command.CommandText = $"insert into platform.permission_grant (municipality_code, grantee, permission, valid_from, valid_to) values ('{Own}', 'account:{account}', '{permission}', '{from}', '{to}')";
                    batch.BatchCommands.Add(command);
                }
            await batch.ExecuteNonQueryAsync();
        }
        var seat = await House.Towns.SeatAsync(Own, account);
        var wrong = new List<string>();
        foreach (var target in Closed.Where(target => target.Permissions.Count > 0))
            await RefusedAsync(target, "rights of another time", To(target, Own).By(seat), wrong);
        AllHold(wrong);
    }

    [Fact]
    public async Task Without_the_second_factor_nothing_that_needs_it_is_reached()
    {
        var wrong = new List<string>();
        foreach (var target in Closed.Where(target => target.Door!.Operations.Any(operation => operation.NeedsSecondFactor)))
        {
            var seat = await House.Towns.SeatAsync(Own, await House.Towns.NewAccountAsync(Own, target.Permissions), factor: null);
            await RefusedAsync(target, "no second factor", To(target, Own).By(seat), wrong, orTo: "/me/second-factors");
            await RefusedAsync(target, "no second factor, program", To(target, Own).By(seat).AsProgram(), wrong);
        }
        AllHold(wrong);
    }

    [Fact]
    public async Task Who_may_see_individual_numbers_and_shows_one_factor_only_may_do_nothing_but_enrol()
    {
        var wrong = new List<string>();
        foreach (var target in Closed.Where(target => !ToEnrol.Contains(target.Name)))
        {
            var seat = await House.Towns.SeatAsync(Own, await House.Towns.AccountAsync(Own, TownStaff.Everything), factor: null);
            await RefusedAsync(target, "one factor of two", To(target, Own).By(seat), wrong, orTo: "/me/second-factors");
        }
        AllHold(wrong);
        Assert.Empty(ToEnrol.Except(Closed.Select(target => target.Name)));
    }

    private static async Task RefusedAsync(Target target, string attack, Request request, List<string> wrong, string? orTo = null)
    {
        var answer = await request.SendAsync();
        wrong.AddRange(Leaks(target, attack, answer, Other));
        var sent = orTo is not null && answer.Status == HttpStatusCode.Redirect && answer.Location == $"/{Own}{orTo}";
        if (answer.Status != HttpStatusCode.Forbidden && !sent)
            wrong.Add($"{target} [{attack}]: {answer} → {answer.Location}");
        if (Canaries.Of(Own).ResidentsIn(answer.Body).FirstOrDefault() is { Text: { } text })
            wrong.Add($"{target} [{attack}]: {answer} tells 「{text}」");
    }
}
