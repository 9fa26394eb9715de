using System.Net;
using System.Net.Http.Headers;
using Moyai.Kernel;
using Moyai.TestKit;

namespace Moyai.Attack.Walls;

/// <summary>What the attacks share: the house, the town that attacks, the town that must stay untouched.</summary>
public abstract class WallTests(House house)
{
    /// <summary>Whose session the attacker has.</summary>
    internal static readonly MunicipalityCode Own = TwoTowns.Hinoemata;

    /// <summary>Whose data the attacker wants.</summary>
    internal static readonly MunicipalityCode Other = TwoTowns.Hayama;

    internal House House => house;

    internal IEnumerable<Target> Closed => house.Targets.Where(target => !target.IsOpen);

    internal Estate Estate(MunicipalityCode town) => house.Estates[town];

    internal Request To(Target target, MunicipalityCode town, Estate? ids = null) =>
        new Request(house, new HttpMethod(target.Method), Samples.Path(target, town, ids ?? Estate(town))).Header("Idempotency-Key", Guid.NewGuid().ToString()).Filled(Samples.Body(target, ids ?? Estate(town)));

    internal async Task<Seat> SeatAsync(MunicipalityCode town, TownStaff person) => await house.Towns.SeatAsync(town, await house.Towns.AccountAsync(town, person));

    /// <summary>Fails with every answer that is not as it must be, not with the first.</summary>
    internal static void AllHold(List<string> wrong) => Assert.True(wrong.Count == 0, $"{wrong.Count} answers are wrong:\n{string.Join('\n', wrong.Take(60))}");

    /// <summary>What no answer to an attack may be: a fault, or someone's data.</summary>
    internal static IEnumerable<string> Leaks(Target target, string attack, Answer answer, params MunicipalityCode[] silent)
    {
        if (answer.IsFault)
            yield return $"{target} [{attack}]: fault {answer}";
        foreach (var town in silent)
            if (Canaries.Of(town).In(answer.Body + answer.Location) is { } canary)
                yield return $"{target} [{attack}]: {answer} tells 「{canary}」 of {town}";
    }
}
