using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Moyai.Platform.Hosting;
using Moyai.Platform.Jobs;
using Moyai.Platform.Operations;
using Moyai.Platform.SignIn;
using Moyai.Platform.Tests.Operations;

namespace Moyai.Platform.Tests.Hosting;

public sealed class StaffHostTests : FloorTests
{
    private const string Canary = "カナリア花子";

    private StaffHost _host = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _host = await StaffHost.StartAsync(Floor.Database.AppConnectionString, Floor.Key.Bytes);
    }

    public override async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await base.DisposeAsync();
    }

    private Task<HttpClient> AuditorAsync() => _host.BrowserAsync(Floor.Hinoemata, Permissions.ReadAccessRecords, Permissions.ReadJobs);

    [Fact]
    public async Task The_page_of_access_records_shows_today_and_records_that_it_was_looked_at()
    {
        using var browser = await AuditorAsync();

        var html = WebUtility.HtmlDecode(await browser.GetStringAsync("/073644/access-records"));
        Assert.Contains("<h1>アクセス記録</h1>", html, StringComparison.Ordinal);
        Assert.Contains("条件に合う記録はありません", html, StringComparison.Ordinal);
        html = WebUtility.HtmlDecode(await browser.GetStringAsync("/073644/access-records"));
        Assert.Contains("アクセス記録の照会", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_by_number_travels_in_the_body_and_a_wrong_number_is_told_at_its_field()
    {
        using var browser = await AuditorAsync();

        var found = await StaffHost.PostAsync(browser, "/073644/access-records", "/073644/access-records", ("person", Floor.Person.ToString()));
        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        Assert.Contains(Floor.Person.ToString(), await found.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);

        var wrong = await StaffHost.PostAsync(browser, "/073644/access-records", "/073644/access-records", ("person", "123"), ("from", "2026-13-01"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var html = WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync(Cancellation));
        Assert.Contains("id=\"person-error\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"from-error\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain(Floor.Person.ToString(), _host.LogText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_right_the_records_stay_closed()
    {
        using var clerk = await _host.BrowserAsync(Floor.Hinoemata, Permissions.ReadJobs);
        using var stranger = await _host.BrowserAsync(Floor.Hinoemata);
        using var neighbour = await _host.BrowserAsync(Floor.Hayama, Permissions.ReadAccessRecords);

        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.GetAsync("/073644/access-records", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync("/073644/access-records", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync("/073644/access-records", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task The_file_is_a_csv_download()
    {
        using var browser = await AuditorAsync();

        var answer = await StaffHost.PostAsync(browser, "/073644/access-records", "/073644/access-records/csv");

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal([0xEF, 0xBB, 0xBF], (await answer.Content.ReadAsByteArrayAsync(Cancellation))[..3]);
    }

    [Fact]
    public async Task The_check_for_tampering_says_all_is_well_and_names_a_changed_record()
    {
        using var browser = await AuditorAsync();

        var well = WebUtility.HtmlDecode(await (await StaffHost.PostAsync(browser, "/073644/access-records", "/073644/access-records/verify")).Content.ReadAsStringAsync(Cancellation));
        Assert.Contains("改ざんは見つかりませんでした", well, StringComparison.Ordinal);
        var changed = await Floor.AsAdminAsync("update platform.access_record set terminal = 'PC-99' where record_id = (select record_id from platform.access_record order by position limit 1) returning record_id");
        var ill = WebUtility.HtmlDecode(await (await StaffHost.PostAsync(browser, "/073644/access-records", "/073644/access-records/verify")).Content.ReadAsStringAsync(Cancellation));
        Assert.Contains($"記録 {changed} ", ill, StringComparison.Ordinal);
        Assert.Contains("改ざんの疑いが1件あります", ill, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_is_shown_with_its_counts_and_its_fragment_is_no_whole_page()
    {
        var enqueue = new Operation<string, Guid>(Probe.Writes, async (title, session, context, ct) => await Job.EnqueueAsync(session, context, "probe.none", title, "{}", ct));
        Floor.Clock.AdjustTime(TimeProvider.System.GetUtcNow().AddDays(1));
        var id = (await Floor.Runner.RunAsync(enqueue, "住民の取込み", Floor.CallerOf(Floor.Hinoemata, Probe.Permission), Cancellation)).Value;
        await Floor.AsAdminAsync($"update platform.job set state = 'running', attempt = 99, lease_until = now() + interval '1 day', source_count = 1234, taken_count = 617 where job_id = '{id}'");
        using var browser = await AuditorAsync();

        Assert.Contains("住民の取込み", WebUtility.HtmlDecode(await browser.GetStringAsync("/073644/jobs")), StringComparison.Ordinal);
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync($"/073644/jobs/{id}"));
        Assert.Contains("617 / 1,234件", page, StringComparison.Ordinal);
        Assert.Contains("data-poll-src", page, StringComparison.Ordinal);

        await Floor.AsAdminAsync($"update platform.job set state = 'done', message = '登録しました。' where job_id = '{id}'");
        browser.DefaultRequestHeaders.Add("X-Moyai-Fragment", "job");
        var fragment = WebUtility.HtmlDecode(await browser.GetStringAsync($"/073644/jobs/{id}"));
        Assert.DoesNotContain("<html", fragment, StringComparison.Ordinal);
        Assert.Contains("data-poll-done", fragment, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/073644/jobs/{Guid.CreateVersion7()}", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task A_fault_is_answered_with_a_number_that_stands_in_the_log_and_nothing_of_the_person()
    {
        using var browser = await AuditorAsync();

        var answer = await browser.GetAsync($"/073644/fault/{Uri.EscapeDataString(Canary)}?name={Uri.EscapeDataString(Canary)}", Cancellation);

        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("PLT-007", html, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, html, StringComparison.Ordinal);
        var reference = Regex.Match(html, "受付番号 ([0-9a-f]{16})").Groups[1].Value;
        await Floor.EventuallyAsync(() => Task.FromResult(_host.LogText().Contains("request {Method}", StringComparison.Ordinal)));
        var log = _host.LogText();
        var line = Assert.Single(log.Split('\n'), text => text.Contains($"\"{reference}\"", StringComparison.Ordinal));
        using var json = JsonDocument.Parse(line);
        Assert.Equal("InvalidOperationException", json.RootElement.GetProperty("exception")[0].GetProperty("type").GetString()!.Split('.')[^1]);
        Assert.Equal("ArgumentException", json.RootElement.GetProperty("exception")[1].GetProperty("type").GetString()!.Split('.')[^1]);
        Assert.Contains("StaffHost", line, StringComparison.Ordinal);
        Assert.Contains("/{municipality:length(6)}/fault/{name}", log, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, log, StringComparison.Ordinal);
        Assert.DoesNotContain(Uri.EscapeDataString(Canary), log, StringComparison.OrdinalIgnoreCase);
        Assert.All(log.Split('\n', StringSplitOptions.RemoveEmptyEntries), text => JsonDocument.Parse(text).Dispose());
    }

    [Fact]
    public async Task A_program_gets_the_fault_as_problem_details()
    {
        using var program = await AuditorAsync();
        program.DefaultRequestHeaders.Accept.Clear();

        var answer = await program.GetAsync($"/073644/fault/{Uri.EscapeDataString(Canary)}", Cancellation);

        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var body = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("PLT-007", body, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, Regex.Unescape(body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/073644/access-records")]
    [InlineData("/nowhere")]
    [InlineData("/073644/fault/x")]
    public async Task Every_answer_carries_the_headers_that_keep_it_here(string path)
    {
        using var browser = await AuditorAsync();

        var answer = await browser.GetAsync(path, Cancellation);

        Assert.Equal(SecurityHeaders.Policy, Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Health_says_ok_and_nothing_else_and_says_so_when_the_database_is_gone()
    {
        using var anyone = await _host.BrowserAsync(Floor.Hinoemata);
        Assert.Equal("ok", await anyone.GetStringAsync("/health", Cancellation));

        await Floor.AsAdminAsync("revoke connect on database " + await Floor.AsAdminAsync("select current_database()") + " from moyai_app");
        await Floor.AsAdminAsync("select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = 'moyai_app' and datname = current_database()");
        var answer = await anyone.GetAsync("/health", Cancellation);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation)));
    }

    [Fact]
    public async Task Figures_are_given_only_to_whoever_knows_the_word_and_hold_patterns_only()
    {
        using var browser = await AuditorAsync();
        await browser.GetAsync("/073644/access-records", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/metrics", Cancellation)).StatusCode);

        Environment.SetEnvironmentVariable(MetricsRoute.Variable, "a word of this test only");
        browser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "another word of the test");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/metrics", Cancellation)).StatusCode);
        browser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "a word of this test only");
        var text = await browser.GetStringAsync("/metrics", Cancellation);

        Assert.Contains("moyai_operations_total{kind=\"platform.access-records.search\",outcome=\"done\"}", text, StringComparison.Ordinal);
        Assert.Matches("""http_server_request_duration_seconds_count\{http_route="/\{municipality:length\(6\)\}/access-records",http_request_method="GET",http_response_status_code="200"\} [1-9]""", text);
        Assert.DoesNotContain("073644", text, StringComparison.Ordinal);
    }
}
