using Moyai.Platform.Database;

namespace Moyai.Bench;

/// <summary>What was asked for: which benchmarks, how long, in which form.</summary>
internal sealed record BenchOptions(IReadOnlyList<string> Names, bool Quick, bool Json)
{
    public static readonly IReadOnlyList<string> All = ["search", "move-in", "page", "certificates", "access-records"];

    /// <summary>How many residents the town has.</summary>
    public int Residents => Quick ? 30_000 : 1_000_000;

    /// <summary>How often each side has its turn.</summary>
    public int Rounds => Quick ? 2 : 5;

    /// <summary>How long one turn lasts.</summary>
    public TimeSpan Turn(double quick, double full) => TimeSpan.FromSeconds(Quick ? quick : full);

    public static BenchOptions Parse(IReadOnlyList<string> arguments)
    {
        var names = new List<string>();
        var (quick, json) = (false, false);
        foreach (var argument in arguments)
        {
            if (argument == "--quick")
                quick = true;
            else if (argument == "--json")
                json = true;
            else if (All.Contains(argument))
                names.Add(argument);
            else
                throw new StartupProblem(
                    $"「{argument}」は使えない指定です。", $"使える指定は {string.Join('、', All)}、--quick、--json です。",
                    $"\"{argument}\" is not an option.", $"the options are {string.Join(", ", All)}, --quick and --json.");
        }
        return new BenchOptions(names.Count > 0 ? names : All, quick, json);
    }
}
