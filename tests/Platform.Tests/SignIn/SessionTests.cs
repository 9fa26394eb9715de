using System.Net;
using Moyai.Kernel;
using Moyai.Platform.Http;
using Moyai.Platform.SignIn;

namespace Moyai.Platform.Tests.SignIn;

public sealed class SessionTests(Towns towns) : IClassFixture<Towns>
{
    private static readonly byte[] Secret = [.. Enumerable.Range(1, 20).Select(i => (byte)i)];
    private static int s_count;

    private static MunicipalityCode Hayama => Towns.Hayama;

    private static string NewLogin() => $"person{Interlocked.Increment(ref s_count)}";

    private async Task<Browser> ComeInAsync(string login, byte[]? secret = null)
    {
        var browser = towns.NewBrowser();
        await browser.SignInAsync(Hayama, login);
        if (secret is not null)
            await browser.CodeAsync(Hayama, Totp.Code(secret, towns.Clock.GetUtcNow()));
        Assert.NotNull(browser.SessionCookie);
        return browser;
    }

    private static async Task AssertOutAsync(Browser browser) =>
        Assert.Equal($"/{Hayama}/sign-in", (await browser.GetAsync($"/{Hayama}/home")).Location);

    [Fact]
    public async Task A_session_ends_after_thirty_idle_minutes_and_not_before()
    {
        var login = NewLogin();
        await towns.AddAsync(Hayama, login);
        using var browser = await ComeInAsync(login);
        towns.Clock.Advance(SignInSessions.Idle - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/{Hayama}/home")).Status);
        towns.Clock.Advance(SignInSessions.Idle);
        await AssertOutAsync(browser);
    }

    [Fact]
    public async Task A_session_in_use_ends_after_a_working_day()
    {
        var login = NewLogin();
        await towns.AddAsync(Hayama, login);
        using var browser = await ComeInAsync(login);
        for (var passed = TimeSpan.Zero; passed < SignInSessions.Longest - TimeSpan.FromMinutes(20); passed += TimeSpan.FromMinutes(20))
        {
            towns.Clock.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/{Hayama}/home")).Status);
        }
        towns.Clock.Advance(TimeSpan.FromMinutes(20));
        await AssertOutAsync(browser);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_for_who_kept_its_cookie_too()
    {
        var login = NewLogin();
        await towns.AddAsync(Hayama, login);
        using var browser = await ComeInAsync(login);
        using var thief = towns.NewBrowser();
        thief.Cookies.Add(towns.Address, new Cookie(StaffDoor.CookieName, browser.SessionCookie!, "/"));
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync($"/{Hayama}/home")).Status);

        await browser.PostAsync($"/{Hayama}/home", $"/{Hayama}/sign-out");

        Assert.Null(browser.SessionCookie);
        await AssertOutAsync(thief);
    }

