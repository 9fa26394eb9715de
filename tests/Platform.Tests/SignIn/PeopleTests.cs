using System.Net;
using System.Text.RegularExpressions;
using Moyai.Kernel;
using Moyai.Platform.SignIn;

namespace Moyai.Platform.Tests.SignIn;

public sealed class PeopleTests(Towns towns) : IClassFixture<Towns>
{
    private static readonly byte[] Secret = [.. Enumerable.Range(1, 20).Select(i => (byte)i)];
    private static int s_count;

    private static MunicipalityCode Hayama => Towns.Hayama;

    private static string NewLogin() => $"staff{Interlocked.Increment(ref s_count)}";

    private async Task<(Browser Browser, Guid Id)> AdministratorAsync(MunicipalityCode? code = null)
    {
        var login = NewLogin();
        var id = await towns.AddAsync(code ?? Hayama, login, Secret, false, Permissions.ManageAccounts);
        var browser = towns.NewBrowser();
        await browser.SignInAsync(code ?? Hayama, login);
        await browser.CodeAsync(code ?? Hayama, Totp.Code(Secret, towns.Clock.GetUtcNow()));
        Assert.NotNull(browser.SessionCookie);
        return (browser, id);
    }

    private static string Sheet(Guid id) => $"/{Hayama}/people/{id}";

    [Fact]
    public async Task A_new_person_gets_a_first_password_once_and_must_change_it()
    {
        var (administrator, _) = await AdministratorAsync();
        using var browser = administrator;
        var login = NewLogin();
        var receipt = await browser.PostAsync($"/{Hayama}/people/new", $"/{Hayama}/people/new", ("Login", login), ("Name", "新人 花子"), ("Section", "100"), ("From", ""), ("To", ""));
        Assert.Equal(HttpStatusCode.OK, receipt.Status);
        var password = Regex.Match(receipt.Body, "id=\"first-password\">([^<]+)<").Groups[1].Value;
        Assert.Equal(19, password.Length);

        using var person = towns.NewBrowser();
        Assert.Equal($"/{Hayama}/home", (await person.SignInAsync(Hayama, login, password)).Location);
        Assert.Equal($"/{Hayama}/me/password", (await person.GetAsync($"/{Hayama}/home")).Location);
        Assert.Equal(0L, await towns.ReadAsync<long>(Hayama, "select count(*) from platform.access_record r where position($1 in r::text) > 0", password));
        Assert.Contains(SignInErrors.LoginNameTaken.Message, (await browser.PostAsync($"/{Hayama}/people/new", $"/{Hayama}/people/new", ("Login", login), ("Name", "別人"), ("Section", "100"))).Body, StringComparison.Ordinal);
        foreach (var (name, value, refusal) in ((string, string, Refusal)[])[
            ("Login", "ABC!", SignInErrors.LoginNameMalformed), ("Name", "", SignInErrors.NameMissing), ("Section", "nowhere", SignInErrors.SectionUnknown), ("To", "R1.5.1", SignInErrors.PeriodBackwards), ("From", "来週", SignInErrors.DateMalformed)])
        {
            var fields = new Dictionary<string, string> { ["Login"] = NewLogin(), ["Name"] = "人", ["Section"] = "100", ["From"] = "", ["To"] = "", [name] = value };
            var refused = await browser.PostAsync($"/{Hayama}/people/new", $"/{Hayama}/people/new", [.. fields.Select(field => (field.Key, field.Value))]);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains(refusal.Message, refused.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_right_given_to_a_person_or_a_section_counts_at_the_next_request_and_its_withdrawal_too()
    {
        var (administrator, _) = await AdministratorAsync();
        using var browser = administrator;
        var login = NewLogin();
        var id = await towns.AddAsync(Hayama, login, Secret);
        using var person = towns.NewBrowser();
        await person.SignInAsync(Hayama, login);
        await person.CodeAsync(Hayama, Totp.Code(Secret, towns.Clock.GetUtcNow()));
        Assert.Equal(HttpStatusCode.Forbidden, (await person.GetAsync($"/{Hayama}/peek")).Status);

        Assert.Equal(Sheet(id), (await browser.PostAsync(Sheet(id), Sheet(id) + "/give", ("Permission", Permissions.SeeIndividualNumber))).Location);
        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync($"/{Hayama}/peek")).Status);
        Assert.Equal(Sheet(id), (await browser.PostAsync(Sheet(id), Sheet(id) + "/withdraw", ("Permission", Permissions.SeeIndividualNumber))).Location);
        Assert.Equal(HttpStatusCode.Forbidden, (await person.GetAsync($"/{Hayama}/peek")).Status);

        var rights = $"/{Hayama}/people/rights";
        Assert.Equal(rights, (await browser.PostAsync(rights, rights + "/give", ("Section", "100"), ("Permission", Permissions.SeeIndividualNumber))).Location);
        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync($"/{Hayama}/peek")).Status);
        var file = await browser.GetAsync(rights + ".csv");
        Assert.Equal((byte[])[0xEF, 0xBB, 0xBF], (await file.Message.Content.ReadAsByteArrayAsync())[..3]);
        Assert.Contains("個人番号を見る", file.Body, StringComparison.Ordinal);
        Assert.Contains(file.Body.Split("\r\n"), line => line.Contains($"\"{login}\"", StringComparison.Ordinal) && line.Contains("\"所属\"", StringComparison.Ordinal));
        Assert.Equal(rights, (await browser.PostAsync(rights, rights + "/withdraw", ("Section", "100"), ("Permission", Permissions.SeeIndividualNumber))).Location);
        Assert.Equal(HttpStatusCode.Forbidden, (await person.GetAsync($"/{Hayama}/peek")).Status);
        Assert.Contains(SignInErrors.PermissionUnknown.Message, (await browser.PostAsync(Sheet(id), Sheet(id) + "/give", ("Permission", "no.such"))).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_session_ends_at_its_next_request()
    {
        var (administrator, _) = await AdministratorAsync();
        using var browser = administrator;
        var login = NewLogin();
        await towns.AddAsync(Hayama, login);
        using var person = towns.NewBrowser();
        await person.SignInAsync(Hayama, login);
        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync($"/{Hayama}/home")).Status);
        var list = await browser.GetAsync($"/{Hayama}/people/sessions");
        var session = Regex.Match(list.Body, $"{login}</th>.*?name=\"session\" value=\"([^\"]+)\"", RegexOptions.Singleline).Groups[1].Value;

