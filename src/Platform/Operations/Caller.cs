using Moyai.Kernel;

namespace Moyai.Platform.Operations;

/// <summary>Who is asking, from where, and what they may do today.</summary>
public sealed record Caller(
    MunicipalityCode Municipality,
    Guid? AccountId,
    string LoginName,
    string DisplayName,
    string SectionCode,
    string Terminal,
    IReadOnlySet<string> Permissions,
    bool HasSecondFactor)
{
    public bool May(string permission) => Permissions.Contains(permission);

    /// <summary>The program itself at the console of its machine (起動した管理者), recorded under that name.</summary>
    public static Caller Console(MunicipalityCode municipality, string name, params string[] permissions) =>
        new(municipality, null, name, name, "-", Environment.MachineName, permissions.ToHashSet(StringComparer.Ordinal), true);
}
