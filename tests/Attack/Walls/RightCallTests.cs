using System.Net;
using Moyai.Kernel;
using Moyai.TestKit;
using Npgsql;

namespace Moyai.Attack.Walls;

/// <summary>Called rightly, a route runs what it declares: the record of it stands, and names whoever was shown.</summary>
public sealed class RightCallTests(House house) : WallTests(house)
{
    /// <summary>They run nothing until their form is sent, and show nobody. Reviewed here.</summary>
    private static readonly string[] BlankForms = ["GET /me/password", "GET /move-ins/new", "GET /residents", "GET /residents/import", "POST /move-ins/date", "POST /move-ins/date/western"];

    [Fact]
    public async Task Every_route_called_rightly_leaves_a_record_of_what_it_declares_that_names_everyone_shown()
    {
        var wrong = new List<string>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var target in Closed)
        {
            var (seat, ids) = await ArrangeAsync(target);
            var answer = await To(target, Own, ids).By(seat).SendAsync();
            var records = await RecordsAsync(seat.Account);
            var declared = target.Door!.Operations.Select(operation => operation.Kind).ToHashSet(StringComparer.Ordinal);

            if ((int)answer.Status is >= 400 and not 422)
                wrong.Add($"{target}: {answer} {answer.Errors}");
            wrong.AddRange(Leaks(target, "right call", answer, Other));
            foreach (var stray in records.Where(record => !declared.Contains(record.Operation)))
                wrong.Add($"{target}: ran {stray.Operation}, which it does not declare");
            if (BlankForms.Contains(target.Name) ? records.Count > 0 : !records.Exists(record => declared.Contains(record.Operation)))
                wrong.Add($"{target}: {answer} left {records.Count} records");
            var named = records.SelectMany(record => record.Persons).ToHashSet();
            foreach (var (text, persons) in Canaries.Of(Own).ResidentsIn(answer.Body))
                if (!persons.Overlaps(named))
                    wrong.Add($"{target}: shows 「{text}」 of {string.Join(',', persons)} and its record does not name them");
            done.UnionWith(records.Where(record => record.Outcome == "done").Select(record => record.Operation));
        }
        AllHold(wrong);
        // A walk through every page and every write has really done this much, not only been refused politely.
        string[] expected =
        [
            "residents.search", "residents.show", "residents.household", "residents.individual-number", "residents.move-in.enter", "residents.move-in.approve", "residents.move-in.return", "residents.move-in.withdraw",
            "residents.certificate.issue", "residents.certificate.document", "residents.certificate.dispose", "residents.import", "platform.add-person", "platform.grant-permission", "platform.access-records.export",
        ];
        Assert.Empty(expected.Except(done));
    }

    /// <summary>The twin of the naming: a person who is shown and not named would be noticed.</summary>
    [Fact]
    public async Task The_data_of_a_person_are_recognised_on_a_page()
    {
        var seat = await SeatAsync(Own, TownStaff.Everything);
        var answer = await new Request(House, HttpMethod.Get, $"/{Own}/residents/{Estate(Own).Person}").By(seat).SendAsync(counted: false);
        Assert.Contains(Canaries.Of(Own).ResidentsIn(answer.Body), found => found.Persons.Contains(Estate(Own).Person));
    }

    /// <summary>A person of one's own for each call, so that its records are its own; and something to decide on.</summary>
    private async Task<(Seat Seat, Estate Ids)> ArrangeAsync(Target target)
    {
        var seat = await House.Towns.SeatAsync(Own, await House.Towns.NewAccountAsync(Own, TownStaff.EveryPermission));
        var ids = Estate(Own);
        if (target.Name.Contains("/move-ins/{id}", StringComparison.Ordinal))
        {
            var own = target.Name.EndsWith("/withdraw", StringComparison.Ordinal);
            ids = ids with { MoveIn = await Attack.Estate.MoveInAsync(House, own ? seat : await SeatAsync(Own, TownStaff.Clerk)) };
        }
        if (target.Name.Contains("/certificates/{id}", StringComparison.Ordinal))
            ids = ids with { Certificate = await Attack.Estate.CertificateAsync(House, seat, ids) };
        if (target.Name.EndsWith("/sessions/end", StringComparison.Ordinal))
            ids = ids with { Session = (await House.Towns.SeatAsync(Own, seat.Account)).Session };
        await using var command = House.Towns.Admin.CreateCommand($"update platform.access_record set account_id = null where account_id = '{seat.Account}'");
        await command.ExecuteNonQueryAsync();
        return (seat, ids);
    }

    private async Task<List<(string Operation, string Outcome, long[] Persons)>> RecordsAsync(Guid account)
    {
        await using var command = House.Towns.Admin.CreateCommand("select operation, outcome, persons from platform.access_record where account_id = $1 order by at, record_id");
        command.Parameters.Add(new NpgsqlParameter { Value = account });
        await using var reader = await command.ExecuteReaderAsync();
        var records = new List<(string, string, long[])>();
        while (await reader.ReadAsync())
            records.Add((reader.GetString(0), reader.GetString(1), reader.GetFieldValue<long[]>(2)));
        return records;
    }
}
