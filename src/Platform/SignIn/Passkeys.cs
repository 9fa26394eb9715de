using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Moyai.Platform.SignIn;

/// <summary>パスキー (WebAuthn) by the framework's handler, on our own rows: the caller loads an account's keys, and stores what comes back.</summary>
internal static class Passkeys
{
    // The password was the first factor: the key proves possession, its PIN or fingerprint is welcome and not demanded.
    private static readonly IOptions<IdentityPasskeyOptions> Rules = Options.Create(new IdentityPasskeyOptions
    {
        AuthenticatorTimeout = SignInRules.StepLasts,
        UserVerificationRequirement = "preferred",
        ResidentKeyRequirement = "discouraged",
        ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin
            && string.Equals(context.Origin, $"{context.HttpContext.Request.Scheme}://{context.HttpContext.Request.Host}", StringComparison.OrdinalIgnoreCase)),
    });

    public static Task<PasskeyCreationOptionsResult> BeginEnrolmentAsync(PasskeyOwner owner, HttpContext http) => WithHandlerAsync(
        owner, handler => handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = owner.Id, Name = owner.LoginName, DisplayName = owner.DisplayName }, http));

    /// <returns>The key to store, or null when what the browser sent does not hold.</returns>
    public static async Task<UserPasskeyInfo?> FinishEnrolmentAsync(PasskeyOwner owner, string state, string credential, HttpContext http)
    {
        var result = await WithHandlerAsync(owner, handler => handler.PerformAttestationAsync(
            new PasskeyAttestationContext { HttpContext = http, CredentialJson = credential, AttestationState = state }));
        return result.Succeeded && result.UserEntity.Id == owner.Id ? result.Passkey : null;
    }

    public static Task<PasskeyRequestOptionsResult> AskAsync(PasskeyOwner owner, HttpContext http) =>
        WithHandlerAsync(owner, handler => handler.MakeRequestOptionsAsync(owner, http));

    /// <returns>The key with its new counter, or null when the answer is not one of this owner's keys.</returns>
    public static async Task<UserPasskeyInfo?> CheckAsync(PasskeyOwner owner, string state, string credential, HttpContext http)
    {
        var result = await WithHandlerAsync(owner, handler => handler.PerformAssertionAsync(
            new PasskeyAssertionContext { HttpContext = http, CredentialJson = credential, AssertionState = state }));
        return result.Succeeded && result.User.Id == owner.Id ? result.Passkey : null;
    }

    private static async Task<T> WithHandlerAsync<T>(PasskeyOwner owner, Func<PasskeyHandler<PasskeyOwner>, Task<T>> use)
    {
        using var store = new PasskeyOwnerStore(owner);
        using var manager = new UserManager<PasskeyOwner>(store, null!, null!, [], [], null!, new IdentityErrorDescriber(), null!, NullLogger<UserManager<PasskeyOwner>>.Instance);
        return await use(new PasskeyHandler<PasskeyOwner>(manager, Rules));
    }
}

/// <summary>An account with the keys loaded for one request.</summary>
internal sealed record PasskeyOwner(Guid AccountId, string LoginName, string DisplayName, IReadOnlyList<UserPasskeyInfo> Keys)
{
    public string Id => AccountId.ToString();

    public override string ToString() => $"PasskeyOwner {{ {AccountId} }}";
}

/// <summary>A key as it stands in platform.passkey.</summary>
internal sealed record StoredPasskey(byte[] CredentialId, byte[] PublicKey, DateTimeOffset CreatedAt, uint SignCount, string[]? Transports, bool IsUserVerified, bool IsBackupEligible, bool IsBackedUp, byte[] AttestationObject, byte[] ClientDataJson)
{
    public static string ToJson(UserPasskeyInfo key) => JsonSerializer.Serialize(new StoredPasskey(
        key.CredentialId, key.PublicKey, key.CreatedAt, key.SignCount, key.Transports, key.IsUserVerified, key.IsBackupEligible, key.IsBackedUp, key.AttestationObject, key.ClientDataJson));

    public static UserPasskeyInfo FromJson(string json)
    {
        var key = JsonSerializer.Deserialize<StoredPasskey>(json)!;
        return new UserPasskeyInfo(key.CredentialId, key.PublicKey, key.CreatedAt, key.SignCount, key.Transports, key.IsUserVerified, key.IsBackupEligible, key.IsBackedUp, key.AttestationObject, key.ClientDataJson);
    }
}
