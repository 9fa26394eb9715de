using Moyai.Kernel;

namespace Moyai.SyntheticJapan;

/// <summary>Hands out the numbers of one town: 宛名番号 and 世帯番号 in order, the others scrambled.</summary>
internal sealed class Serials(ulong key)
{
    private readonly NumberScrambler _residentCodes = new(key, 10_000_000_000, 17);
    private readonly NumberScrambler _individualNumbers = new(Xoshiro.Mix(key), 100_000_000_000, 19);
    private long _person;
    private long _household;

    public long NextPerson(out AddresseeNumber number)
    {
        while (true)
        {
            if (AddresseeNumber.FromSerial(++_person) is not { } next)
                continue;
            number = next;
            return _person;
        }
    }

    public HouseholdNumber NextHousehold()
    {
        while (true)
        {
            if (HouseholdNumber.FromSerial(++_household) is { } next)
                return next;
        }
    }

    public string ResidentCode(long serial) => CheckedNumbers.ResidentCode(_residentCodes.Of(serial));

    /// <summary>A code asked for anew (住民票コードの変更請求): from the half no serial reaches.</summary>
    public string AnotherResidentCode(long serial) => ResidentCode(5_000_000_000 + serial);

    public string IndividualNumber(long serial) => CheckedNumbers.IndividualNumber(_individualNumbers.Of(serial));

    /// <summary>A number asked for anew (個人番号の変更請求).</summary>
    public string AnotherIndividualNumber(long serial) => IndividualNumber(50_000_000_000 + serial);
}
