using Moyai.Platform.Operations;
using Moyai.Platform.SignIn;
using Moyai.Residents;

namespace Moyai.Bench.Town;

/// <summary>Who works in the town: one who enters, one who approves, with all the rights of a clerk.</summary>
internal static class People
{
    public const string Login = "yamada";
    public const string Password = "yamada-bench-2026";

    private static readonly byte[] Secret = [.. "moyai bench secret 1"u8];

    private static readonly string[] Rights =
    [
        ResidentPermissions.Read, ResidentPermissions.EnterChanges, ResidentPermissions.ApproveChanges, ResidentPermissions.IssueCertificates, ResidentPermissions.SeeSuppressed,
        Permissions.SeeFamilyRegister, Permissions.SeeResidentCode, Permissions.SeeResidenceStatus, Permissions.SeeIndividualNumber,
    ];

    public static IReadOnlyList<NewAccount> Accounts { get; } = [new(Login, "山田　窓口", "1", Password, MustChangePassword: false, Secret, Rights)];

    public static string CodeNow() => Totp.Code(Secret, TimeProvider.System.GetUtcNow());

    /// <summary>A clerk at a counter; every number is another person.</summary>
    public static Caller Clerk(int number) => new(
        BenchTown.Code, new Guid(number + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]), $"clerk{number}", $"窓口　{number}", "1", $"PC-{number:00}", Rights.ToHashSet(StringComparer.Ordinal), HasSecondFactor: true);
}
