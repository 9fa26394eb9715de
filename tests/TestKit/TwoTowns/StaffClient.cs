using System.Net;
using System.Text.RegularExpressions;
using Moyai.Kernel;
using Moyai.Platform.SignIn;

namespace Moyai.TestKit;

/// <summary>A browser that came in through the real door: page, password, the digits of the app.</summary>
public static partial class StaffClient
{
    /// <exception cref="InvalidOperationException">The door did not open.</exception>
    public static async Task<HttpClient> SignInAsync(Uri address, MunicipalityCode town, TownStaff person, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(person);
#pragma warning disable CA2000 // The client owns its handler.
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = address };
#pragma warning restore CA2000
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        using var entered = await client.PostFormAsync($"/{town}/sign-in", $"/{town}/sign-in", cancellation, ("login", person.Login), ("password", TownStaff.Password));
        var at = entered.Headers.Location?.OriginalString;
        if (person.HasTotp)
        {
            if (at != $"/{town}/sign-in/second-factor")
                throw new InvalidOperationException($"The password of {person.Login} led to {entered.StatusCode} {at}.");
            using var second = await client.PostFormAsync(at, at, cancellation, ("code", Totp.Code(TownStaff.TotpSecret, TimeProvider.System.GetUtcNow())));
            at = second.Headers.Location?.OriginalString;
        }
        return at == $"/{town}/home" ? client : throw new InvalidOperationException($"Sign-in of {person.Login} led to {at ?? "nowhere"}.");
    }

    /// <summary>Opens a page, takes its antiforgery token and posts a form.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(this HttpClient client, string page, string path, CancellationToken cancellation, params (string Name, string Value)[] fields)
    {
        ArgumentNullException.ThrowIfNull(client);
        var token = AntiforgeryField().Match(await client.GetStringAsync(new Uri(page, UriKind.Relative), cancellation)).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))]);
        return await client.PostAsync(new Uri(path, UriKind.Relative), form, cancellation);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryField();
}
