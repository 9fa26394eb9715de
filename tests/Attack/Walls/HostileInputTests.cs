using System.Net;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Moyai.TestKit;

namespace Moyai.Attack.Walls;

public sealed class HostileInputTests(House house) : WallTests(house)
{
    private static readonly string[] Values =
    [
        "' or 1=1 --", "'; drop table residents.resident; --", "$1", "\\'; select pg_sleep(10); --", "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>", "{{7*7}}${7*7}", "../../../../etc/passwd",
        "\0", "\r\nSet-Cookie: moyai-session=x", "\uD800", "％００＇；", "-1", "99999999999999999999", "1e309", "0001-01-01", "令和99年99月99日", "=cmd|' /C calc'!A0", new string('あ', 5000),
    ];

    [Fact]
    public async Task No_value_in_an_address_makes_a_fault_or_tells_of_another_town()
    {
        var wrong = new List<string>();
        foreach (var target in House.Targets.Where(target => target.Parameters.Any()))
        {
            var seat = await SeatAsync(Own, TownStaff.Everything);
            foreach (var value in Values.Where(value => value.Length < 2000))
            {
                var path = target.Path(Own.Value, _ => Escaped(value));
                var request = new Request(House, new HttpMethod(target.Method), path).By(seat).Filled(Samples.Body(target, Estate(Own)));
                await HoldsAsync(target, $"address {value}", request, wrong);
            }
        }
        AllHold(wrong);
    }

    [Fact]
    public async Task No_municipality_in_an_address_is_anything_but_found_or_not_found()
    {
        var wrong = new List<string>();
        var seat = await SeatAsync(Own, TownStaff.Everything);
        foreach (var target in House.Targets.Where(target => target.InTown))
            foreach (var town in (string[])["000000", "999999", "07364X", "０７３６４４", "'or1=1", "%00%00%00%00%00%00", "07364", "%5Cab.cd", "%2F%2Fa.b"])
            {
                var request = new Request(House, new HttpMethod(target.Method), target.Path(town, _ => "1")).By(seat).Filled(Samples.Body(target, Estate(Own)));
                await HoldsAsync(target, $"municipality {town}", request, wrong);
            }
        AllHold(wrong);
    }

    [Fact]
    public async Task No_value_in_a_query_makes_a_fault()
    {
        var wrong = new List<string>();
        foreach (var target in House.Targets.Where(target => !target.Writes))
        {
            var seat = await SeatAsync(Own, TownStaff.Everything);
            foreach (var name in (string[])["q", "from", "done", "page", "after", "number", "municipality", "id"])
                foreach (var value in Values.Where(value => value.Length < 2000).Where((_, i) => i % 3 == name.Length % 3))
                    await HoldsAsync(target, $"?{name}={value}", new Request(House, HttpMethod.Get, $"{Samples.Path(target, Own, Estate(Own))}?{name}={Escaped(value)}").By(seat), wrong);
        }
        AllHold(wrong);
    }

    [Fact]
    public async Task No_value_in_a_field_makes_a_fault_or_comes_back_as_markup()
    {
        var wrong = new List<string>();
        var before = await RowsAsync();
        foreach (var target in House.Targets.Where(target => target.Writes))
        {
            var sample = Samples.Body(target, Estate(Own));
            foreach (var (field, _) in sample.Fields.DistinctBy(field => field.Name))
                foreach (var value in Some(target))
                {
                    var changed = sample with { Fields = [.. sample.Fields.Select(other => other.Name == field ? (field, value) : other)] };
                    await HoldsAsync(target, $"{field}={value}", await AskAsync(target, request => request.Filled(changed)), wrong);
                }
        }
        AllHold(wrong);
        Assert.True(await RowsAsync() >= before, "Rows of the register are gone.");
    }

    [Fact]
    public async Task No_value_in_a_body_of_json_makes_a_fault()
    {
        var wrong = new List<string>();
        foreach (var target in House.Targets.Where(target => target.IsApi && target.Writes))
        {
            var text = System.Text.Json.JsonSerializer.Serialize(Samples.Body(target, Estate(Own)).Json);
            var bodies = Values.Select(value => System.Text.RegularExpressions.Regex.Replace(text, ":\"[^\"]*\"", ":" + System.Text.Json.JsonSerializer.Serialize(value == "\uD800" ? "\uFFFD" : value)))
                .Concat(["", "null", "[]", "{", "\"\\ud800\"", "{\"q\":\"\\ud800\"}", "{\"reason\":\"\\u0000\"}", "{\"persons\":[null]}", "{\"persons\":null}", "{\"q\":1}", "{\"q\":{}}", new string('[', 5000), "{\"persons\":[" + string.Join(',', Enumerable.Repeat("{}", 500)) + "]}"]);
            foreach (var body in bodies)
                await HoldsAsync(target, $"json {body}", await AskAsync(target, request => request.AsProgram().Header("Idempotency-Key", Guid.NewGuid().ToString()).Raw(Encoding.UTF8.GetBytes(body), "application/json")), wrong);
        }
        AllHold(wrong);
    }

