using System.Diagnostics.Metrics;

namespace Moyai.Platform.Operations;

/// <summary>Counts what was done here, by kind and outcome only.</summary>
internal static class OperationMeter
{
    public const string Name = "Moyai";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Operations = Meter.CreateCounter<long>("moyai.operations", description: "Operations by kind and outcome");
    private static readonly Counter<long> Jobs = Meter.CreateCounter<long>("moyai.jobs", description: "Finished jobs by kind and state");

    public static void Count(string kind, string outcome) => Operations.Add(1, new("kind", kind), new KeyValuePair<string, object?>("outcome", outcome));

    public static void CountJob(string kind, string state) => Jobs.Add(1, new("kind", kind), new KeyValuePair<string, object?>("state", state));
}
