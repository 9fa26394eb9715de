using Moyai.Kernel;

namespace Moyai.SyntheticJapan;

/// <summary>Invents the resident register of a town, household by household: nobody in it exists.</summary>
public static class SyntheticTown
{
    private const int RemovedPerHundred = 15;

    /// <summary>The demo towns: 檜枝岐村 073644 with 500 residents and 葉山町 143014 with 32,000; any other 市区町村 gets 5,000.</summary>
    public static SyntheticTownOptions Demo(string municipalityCode, DateOnly asOf) =>
        new(MunicipalityCode.Parse(municipalityCode), municipalityCode switch { "073644" => 500, "143014" => 32_000, _ => 5_000 }, 20_260_401, asOf);

    /// <summary>The households of the town, made as they are read; memory stays flat whatever the size.</summary>
    public static IEnumerable<SyntheticHousehold> Generate(SyntheticTownOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Residents);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.AsOf, new DateOnly(2026, 1, 1));
        return Stream(options);
    }

    private static IEnumerable<SyntheticHousehold> Stream(SyntheticTownOptions options)
    {
        var key = Xoshiro.Mix(options.Seed) ^ ulong.Parse(options.Municipality.Value, null);
        var random = new Xoshiro(key);
        var serials = new Serials(Xoshiro.Mix(key));
        var places = new Places(options.Municipality);
        var people = new PersonItems(random, places, serials, options.AsOf);
        var (current, removed) = (0L, 0L);
        Member? neighbour = null;
        Address? besides = null;
        while (current < options.Residents)
        {
            var behind = removed * 100 < current * RemovedPerHundred;
            var gone = behind && random.Chance(1500);
            var plan = HouseholdPlan.Draw(random, options.AsOf, gone ? 6 : (int)Math.Min(12, options.Residents - current));
            var (start, native) = Beginning(random, plan, options.AsOf);
            if (gone)
                LetGo(random, plan, start, options.AsOf);
            else if (behind && random.Chance(9000))
                plan.AddFormer(start);

            // Two neighbours of one name are what a search has to tell apart.
            var sameName = neighbour is not null && random.Chance(40) && !plan.Self.IsForeign && plan.Self.Male == neighbour.Male;
            var address = sameName ? Places.Next(random, besides!) : places.Inside(random, plan.Kind is HouseholdKind.YoungAlone or HouseholdKind.ForeignAlone ? 7500 : 1800);
            people.Introduce(plan, sameName ? neighbour : null);
            var story = new HouseholdStory(random, places, serials, plan, start, options.AsOf, native, address, gone);
            var household = story.Tell();
            (neighbour, besides) = (plan.Self.Given is null ? null : plan.Self, story.Address);
            current += household.Current;
            removed += household.Removed;
            yield return household;
        }
    }

    /// <summary>When the household began here: twenty years ago for those of old, else the day it moved in.</summary>
    private static (DateOnly Start, bool Native) Beginning(Xoshiro random, HouseholdPlan plan, DateOnly asOf)
    {
        var age = plan.Self.AgeOn(asOf);
        var window = asOf.AddYears(-20);
        if (!plan.Self.IsForeign && (age >= 50 ? random.Chance(6500) : plan.Kind is HouseholdKind.YoungAlone && random.Chance(1500)))
            return (window, true);
        var years = Math.Clamp(age - 18, 1, 20);
        var days = random.Below(2) == 0 ? random.Between(40, years * 365) : random.Between(40, Math.Max(41, years * 365 / 3));
        return (asOf.AddDays(-days), false);
    }

    private static void LetGo(Xoshiro random, HouseholdPlan plan, DateOnly start, DateOnly asOf)
    {
        var first = Math.Max(start.DayNumber, plan.Members.Max(member => member.Birth.DayNumber));
        if (plan.Members.Exists(member => member.IsForeign))
            first = Math.Max(first, new DateOnly(2012, 7, 9).DayNumber);
        first = Math.Min(first, asOf.DayNumber - 1);
        var left = DateOnly.FromDayNumber(first + 1 + random.Below(asOf.DayNumber - first));
        var death = plan.Members.Count == 1 && plan.Self.AgeOn(asOf) > 65 && random.Chance(8000);
        foreach (var member in plan.Members)
            (member.Left, member.LeftByDeath) = (left, death);
    }
}