    [Fact]
    public async Task No_malformed_or_oversized_body_makes_a_fault()
    {
        (string Name, byte[] Body, string Type)[] bodies =
        [
            ("a form of one huge value", Fill(6 << 20), "application/x-www-form-urlencoded"),
            ("a form of many fields", Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Range(0, 3000).Select(i => $"f{i}=1"))), "application/x-www-form-urlencoded"),
            ("a form that is not one", [0xFF, 0xFE, 0x00, 0x25, 0x25, 0x26, 0x3D], "application/x-www-form-urlencoded"),
            ("parts without a boundary", Encoding.ASCII.GetBytes("--x\r\n\r\n"), "multipart/form-data"),
            ("parts that never end", Encoding.ASCII.GetBytes("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc"), "multipart/form-data; boundary=x"),
            ("parts with a long boundary", Encoding.ASCII.GetBytes("x"), $"multipart/form-data; boundary={new string('x', 300)}"),
            ("json", "{}"u8.ToArray(), "application/json"),
            ("broken json", "{\"q\":"u8.ToArray(), "application/json"),
            ("json in another code", [0xFF, 0xFF, 0xFF], "application/json; charset=utf-7"),
            ("nothing", [], "application/json"),
            ("xml", "<a/>"u8.ToArray(), "text/xml"),
            ("no type", "x"u8.ToArray(), ""),
        ];
        var wrong = new List<string>();
        foreach (var target in House.Targets.Where(target => target.Writes))
            foreach (var (name, body, type) in bodies)
                await HoldsAsync(target, name, await AskAsync(target, request => request.Raw(body, type)), wrong);
        AllHold(wrong);
    }

    /// <summary>The forms before sign-in are read from anyone, so no body may be large but the file of a town, and that one is read after the door.</summary>
    [Fact]
    public async Task A_body_larger_than_any_form_is_refused_except_by_the_import_that_a_signed_in_person_sends()
    {
        var import = House.Targets.Single(target => target.Name == "POST /residents/import");
        var tooLarge = 0;
        foreach (var target in House.Targets.Where(target => target.Writes && target != import))
        {
            var answer = await LargeAsync(target, target.IsOpen ? null : await SeatAsync(Own, TownStaff.Everything));
            Assert.True(answer is null or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest, $"{target}: {answer}");
            tooLarge += answer is null or HttpStatusCode.RequestEntityTooLarge ? 1 : 0;
        }
        Assert.True(tooLarge > 20, $"Only {tooLarge} routes said that it is too large.");
        Assert.InRange(House.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits.MaxRequestBodySize!.Value, 1 << 20, 16 << 20);
        Assert.Contains(await LargeAsync(import, null), (HttpStatusCode?[])[HttpStatusCode.Redirect, null]);
        Assert.NotEqual(HttpStatusCode.RequestEntityTooLarge, await LargeAsync(import, await SeatAsync(Own, TownStaff.Everything)));
    }

    /// <summary>Null when the server closed the door while the body was still coming.</summary>
    private async Task<HttpStatusCode?> LargeAsync(Target target, Seat? seat)
    {
        House.CountAttack();
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(Samples.Path(target, Own, Estate(Own)), UriKind.Relative));
        message.Headers.Add("Accept", "text/html");
        if (seat is not null)
            message.Headers.TryAddWithoutValidation("Cookie", $"{Platform.Http.StaffDoor.CookieName}={seat.Cookie}");
        message.Content = new ByteArrayContent(Fill(17 << 20));
        message.Content.Headers.TryAddWithoutValidation("Content-Type", target.IsApi ? "application/json" : "multipart/form-data; boundary=x");
        try
        {
            using var answer = await House.Client.SendAsync(message);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private IEnumerable<string> Some(Target target) => target.Name.StartsWith("POST /sign-in", StringComparison.Ordinal) || target.Name == "POST /me/password"
        ? Values.Where((_, i) => i % 3 == 0) // a password is hashed for each
        : Values;

    private async Task<Request> AskAsync(Target target, Func<Request, Request> fill)
    {
        var request = new Request(House, new HttpMethod(target.Method), Samples.Path(target, Own, Estate(Own)));
        return fill(target.IsOpen ? request : request.By(await SeatAsync(Own, TownStaff.Everything)));
    }

    private static async Task HoldsAsync(Target target, string attack, Request request, List<string> wrong)
    {
        var shown = attack.Length > 80 ? attack[..80] : attack;
        var watch = TimeProvider.System.GetTimestamp();
        var answer = await request.SendAsync();
        wrong.AddRange(Leaks(target, shown, answer, Other));
        if (answer.ContentType == "text/html" && answer.Raw.Contains("<script>alert(1)", StringComparison.Ordinal))
            wrong.Add($"{target} [{shown}]: {answer} writes markup that was typed");
        if (answer.Location is { } location && (!location.StartsWith('/') || location.StartsWith("//", StringComparison.Ordinal) || location.StartsWith("/\\", StringComparison.Ordinal)))
            wrong.Add($"{target} [{shown}]: {answer} sends elsewhere: {location}");
        if (answer.SetsCookieOf("moyai-session=x"))
            wrong.Add($"{target} [{shown}]: {answer} splits its headers");
        if (TimeProvider.System.GetElapsedTime(watch) > TimeSpan.FromSeconds(9))
            wrong.Add($"{target} [{shown}]: took {TimeProvider.System.GetElapsedTime(watch).TotalSeconds:0} s");
    }

    private async Task<long> RowsAsync()
    {
        await using var command = House.Towns.Admin.CreateCommand("select count(*) from residents.resident_version");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static string Escaped(string value) => value == "\uD800" ? "%ED%A0%80" : Uri.EscapeDataString(value);

    private static byte[] Fill(int length)
    {
        var body = new byte[length];
        "q="u8.CopyTo(body);
        body.AsSpan(2).Fill((byte)'a');
        return body;
    }
}