    [Fact]
    public async Task A_first_password_stands_before_everything_and_the_change_ends_the_other_sessions()
    {
        var login = NewLogin();
        await towns.AddAsync(Hayama, login, mustChange: true);
        using var browser = await ComeInAsync(login);
        using var other = await ComeInAsync(login);
        var before = browser.SessionCookie;

        Assert.Equal($"/{Hayama}/me/password", (await browser.GetAsync($"/{Hayama}/home")).Location);
        Assert.Equal($"/{Hayama}/me/password", (await browser.GetAsync($"/{Hayama}/me/second-factors")).Location);
        var page = $"/{Hayama}/me/password";
        foreach (var (fresh, repeat, message) in ((string, string, string)[])[
            ("short", "short", SignInErrors.PasswordTooShort.Message), ("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", SignInErrors.PasswordTooPlain.Message),
            (login + " is my name", login + " is my name", SignInErrors.PasswordTooPlain.Message), (Towns.Password, Towns.Password, SignInErrors.PasswordUnchanged.Message),
            ("staple of horses", "stable of horses", SignInErrors.PasswordRepeatDiffers.Message)])
        {
            var refused = await browser.PostAsync(page, page, ("current", Towns.Password), ("new", fresh), ("repeat", repeat));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains(message, refused.Body, StringComparison.Ordinal);
        }
        var done = await browser.PostAsync(page, page, ("current", Towns.Password), ("new", "staple of horses"), ("repeat", "staple of horses"));
        Assert.Equal($"/{Hayama}/home", done.Location);
        Assert.NotEqual(before, browser.SessionCookie);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/{Hayama}/home")).Status);
        await AssertOutAsync(other);
        using var again = towns.NewBrowser();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await again.SignInAsync(Hayama, login)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await again.SignInAsync(Hayama, login, "staple of horses")).Status);
    }

    [Fact]
    public async Task Guessing_the_current_password_inside_locks_and_ends_the_session()
    {
        var login = NewLogin();
        await towns.AddAsync(Hayama, login);
        using var browser = await ComeInAsync(login);
        var page = $"/{Hayama}/me/password";
        for (var i = 1; i < SignInRules.FailuresBeforeLock; i++)
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync(page, page, ("current", "wrong"), ("new", "staple of horses"), ("repeat", "staple of horses"))).Status);
        Assert.Equal($"/{Hayama}/sign-in", (await browser.PostAsync(page, page, ("current", "wrong"), ("new", "staple of horses"), ("repeat", "staple of horses"))).Location);
        await AssertOutAsync(browser);
    }

    [Fact]
    public async Task Who_may_see_individual_numbers_enrols_a_second_factor_first_and_gets_a_new_token()
    {
        var login = NewLogin();
        await towns.AddAsync(Hayama, login, null, false, Permissions.SeeIndividualNumber);
        using var browser = await ComeInAsync(login);
        var before = browser.SessionCookie;
        var page = $"/{Hayama}/me/second-factors";
        Assert.Equal(page, (await browser.GetAsync($"/{Hayama}/peek")).Location);

        Assert.Equal(page, (await browser.PostAsync(page, page + "/totp/begin")).Location);
        var shown = (await browser.GetAsync(page)).Body;
        Assert.Contains("<svg class=\"qr\"", shown, StringComparison.Ordinal);
        var secret = Unbase32(System.Text.RegularExpressions.Regex.Match(shown, "id=\"totp-secret\">([A-Z2-7 ]+)<").Groups[1].Value);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync(page, page + "/totp/finish", ("code", "000000"))).Status);
        Assert.Equal($"/{Hayama}/home", (await browser.PostAsync(page, page + "/totp/finish", ("code", Totp.Code(secret, towns.Clock.GetUtcNow())))).Location);

        Assert.NotEqual(before, browser.SessionCookie);
        Assert.Equal("7", (await browser.GetAsync($"/{Hayama}/peek")).Body);
        using var old = towns.NewBrowser();
        old.Cookies.Add(towns.Address, new Cookie(StaffDoor.CookieName, before!, "/"));
        await AssertOutAsync(old);

        // The last second factor of who needs one stays.
        var refused = await browser.PostAsync(page, page + "/totp/remove");
        Assert.Contains(SignInErrors.LastSecondFactor.Message, refused.Body, StringComparison.Ordinal);
        using var next = towns.NewBrowser();
        Assert.Equal($"/{Hayama}/sign-in/second-factor", (await next.SignInAsync(Hayama, login)).Location);
    }

    [Fact]
    public async Task A_session_without_second_factor_cannot_add_one_beside_an_existing_one()
    {
        var login = NewLogin();
        var id = await towns.AddAsync(Hayama, login);
        using var browser = await ComeInAsync(login);
        await towns.ExecuteAsync(Hayama, "update platform.account set totp_secret = $1 where account_id = $2", towns.Service<TotpVault>().Seal(Hayama, id, Secret), id);
        var page = $"/{Hayama}/me/second-factors";
        foreach (var (act, operation) in ((string, string)[])[("/totp/begin", "begin-totp"), ("/passkey/begin", "begin-passkey"), ("/totp/remove", "remove-totp")])
        {
            await browser.PostAsync(page, page + act);
            Assert.Contains($"platform.{operation} {login} refused PLT-004", await towns.RecordsAsync(Hayama));
        }
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(-1, 0, true)]
    [InlineData(0, 1, true)]
    [InlineData(1, 2, false)]
    [InlineData(-2, -1, false)]
    public async Task A_right_counts_from_its_first_day_to_its_last(int from, int to, bool holds)
    {
        var login = NewLogin();
        var id = await towns.AddAsync(Hayama, login, Secret);
        var today = DateOnly.FromDateTime(towns.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(9)).DateTime);
        await towns.ExecuteAsync(Hayama, "insert into platform.permission_grant (grantee, permission, valid_from, valid_to) values ($1, $2, $3, $4)",
            Grantee.Account(id), Permissions.SeeIndividualNumber, today.AddDays(from), today.AddDays(to));
        using var browser = await ComeInAsync(login, Secret);
        Assert.Equal(holds ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await browser.GetAsync($"/{Hayama}/peek")).Status);
    }

    [Fact]
    public async Task The_day_of_a_right_is_that_of_Japan()
    {
        var login = NewLogin();
        var id = await towns.AddAsync(Hayama, login, Secret);
        var midnight = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.FromHours(9));
        if (towns.Clock.GetUtcNow() < midnight.AddMinutes(-2))
            towns.Clock.SetUtcNow(midnight.AddMinutes(-2));
        var first = DateOnly.FromDateTime(towns.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(9)).DateTime).AddDays(1);
        await towns.ExecuteAsync(Hayama, "insert into platform.permission_grant (grantee, permission, valid_from) values ($1, $2, $3)", Grantee.Account(id), Permissions.SeeIndividualNumber, first);
        using var browser = await ComeInAsync(login, Secret);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync($"/{Hayama}/peek")).Status);
        towns.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/{Hayama}/peek")).Status);
    }

    [Fact]
    public async Task A_form_without_its_token_or_from_another_site_is_refused_everywhere()
    {
        var login = NewLogin();
        await towns.AddAsync(Hayama, login);
        using var stranger = towns.NewBrowser();
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.PostRawAsync($"/{Hayama}/sign-in", ("login", login), ("password", Towns.Password))).Status);
        using var browser = await ComeInAsync(login);
        foreach (var path in (string[])["sign-out", "me/password", "me/second-factors/totp/begin", "me/sessions/end", "me/sessions/extend", "poke"])
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostRawAsync($"/{Hayama}/{path}", ("no", "token"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync($"/{Hayama}/home", $"/{Hayama}/poke")).Status);

        HttpRequestMessage Json(params (string Name, string Value)[] headers)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/{Hayama}/poke", UriKind.Relative)) { Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json") };
            foreach (var (name, value) in headers)
                request.Headers.Add(name, value);
            return request;
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync(Json())).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.SendAsync(Json((RequestOrigin.Header, "test")))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync(Json((RequestOrigin.Header, "test"), ("Sec-Fetch-Site", "same-site")))).Status);

        // The token of one session is none for another.
        using var second = await ComeInAsync(login);
        var token = System.Text.RegularExpressions.Regex.Match((await browser.GetAsync($"/{Hayama}/home")).Body, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        Assert.Equal(HttpStatusCode.Forbidden, (await second.PostRawAsync($"/{Hayama}/poke", ("__RequestVerificationToken", token))).Status);
    }

    [Fact]
    public async Task Programs_get_problems_where_people_get_pages()
    {
        var login = NewLogin();
        await towns.AddAsync(Hayama, login, mustChange: true);
        using var browser = await ComeInAsync(login);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/{Hayama}/peek", UriKind.Relative));
        request.Headers.Accept.ParseAdd("application/json");
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = browser.Cookies }) { BaseAddress = towns.Address };
        var answer = await Answer.OfAsync(await client.SendAsync(request));
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains("PLT-013", answer.Body, StringComparison.Ordinal);
    }

    private static byte[] Unbase32(string text)
    {
        var bits = string.Concat(text.Replace(" ", "", StringComparison.Ordinal).Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
