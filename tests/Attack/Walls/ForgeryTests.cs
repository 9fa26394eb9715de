using System.Net;
using Moyai.Platform.Http;
using Moyai.TestKit;

namespace Moyai.Attack.Walls;

public sealed class ForgeryTests(House house) : WallTests(house)
{
    [Fact]
    public async Task A_write_that_our_page_did_not_send_is_refused_and_changes_nothing()
    {
        var seat = await SeatAsync(Own, TownStaff.Everything);
        var stranger = House.TokensOf(await SeatAsync(Own, TownStaff.Clerk));
        var before = await TownDigest.OfAsync(House.Towns, Own);
        var wrong = new List<string>();
        foreach (var target in House.Targets.Where(target => target.Writes))
        {
            Request Ask() => target.IsOpen ? To(target, Own) : To(target, Own).By(seat);
            Request Plain() => target.IsOpen ? new Request(House, HttpMethod.Post, Samples.Path(target, Own, Estate(Own))) : new Request(House, HttpMethod.Post, Samples.Path(target, Own, Estate(Own))).By(seat);

            await RefusedAsync(target, "no token", Ask().Forged(), wrong);
            await RefusedAsync(target, "from another site", Ask().Header("Sec-Fetch-Site", "cross-site"), wrong);
            await RefusedAsync(target, "from a neighbour site", Ask().Header("Sec-Fetch-Site", "same-site"), wrong);
            await RefusedAsync(target, "text instead of a form", Plain().Raw("{}"u8.ToArray(), "text/plain"), wrong);
            await RefusedAsync(target, "form of a stranger's session", Plain().Cookie(stranger.Cookie).Forged().Form([.. Samples.Body(target, Estate(Own)).Fields, ("__RequestVerificationToken", stranger.Field)]), wrong);
            if (!target.IsOpen)
                await RefusedAsync(target, "JSON that a form smuggles in", Plain().Forged().Raw("{\"q\":\"=\"}"u8.ToArray(), "application/json"), wrong);
        }
        AllHold(wrong);
        Assert.Equal(Calm(before), Calm(await TownDigest.OfAsync(House.Towns, Own)));
    }

    /// <summary>The twin: the same writes with the page's own token pass this wall.</summary>
    [Fact]
    public async Task A_write_from_our_own_page_passes()
    {
        var seat = await SeatAsync(Own, TownStaff.Everything);
        var answer = await new Request(House, HttpMethod.Post, $"/{Own}/residents").By(seat).Header("Sec-Fetch-Site", "same-origin").Form([("q", "さ")]).SendAsync();
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Fact]
    public async Task No_other_origin_is_ever_allowed_to_ask()
    {
        var seat = await SeatAsync(Own, TownStaff.Everything);
        foreach (var target in House.Targets)
        {
            House.CountAttack();
            using var message = new HttpRequestMessage(HttpMethod.Options, new Uri(Samples.Path(target, Own, Estate(Own)), UriKind.Relative));
            message.Headers.TryAddWithoutValidation("Origin", "https://elsewhere.example");
            message.Headers.TryAddWithoutValidation("Access-Control-Request-Method", target.Method);
            message.Headers.TryAddWithoutValidation("Access-Control-Request-Headers", RequestOrigin.Header);
            message.Headers.TryAddWithoutValidation("Cookie", $"{StaffDoor.CookieName}={seat.Cookie}");
            using var answer = await House.Client.SendAsync(message);
            Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task A_write_cannot_be_asked_with_another_method()
    {
        var seat = await SeatAsync(Own, TownStaff.Everything);
        var reads = House.Targets.Where(target => !target.Writes).Select(target => target.Pattern.RawText).ToHashSet(StringComparer.Ordinal);
        foreach (var target in Closed.Where(target => target.Writes && !reads.Contains(target.Pattern.RawText)))
            foreach (var method in (string[])["GET", "PUT", "DELETE", "PATCH", "TRACE"])
            {
                var answer = await new Request(House, new HttpMethod(method), Samples.Path(target, Own, Estate(Own))).By(seat).SendAsync();
                Assert.True(answer.Status is HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotFound, $"{method} {answer}");
            }
    }

    /// <summary>That someone was here stands in the session; nothing else may have moved.</summary>
    private static string Calm(string digest) => string.Join('\n', digest.Split('\n').Where(line => !line.StartsWith("platform.sign_in_session ", StringComparison.Ordinal)));

    private static async Task RefusedAsync(Target target, string attack, Request request, List<string> wrong)
    {
        var answer = await request.SendAsync();
        wrong.AddRange(Leaks(target, attack, answer, Own, Other).Where(leak => !leak.Contains(TownStaff.TownWord(Own), StringComparison.Ordinal)));
        if (answer.Status is not (HttpStatusCode.Forbidden or HttpStatusCode.BadRequest or HttpStatusCode.UnsupportedMediaType))
            wrong.Add($"{target} [{attack}]: {answer} → {answer.Location}");
    }
}
