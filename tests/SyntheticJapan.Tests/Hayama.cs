[assembly: AssemblyFixture(typeof(Moyai.SyntheticJapan.Tests.Hayama))]

namespace Moyai.SyntheticJapan.Tests;

/// <summary>The town of 32,000, made once for all tests that look at it.</summary>
public sealed class Hayama
{
    public static readonly DateOnly AsOf = new(2026, 11, 1);

    public Hayama()
    {
        Households = [.. SyntheticTown.Generate(SyntheticTown.Demo("143014", AsOf))];
        Rows = [.. Households.SelectMany(household => household.Rows)];
        Histories = [.. Rows.GroupBy(row => row["addressee_number"]!).Select(person => person.ToList())];
        Latest = [.. Histories.Select(history => history[^1])];
        Residents = [.. Latest.Where(row => row["status"] is "住民")];
    }

    public IReadOnlyList<SyntheticHousehold> Households { get; }

    public IReadOnlyList<ResidentRow> Rows { get; }

    public IReadOnlyList<List<ResidentRow>> Histories { get; }

    public IReadOnlyList<ResidentRow> Latest { get; }

    public IReadOnlyList<ResidentRow> Residents { get; }

    public static IEnumerable<string[]> Table(string name)
    {
        using var reader = new StreamReader(typeof(Hayama).Assembly.GetManifestResourceStream(name)!);
        reader.ReadLine();
        while (reader.ReadLine() is { Length: > 0 } line)
            yield return line.Split(',');
    }
}
