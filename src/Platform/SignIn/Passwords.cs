using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Moyai.Kernel;

namespace Moyai.Platform.SignIn;

/// <summary>Passwords: how they are kept, what makes one acceptable, and first ones.</summary>
internal static class Passwords
{
    // Letters that nobody mistakes for another on paper.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    private static readonly PasswordHasher<string> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = SignInRules.HashRounds }));

    /// <summary>Compared with when there is no account, so that an unknown name takes as long as a known one.</summary>
    public static string NobodysHash { get; } = Hash(Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));

    public static string Hash(string password) => Hasher.HashPassword("", password);

    /// <summary>Whether it is right, and whether its hash has fewer rounds than today's.</summary>
    public static (bool Right, bool Renew) Check(string hash, string password)
    {
        // A longer one cannot be right; cutting it keeps the time bounded.
        var typed = password.Length > SignInRules.LongestPassword ? password[..SignInRules.LongestPassword] + "…" : password;
        var result = Hasher.VerifyHashedPassword("", hash, typed);
        return (result != PasswordVerificationResult.Failed, result == PasswordVerificationResult.SuccessRehashNeeded);
    }

    /// <summary>A first password, to be changed at first use: 16 letters in groups of four.</summary>
    public static string NewFirst() => string.Join('-', RandomNumberGenerator.GetString(Letters, 16).Chunk(4).Select(group => new string(group)));

    /// <summary>Length over rules about kinds of letters: those only make people write them down.</summary>
    public static Refusal? Weakness(string password, string loginName) =>
        password.Length is < SignInRules.ShortestPassword or > SignInRules.LongestPassword ? SignInErrors.PasswordTooShort
        : password.Contains(loginName, StringComparison.OrdinalIgnoreCase) || password.Distinct().Count() < 5 ? SignInErrors.PasswordTooPlain
        : null;
}
