using Moyai.Kernel;
using Moyai.Platform.Database;

namespace Moyai.Residents.Storage;

/// <summary>自動付番 (1.1.13): simple serials. A serial without a check digit is skipped.</summary>
internal static class Serials
{
    private const string Addressee = "addressee";
    private const string Household = "household";

    public static async Task<List<AddresseeNumber>> NextAddresseesAsync(Session session, int count, CancellationToken ct) =>
        await NextAsync(session, Addressee, count, AddresseeNumber.FromSerial, ct);

    public static async Task<HouseholdNumber> NextHouseholdAsync(Session session, CancellationToken ct) =>
        (await NextAsync(session, Household, 1, HouseholdNumber.FromSerial, ct))[0];

    /// <summary>The next serial of any name: reception numbers, issue numbers of a day.</summary>
    public static async Task<long> NextAsync(Session session, string name, CancellationToken ct) =>
        await TakeAsync(session, name, 1, ct);

    /// <summary>Numbers that come from elsewhere are never given again.</summary>
    /// <param name="table">Where those numbers wait.</param>
    public static void RaiseTo(SqlBatch batch, string table) => batch.Add($"""
        insert into residents.serial (name, last)
        select name, last from (
            select '{Household}' as name, max(household_number) / 10 as last from {table}
            union all
            select '{Addressee}', max(addressee_number) / 10 from {table}) given
        where last is not null
        on conflict (municipality_code, name) do update set last = greatest(residents.serial.last, excluded.last)
        """);

    private static async Task<List<T>> NextAsync<T>(Session session, string name, int count, Func<long, T?> number, CancellationToken ct)
        where T : struct
    {
        var numbers = new List<T>(count);
        while (numbers.Count < count)
        {
            var wanted = count - numbers.Count;
            var last = await TakeAsync(session, name, wanted, ct);
            for (var serial = last - wanted + 1; serial <= last; serial++)
                if (number(serial) is { } made)
                    numbers.Add(made);
        }
        return numbers;
    }

    private static async Task<long> TakeAsync(Session session, string name, int count, CancellationToken ct) => await session.Sql().Add("""
        insert into residents.serial (name, last) values ($1, $2)
        on conflict (municipality_code, name) do update set last = residents.serial.last + excluded.last
        returning last
        """, name, (long)count).FirstAsync(row => row.GetInt64(0), ct);
}
