using Moyai.Platform.Operations;

namespace Moyai.Platform.Jobs;

/// <summary>How one kind of job is worked. The work goes through the runner like everything else, as the person who asked.</summary>
/// <param name="Kind">Stable name, such as residents.import.</param>
/// <param name="Permission">What the worker may do on the asker's behalf: only this.</param>
/// <param name="WorkAsync">Does the work and returns the sentence shown at its end. Called again from the start after a crash.</param>
public sealed record JobKind(string Kind, string Permission, Func<IServiceProvider, Job, Caller, JobProgress, CancellationToken, Task<string>> WorkAsync);
