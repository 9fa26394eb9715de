using Moyai.Kernel;
using Moyai.Platform.Operations;
using Moyai.Platform.SignIn;

namespace Moyai.Platform.Jobs;

/// <summary>処理状況の照会.</summary>
public static class LookAtJobs
{
    private const string Purpose = "処理状況の確認";
    private const string LegalBasis = "個人情報保護法第66条（安全管理措置）";

    public static readonly OperationDefinition Lists = new("platform.jobs.list", "処理状況一覧の照会", OperationMode.Read, Permissions.ReadJobs, Purpose, LegalBasis);

    public static readonly OperationDefinition Shows = new("platform.jobs.show", "処理状況の照会", OperationMode.Read, Permissions.ReadJobs, Purpose, LegalBasis);

    internal static Operation<bool, List<Job>> List { get; } = new(Lists, async (_, session, _, ct) => await Job.RecentAsync(session, ct));

    internal static Operation<Guid, Job> Show { get; } = new(Shows, async (id, session, context, ct) =>
    {
        context.Note($"処理 {id}");
        return await Job.FindAsync(session, id, ct) is { } job ? job : PlatformErrors.NotFound;
    });
}
