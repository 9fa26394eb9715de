using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Http;
using Moyai.Platform.Operations;
using Moyai.Platform.SignIn.People;
using Moyai.Platform.SignIn.Self;

namespace Moyai.Platform.SignIn;

/// <summary>Choosing the municipality, coming in, and everything a person or the IT section does about it.</summary>
public static class SignInRoutes
{
    private const string NobodyYet = "サインインの前の画面。ここで本人を確かめる";

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", ChooseAsync).Open("団体を選ぶ画面。個人の情報を持たない");
        var staff = routes.MapStaff();
        staff.MapGet("", (string municipality, HttpContext http) => MunicipalityCode.TryParse(municipality, null, out var code) ? TypedResults.Redirect($"/{code}/home") : NotHere(http)).Open("最初の画面への案内だけ");
        staff.MapGet("/sign-in", ShowPasswordAsync).Open(NobodyYet);
        staff.MapPost("/sign-in", TakePasswordAsync).Open(NobodyYet);
        staff.MapGet("/sign-in/second-factor", ShowSecondAsync).Open(NobodyYet);
        staff.MapPost("/sign-in/second-factor", TakeCodeAsync).Open(NobodyYet);
        staff.MapPost("/sign-in/passkey", TakePasskeyAsync).Open(NobodyYet);
        staff.MapSelf();
        staff.MapPeople();
    }

    private static async Task<IResult> ChooseAsync(HttpContext http, Databases databases, CancellationToken ct) =>
        Pages.RenderOpen<ChoosePage>(http, null, StatusCodes.Status200OK, (nameof(ChoosePage.Living), await databases.LivingAsync(ct)));

    private static async Task<IResult> ShowPasswordAsync(string municipality, HttpContext http, Databases databases, CancellationToken ct) =>
        await PlaceAsync(municipality, databases, ct) is { } place ? Pages.RenderOpen<SignInPage>(http, place, StatusCodes.Status200OK) : NotHere(http);

    private static async Task<IResult> TakePasswordAsync(string municipality, [FromForm] string? login, [FromForm] string? password, HttpContext http, Databases databases, SignInDoor door, CancellationToken ct)
    {
        if (await PlaceAsync(municipality, databases, ct) is not { } place)
            return NotHere(http);
        var result = await door.PasswordAsync(place, Cut(login), password ?? "", Terminal(http), ct);
        return result.TryGet(out var passage, out var refusal)
            ? Pass(http, place, passage)
            : Pages.RenderOpen<SignInPage>(http, place, StatusCodes.Status422UnprocessableEntity, (nameof(SignInPage.Refusal), refusal), (nameof(SignInPage.Login), login));
    }

    private static async Task<IResult> ShowSecondAsync(string municipality, HttpContext http, Databases databases, SignInDoor door, CancellationToken ct) =>
        await PlaceAsync(municipality, databases, ct) is { } place ? await SecondPageAsync(http, place, door, null, ct) : NotHere(http);

    private static async Task<IResult> TakeCodeAsync(string municipality, [FromForm] string? code, HttpContext http, Databases databases, SignInDoor door, CancellationToken ct)
    {
        if (await PlaceAsync(municipality, databases, ct) is not { } place)
            return NotHere(http);
        var result = await door.TotpAsync(place, SignInCookies.Step(http, place.Code) ?? NoToken, Cut(code), Terminal(http), ct);
        return result.TryGet(out var passage, out var refusal) ? Pass(http, place, passage) : await SecondPageAsync(http, place, door, refusal, ct);
    }

    private static async Task<IResult> TakePasskeyAsync(string municipality, [FromForm] string? credential, HttpContext http, Databases databases, SignInDoor door, CancellationToken ct)
    {
        if (await PlaceAsync(municipality, databases, ct) is not { } place)
            return NotHere(http);
        var result = await door.PasskeyAsync(place, SignInCookies.Step(http, place.Code) ?? NoToken, credential ?? "", Terminal(http), http, ct);
        return result.TryGet(out var passage, out var refusal) ? Pass(http, place, passage) : await SecondPageAsync(http, place, door, refusal, ct);
    }

    private static async Task<IResult> SecondPageAsync(HttpContext http, Municipality place, SignInDoor door, Refusal? refusal, CancellationToken ct)
    {
        if (await door.OfferAsync(place, SignInCookies.Step(http, place.Code) ?? NoToken, http, ct) is not { } offer)
            return Pages.RenderOpen<SignInPage>(http, place, StatusCodes.Status422UnprocessableEntity, (nameof(SignInPage.Refusal), SignInErrors.StepOver));
        return Pages.RenderOpen<SecondFactorPage>(http, place, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            (nameof(SecondFactorPage.Offer), offer), (nameof(SecondFactorPage.Refusal), refusal));
    }

    private static SeeOther Pass(HttpContext http, Municipality place, Passage passage)
    {
        if (passage.IsStep)
        {
            SignInCookies.GiveStep(http, place.Code, passage.Token);
            return SeeOther.To($"/{place.Code}/sign-in/second-factor");
        }
        SignInCookies.GiveSession(http, place.Code, passage.Token);
        return SeeOther.To($"/{place.Code}/home");
    }

    /// <summary>A token that no one holds: the same path as a token that is over.</summary>
    private static readonly string NoToken = SignInSessions.NewToken();

    private static string Cut(string? typed) => (typed ?? "").Trim() is var text && text.Length > 100 ? text[..100] : text;

    internal static string Terminal(HttpContext http) => http.Connection.RemoteIpAddress is { } address
        ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()
        : "-";

    private static async ValueTask<Municipality?> PlaceAsync(string code, Databases databases, CancellationToken ct) =>
        MunicipalityCode.TryParse(code, null, out var municipality) ? await databases.FindAsync(municipality, ct) : null;

    private static IResult NotHere(HttpContext http) => Answers.Refused(http, PlatformErrors.NotFound, StatusCodes.Status404NotFound);
}
