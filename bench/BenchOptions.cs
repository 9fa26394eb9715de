using System.Globalization;
using Moyai.Platform.Database;

namespace Moyai.Bench;

/// <summary>What was asked for: which benchmarks, how long, in which form.</summary>
/// <param name="Residents">How many residents the town has.</param>
internal sealed record BenchOptions(IReadOnlyList<string> Names, bool Quick, bool Json, int Residents)
{
    public static readonly IReadOnlyList<string> All = ["search", "move-in", "page", "certificates", "access-records"];

    private const int QuickResidents = 30_000;
    private const int FullResidents = 1_000_000;

    /// <summary>How often each side has its turn.</summary>
    public int Rounds => Quick ? 2 : 5;

    /// <summary>How long one turn lasts.</summary>
    public TimeSpan Turn(double quick, double full) => TimeSpan.FromSeconds(Quick ? quick : full);

    public static BenchOptions Parse(IReadOnlyList<string> arguments)
    {
        var names = new List<string>();
        var (quick, json) = (false, false);
        int? residents = null;
        for (var at = 0; at < arguments.Count; at++)
        {
            var argument = arguments[at];
            if (argument == "--quick")
                quick = true;
            else if (argument == "--json")
                json = true;
            else if (argument == "--residents" && at + 1 < arguments.Count && int.TryParse(arguments[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) && wanted is >= 1_000 and <= 2_000_000)
                (residents, at) = (wanted, at + 1);
            else if (All.Contains(argument))
                names.Add(argument);
            else
                throw new StartupProblem(
                    $"「{argument}」は使えない指定です。", $"使える指定は {string.Join('、', All)}、--quick、--json、--residents 人数 です。",
                    $"\"{argument}\" is not an option.", $"the options are {string.Join(", ", All)}, --quick, --json and --residents NUMBER.");
        }
        return new BenchOptions(names.Count > 0 ? names : All, quick, json, residents ?? (quick ? QuickResidents : FullResidents));
    }
}
