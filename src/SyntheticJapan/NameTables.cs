namespace Moyai.SyntheticJapan;

/// <summary>A family or given name and its reading.</summary>
internal sealed record NamePart(string Text, string Kana);

/// <summary>A part of a foreigner's name: Latin letters, reading, and the characters of the country where it has them.</summary>
internal sealed record ForeignNamePart(string Latin, string Kana, string Native);

/// <summary>Names by how common they are; the weights are ours, in the usual order of frequency.</summary>
internal static class NameTables
{
    public static readonly WeightedTable<NamePart> Surnames =
        new(DataFile.Rows("surnames.csv").Select(row => (new NamePart(row[0], row[1]), int.Parse(row[2], null))));

    public static readonly WeightedTable<string> Nationalities = new(
        DataFile.Rows("foreign_names.csv").DistinctBy(row => row[0]).Select(row => (row[0], int.Parse(row[1], null))));

    private static readonly (int Until, WeightedTable<NamePart> Male, WeightedTable<NamePart> Female)[] Given =
        [.. DataFile.Rows("given_names.csv").GroupBy(row => int.Parse(row[4], null)).OrderBy(era => era.Key).Select(era => (era.Key, Of(era, "男"), Of(era, "女")))];

    private static readonly ILookup<(string Nationality, string Part), ForeignNamePart> Foreign =
        DataFile.Rows("foreign_names.csv").ToLookup(row => (row[0], row[2]), row => new ForeignNamePart(row[3], row[4], row[5]));

    public static NamePart GivenName(Xoshiro random, bool male, int born)
    {
        var era = 0;
        while (era < Given.Length - 1 && born > Given[era].Until)
            era++;
        return (male ? Given[era].Male : Given[era].Female).Draw(random);
    }

    public static ForeignNamePart ForeignFamily(Xoshiro random, string nationality) => random.Pick([.. Foreign[(nationality, "family")]]);

    public static ForeignNamePart ForeignGiven(Xoshiro random, string nationality, bool male) =>
        random.Pick([.. Foreign[(nationality, male ? "男" : "女")]]);

    private static WeightedTable<NamePart> Of(IEnumerable<string[]> era, string sex) =>
        new(era.Where(row => row[2] == sex).Select(row => (new NamePart(row[0], row[1]), int.Parse(row[5], null))));
}
