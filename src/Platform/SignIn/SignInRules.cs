namespace Moyai.Platform.SignIn;

/// <summary>The numbers of sign-in, in one place (JK 10.3: a forced end after repeated failures; a second factor).</summary>
public static class SignInRules
{
    /// <summary>続けて誤ると入れなくなる回数. Passwords and second factors count together.</summary>
    public const int FailuresBeforeLock = 5;

    /// <summary>入れなくなってから、また試せるまでの時間.</summary>
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    /// <summary>Between the password and the second factor, and between beginning and finishing an enrolment.</summary>
    public static readonly TimeSpan StepLasts = TimeSpan.FromMinutes(5);

    /// <summary>パスワードの最小文字数.</summary>
    public const int ShortestPassword = 12;

    /// <summary>A bound, so that nobody makes the server hash a book.</summary>
    public const int LongestPassword = 128;

    /// <summary>Rounds of PBKDF2 with HMAC-SHA-512; a hash with fewer is renewed at the next sign-in.</summary>
    public const int HashRounds = 210_000;

    /// <summary>Who may see 個人番号, and who may give that right to anyone, comes in with two factors or not at all.</summary>
    public static bool NeedsSecondFactor(IReadOnlySet<string> permissions)
    {
        ArgumentNullException.ThrowIfNull(permissions);
        return permissions.Contains(Permissions.SeeIndividualNumber) || permissions.Contains(Permissions.ManageAccounts);
    }
}
