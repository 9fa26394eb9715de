using System.Globalization;
using System.Net;
using Moyai.Kernel;
using Moyai.TestKit;
using Npgsql;

namespace Moyai.Attack;

/// <summary>What a town has that another might ask for: numbers that both have, and ids that only it has.</summary>
internal sealed record Estate(MunicipalityCode Town, long Person, long Household, Guid MoveIn, Guid Certificate, Guid Import, Guid Account, Guid Session)
{
    public static async Task<Estate> BuildAsync(House house, MunicipalityCode town)
    {
        var clerk = await house.Towns.SeatAsync(town, await house.Towns.AccountAsync(town, TownStaff.Clerk));
        var (person, household) = await FirstPersonAsync(house, town);
        var account = await house.Towns.NewAccountAsync(town, ["residents.read"]);
        var estate = new Estate(town, person, household, await MoveInAsync(house, clerk), Guid.Empty, await ImportAsync(house, town), account, (await house.Towns.SeatAsync(town, account)).Session);
        return estate with { Certificate = await CertificateAsync(house, clerk, estate) };
    }

    /// <summary>A 仮登録 that waits; each call makes another.</summary>
    public static Task<Guid> MoveInAsync(House house, Seat by) => MadeAsync(house, by, $"/{by.Town}/move-ins", Samples.MoveInForm(by.Town), "move-ins");

    /// <summary>A certificate of this person, by this person's seat.</summary>
    public static Task<Guid> CertificateAsync(House house, Seat by, Estate estate) =>
        MadeAsync(house, by, $"/{by.Town}/households/{estate.Household}/certificate", Samples.CertificateForm(estate), "certificates");

    private static async Task<Guid> MadeAsync(House house, Seat by, string path, IEnumerable<(string, string)> form, string into)
    {
        var answer = await new Request(house, HttpMethod.Post, path).By(by).Form(form).SendAsync(counted: false);
        if (answer.Status != HttpStatusCode.SeeOther || answer.Location is not { } location || !location.Contains($"/{into}/", StringComparison.Ordinal))
            throw new InvalidOperationException($"{path} answered {answer.Status}: {answer.Errors}");
        return Guid.Parse(location.Split('/', '?')[3], CultureInfo.InvariantCulture);
    }

    /// <summary>The first household with a present Japanese head whose number both towns have.</summary>
    private static async Task<(long Person, long Household)> FirstPersonAsync(House house, MunicipalityCode town)
    {
        await using var command = house.Towns.Admin.CreateCommand("""
            select r.addressee_number, r.household_number
            from residents.resident r join residents.resident_version v using (municipality_code, addressee_number, version)
            where r.municipality_code = $1 and r.status = '住民' and v.kind = '日本人' and not r.suppressed
              and exists (select 1 from mynumber.individual_number n where n.municipality_code = $1 and n.addressee_number = r.addressee_number)
              and exists (select 1 from residents.resident o where o.municipality_code <> $1 and o.addressee_number = r.addressee_number)
              and exists (select 1 from residents.resident o where o.municipality_code <> $1 and o.household_number = r.household_number)
            order by r.addressee_number limit 1
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = town.Value });
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? (reader.GetInt64(0), reader.GetInt64(1)) : throw new InvalidOperationException("The two towns share no number.");
    }

    private static async Task<Guid> ImportAsync(House house, MunicipalityCode town)
    {
        await using var command = house.Towns.Admin.CreateCommand("select job_id from platform.job where municipality_code = $1 and kind = 'residents.import' limit 1");
        command.Parameters.Add(new NpgsqlParameter { Value = town.Value });
        return (Guid)(await command.ExecuteScalarAsync())!;
    }
}