        Assert.Equal(HttpStatusCode.SeeOther, (await browser.PostAsync($"/{Hayama}/people/sessions", $"/{Hayama}/people/sessions/end", ("session", session))).Status);

        Assert.Equal($"/{Hayama}/sign-in", (await person.GetAsync($"/{Hayama}/home")).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"/{Hayama}/people/sessions", $"/{Hayama}/people/sessions/end", ("session", session))).Status);
    }

    [Fact]
    public async Task Resetting_and_unlocking_let_a_person_in_again_and_end_what_was_open()
    {
        var (administrator, own) = await AdministratorAsync();
        using var browser = administrator;
        var login = NewLogin();
        var id = await towns.AddAsync(Hayama, login, Secret);
        using var person = towns.NewBrowser();
        await person.SignInAsync(Hayama, login);
        await person.CodeAsync(Hayama, Totp.Code(Secret, towns.Clock.GetUtcNow()));
        await towns.ExecuteAsync(Hayama, "update platform.account set locked_until = $1 where account_id = $2", towns.Clock.GetUtcNow().AddMinutes(10), id);

        Assert.Equal(Sheet(id), (await browser.PostAsync(Sheet(id), Sheet(id) + "/unlock")).Location);
        using (var again = towns.NewBrowser())
            Assert.Equal($"/{Hayama}/sign-in/second-factor", (await again.SignInAsync(Hayama, login)).Location);
        Assert.Equal(Sheet(id), (await browser.PostAsync(Sheet(id), Sheet(id) + "/second-factors")).Location);
        Assert.Equal($"/{Hayama}/sign-in", (await person.GetAsync($"/{Hayama}/home")).Location);
        var receipt = await browser.PostAsync(Sheet(id), Sheet(id) + "/password");
        var password = Regex.Match(receipt.Body, "id=\"first-password\">([^<]+)<").Groups[1].Value;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await person.SignInAsync(Hayama, login)).Status);
        Assert.Equal($"/{Hayama}/home", (await person.SignInAsync(Hayama, login, password)).Location);
        foreach (var act in (string[])["/password", "/second-factors"])
            Assert.Contains(SignInErrors.UseOwnPage.Message, (await browser.PostAsync(Sheet(own), Sheet(own) + act)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_takes_the_management_of_people_from_themselves_and_the_last_one_keeps_it()
    {
        var (administrator, own) = await AdministratorAsync();
        using var browser = administrator;
        var sheet = Sheet(own);
        Assert.Contains(SignInErrors.OwnAdministration.Message, (await browser.PostAsync(sheet, sheet + "/withdraw", ("Permission", Permissions.ManageAccounts))).Body, StringComparison.Ordinal);
        Assert.Contains(SignInErrors.OwnAdministration.Message, (await browser.PostAsync(sheet, sheet + "/give", ("Permission", Permissions.ManageAccounts), ("To", "R9.3.31"))).Body, StringComparison.Ordinal);
        Assert.Contains(SignInErrors.OwnAdministration.Message, (await browser.PostAsync(sheet, sheet, ("Name", "管理者"), ("Section", "100"), ("To", "R9.3.31"))).Body, StringComparison.Ordinal);

        // One whose own right ends takes the endless one from the last who has it.
        await towns.ExecuteAsync(Hayama, "update platform.permission_grant set valid_to = '2027-03-31' where permission = $1 and grantee <> $2", Permissions.ManageAccounts, Grantee.Account(own));
        var (temporary, other) = await AdministratorAsync();
        using var second = temporary;
        await towns.ExecuteAsync(Hayama, "update platform.permission_grant set valid_to = '2027-03-31' where permission = $1 and grantee = $2", Permissions.ManageAccounts, Grantee.Account(other));
        Assert.Contains(SignInErrors.LastAdministrator.Message, (await second.PostAsync(sheet, sheet + "/withdraw", ("Permission", Permissions.ManageAccounts))).Body, StringComparison.Ordinal);
        Assert.Contains(SignInErrors.LastAdministrator.Message, (await second.PostAsync(sheet, sheet, ("Name", "管理者"), ("Section", "100"), ("To", "R9.3.31"))).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/{Hayama}/people")).Status);
    }

    [Fact]
    public async Task The_pages_are_closed_to_who_has_no_right_and_people_of_another_town_are_not_found()
    {
        var login = NewLogin();
        await towns.AddAsync(Hayama, login);
        using var person = towns.NewBrowser();
        await person.SignInAsync(Hayama, login);
        foreach (var path in (string[])["people", "people/new", "people/rights", "people/rights.csv", "people/sessions", $"people/{Guid.CreateVersion7()}"])
            Assert.Equal(HttpStatusCode.Forbidden, (await person.GetAsync($"/{Hayama}/{path}")).Status);
        Assert.DoesNotContain("利用者と権限", (await person.GetAsync($"/{Hayama}/home")).Body, StringComparison.Ordinal);

        var stranger = await towns.AddAsync(Towns.Hinoemata, login);
        var (administrator, _) = await AdministratorAsync();
        using var browser = administrator;
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(Sheet(stranger))).Status);
        foreach (var act in (string[])["/unlock", "/second-factors", "/password", "/give"])
            Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"/{Hayama}/people", Sheet(stranger) + act, ("Permission", Permissions.ReadJobs))).Status);
        Assert.DoesNotContain(Towns.Hinoemata.Value, (await browser.GetAsync($"/{Hayama}/people")).Body, StringComparison.Ordinal);
    }
}
