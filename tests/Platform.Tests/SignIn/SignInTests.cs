using System.Diagnostics;
using System.Net;
using Moyai.Kernel;
using Moyai.Platform.Http;
using Moyai.Platform.SignIn;

namespace Moyai.Platform.Tests.SignIn;

public sealed class SignInTests(Towns towns) : IClassFixture<Towns>
{
    private static readonly byte[] Secret = [.. Enumerable.Range(1, 20).Select(i => (byte)i)];
    private static int s_count;

    private static MunicipalityCode Hayama => Towns.Hayama;

    private static MunicipalityCode Hinoemata => Towns.Hinoemata;

    private static string NewLogin() => $"clerk{Interlocked.Increment(ref s_count)}";

    private string Digits(int secondsOff = 0) => Totp.Code(Secret, towns.Clock.GetUtcNow().AddSeconds(secondsOff));

    [Fact]
    public async Task A_password_alone_lets_in_who_needs_no_second_factor()
    {
        var login = NewLogin();
        await towns.AddAsync(Hayama, login);
        using var browser = towns.NewBrowser();

        var answer = await browser.SignInAsync(Hayama, login);

        Assert.Equal((HttpStatusCode.SeeOther, $"/{Hayama}/home"), (answer.Status, answer.Location));
        Assert.Contains(answer.Message.Headers.GetValues("Set-Cookie"), cookie =>
            cookie.StartsWith($"{StaffDoor.CookieName}={Hayama}.", StringComparison.Ordinal)
            && cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase) && cookie.Contains("samesite=strict", StringComparison.OrdinalIgnoreCase) && cookie.Contains("path=/", StringComparison.Ordinal));
        var home = await browser.GetAsync($"/{Hayama}/home");
        Assert.Equal(HttpStatusCode.OK, home.Status);
        Assert.Contains("試験 " + login, home.Body, StringComparison.Ordinal);
        Assert.Equal("no-store", home.Message.Headers.CacheControl!.ToString());
        Assert.Contains($"platform.sign-in {login} done", await towns.RecordsAsync(Hayama));
    }

    [Fact]
    public async Task The_same_login_of_another_town_opens_nothing_here()
    {
        var login = NewLogin();
        await towns.AddAsync(Hayama, login);
        await towns.AddAsync(Hinoemata, login);
        await towns.ExecuteAsync(Hinoemata, "update platform.account set password_hash = $1 where login_name = $2", Passwords.Hash("an other password"), login);
        using var browser = towns.NewBrowser();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SignInAsync(Hinoemata, login)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync(Hayama, login)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/{Hinoemata}/home")).Status);

        // The token of one town under the name of the other is nobody's.
        using var other = towns.NewBrowser();
        other.Cookies.Add(towns.Address, new Cookie(StaffDoor.CookieName, $"{Hinoemata}.{browser.SessionCookie![7..]}", "/"));
        Assert.Equal($"/{Hinoemata}/sign-in", (await other.GetAsync($"/{Hinoemata}/home")).Location);
    }

    [Fact]
    public async Task Five_failures_lock_for_fifteen_minutes_and_the_right_password_waits_too()
    {
        var login = NewLogin();
        await towns.AddAsync(Hayama, login);
        await towns.AddAsync(Hinoemata, login);
        using var browser = towns.NewBrowser();
        for (var i = 0; i < SignInRules.FailuresBeforeLock; i++)
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SignInAsync(Hayama, login, "wrong wrong wrong")).Status);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SignInAsync(Hayama, login)).Status);
        using (var elsewhere = towns.NewBrowser())
            Assert.Equal(HttpStatusCode.SeeOther, (await elsewhere.SignInAsync(Hinoemata, login)).Status);

        towns.Clock.Advance(SignInRules.LockedFor - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SignInAsync(Hayama, login)).Status);
        towns.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync(Hayama, login)).Status);
        Assert.Equal(7, (await towns.RecordsAsync(Hayama)).Count(line => line == $"platform.sign-in {login} refused PLT-010"));
        Assert.Contains("利用停止中", await towns.ReadAsync<string>(Hayama, "select string_agg(detail, ',') from platform.access_record where actor = $1", login), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Four_failures_then_success_begin_the_count_anew()
    {
        var login = NewLogin();
        await towns.AddAsync(Hayama, login);
        using var browser = towns.NewBrowser();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < SignInRules.FailuresBeforeLock - 1; i++)
                await browser.SignInAsync(Hayama, login, "wrong wrong wrong");
            Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync(Hayama, login)).Status);
        }
    }

    [Fact]
    public async Task Guesses_that_come_together_are_counted_one_by_one()
    {
        var login = NewLogin();
        await towns.AddAsync(Hayama, login);
        await Task.WhenAll(Enumerable.Range(0, SignInRules.FailuresBeforeLock).Select(async _ =>
        {
            using var browser = towns.NewBrowser();
            await browser.SignInAsync(Hayama, login, "wrong wrong wrong");
        }));
        using var last = towns.NewBrowser();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await last.SignInAsync(Hayama, login)).Status);
    }

    [Fact]
    public async Task Unknown_wrong_locked_and_expired_get_the_same_answer_and_unknown_names_are_not_recorded()
    {
        var (known, locked, expired) = (NewLogin(), NewLogin(), NewLogin());
        foreach (var login in (string[])[known, locked, expired])
            await towns.AddAsync(Hayama, login);
        await towns.ExecuteAsync(Hayama, "update platform.account set locked_until = $1 where login_name = $2", towns.Clock.GetUtcNow().AddMinutes(5), locked);
        await towns.ExecuteAsync(Hayama, "update platform.account set valid_to = valid_from - 1 where login_name = $1", expired);

        async Task<string> BodyAsync(string login, string password)
        {
            using var browser = towns.NewBrowser();
            var answer = await browser.SignInAsync(Hayama, login, password);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            return System.Text.RegularExpressions.Regex.Replace(answer.Body, "value=\"[^\"]*\"", "");
        }

        var wrong = await BodyAsync(known, "wrong wrong wrong");
        Assert.Equal(wrong, await BodyAsync("nobody-here", "wrong wrong wrong"));
        Assert.Equal(wrong, await BodyAsync(locked, Towns.Password));
        Assert.Equal(wrong, await BodyAsync(expired, Towns.Password));
        Assert.Contains("platform.sign-in - refused PLT-010", await towns.RecordsAsync(Hayama));
        Assert.Equal(0L, await towns.ReadAsync<long>(Hayama, "select count(*) from platform.access_record where (actor || detail || purpose) like '%nobody-here%' or (actor || detail) like '%wrong wrong%'"));
    }

    [Fact]
    public async Task An_unknown_name_takes_as_long_as_a_wrong_password()
    {
        var login = NewLogin();
        await towns.AddAsync(Hayama, login);
        var place = (await towns.Service<Platform.Database.Databases>().FindAsync(Hayama, default))!;
        var door = towns.Service<SignInDoor>();
        async Task<double> MeasureAsync(string name)
        {
            var times = new List<double>();
            for (var i = 0; i < 7; i++)
            {
                var start = Stopwatch.GetTimestamp();
                await door.PasswordAsync(place, name, "wrong wrong wrong", "-", default);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            return times.Order().ElementAt(1);
        }

        await MeasureAsync("warm-up");
        var (unknown, known) = (await MeasureAsync("nobody-at-all"), await MeasureAsync(login));
        // Without the hash of nobody an unknown name would answer in a few milliseconds, a tenth or less.
        Assert.InRange(unknown / known, 0.5, 2.0);
    }

    [Fact]
    public async Task A_hash_with_fewer_rounds_is_renewed_at_sign_in()
    {
        var login = NewLogin();
        await towns.AddAsync(Hayama, login);
        var weak = new Microsoft.AspNetCore.Identity.PasswordHasher<string>(Microsoft.Extensions.Options.Options.Create(new Microsoft.AspNetCore.Identity.PasswordHasherOptions { IterationCount = 1000 })).HashPassword("", Towns.Password);
        await towns.ExecuteAsync(Hayama, "update platform.account set password_hash = $1 where login_name = $2", weak, login);
        using var browser = towns.NewBrowser();
        await browser.SignInAsync(Hayama, login);

        var renewed = (await towns.ReadAsync<string>(Hayama, "select password_hash from platform.account where login_name = $1", login))!;
        Assert.NotEqual(weak, renewed);
        Assert.Equal((true, false), Passwords.Check(renewed, Towns.Password));
        Assert.Equal((true, true), Passwords.Check(weak, Towns.Password));
    }

    [Fact]
    public async Task With_an_authenticator_app_the_password_is_half_the_way()
    {
        var login = NewLogin();
        await towns.AddAsync(Hayama, login, Secret, false, Permissions.SeeIndividualNumber);
        using var browser = towns.NewBrowser();

        Assert.Equal($"/{Hayama}/sign-in/second-factor", (await browser.SignInAsync(Hayama, login)).Location);
        Assert.Null(browser.SessionCookie);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.CodeAsync(Hayama, "000000")).Status);
        Assert.Equal($"/{Hayama}/home", (await browser.CodeAsync(Hayama, Digits())).Location);
        Assert.Equal("7", (await browser.GetAsync($"/{Hayama}/peek")).Body);
        Assert.Equal("totp", await towns.ReadAsync<string>(Hayama, "select second_factor from platform.sign_in_session s join platform.account a using (account_id) where a.login_name = $1", login));
        var records = await towns.RecordsAsync(Hayama);
        Assert.Contains($"platform.second-factor {login} refused PLT-011", records);
        Assert.Contains($"platform.second-factor {login} done", records);
    }

    [Fact]
    public async Task Digits_are_good_once_and_a_step_is_good_once()
    {
        var login = NewLogin();
        await towns.AddAsync(Hayama, login, Secret);
        using var first = towns.NewBrowser();
        await first.SignInAsync(Hayama, login);
        var digits = Digits();
        Assert.Equal(HttpStatusCode.SeeOther, (await first.CodeAsync(Hayama, digits)).Status);

        using var second = towns.NewBrowser();
        await second.SignInAsync(Hayama, login);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await second.CodeAsync(Hayama, digits)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await second.CodeAsync(Hayama, Digits(30))).Status);
    }

    [Fact]
    public async Task Wrong_digits_lock_even_when_the_password_is_right_every_time()
    {
        var login = NewLogin();
        await towns.AddAsync(Hayama, login, Secret);
        for (var i = 0; i < SignInRules.FailuresBeforeLock; i++)
        {
            using var browser = towns.NewBrowser();
            Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync(Hayama, login)).Status);
            await browser.CodeAsync(Hayama, "000000");
        }
        using var last = towns.NewBrowser();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await last.SignInAsync(Hayama, login)).Status);
    }

    [Fact]
    public async Task The_second_step_ends_after_five_minutes()
    {
        var login = NewLogin();
        await towns.AddAsync(Hayama, login, Secret);
        using var browser = towns.NewBrowser();
        await browser.SignInAsync(Hayama, login);
        towns.Clock.Advance(SignInRules.StepLasts);
        var answer = await browser.GetAsync($"/{Hayama}/sign-in/second-factor");
        Assert.Contains("二要素認証の時間が過ぎました", answer.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.CodeAsync(Hayama, Digits())).Status);
        Assert.Null(browser.SessionCookie);
    }
}
