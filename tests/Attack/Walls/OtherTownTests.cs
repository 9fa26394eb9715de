using System.Net;
using Moyai.TestKit;

namespace Moyai.Attack.Walls;

public sealed class OtherTownTests(House house) : WallTests(house)
{
    [Fact]
    public async Task A_session_of_another_town_finds_nothing_there_and_changes_nothing()
    {
        var seat = await SeatAsync(Own, TownStaff.Everything);
        var before = await TownDigest.OfAsync(House.Towns, Other);
        var wrong = new List<string>();
        foreach (var target in Closed)
        {
            var answer = await To(target, Other).By(seat).SendAsync();
            wrong.AddRange(Leaks(target, "other town's address", answer, Own, Other));
            if (answer.Status != HttpStatusCode.NotFound)
                wrong.Add($"{target} [other town's address]: {answer}");
        }
        AllHold(wrong);
        Assert.Equal(before, await TownDigest.OfAsync(House.Towns, Other));
    }

    [Fact]
    public async Task Ids_of_another_town_do_not_exist_here_and_shared_numbers_show_ones_own_people_only()
    {
        var before = await TownDigest.OfAsync(House.Towns, Other);
        var wrong = new List<string>();
        var answers = new List<Answer>();
        foreach (var target in Closed)
        {
            var seat = await SeatAsync(Own, TownStaff.Everything);
            var answer = await To(target, Own, ids: Estate(Other) with { Town = Own }).By(seat).SendAsync();
            answers.Add(answer);
            wrong.AddRange(Leaks(target, "other town's ids", answer, Other));
            if (target.Parameters.Any(parameter => parameter.Name == "id") && answer.Status != HttpStatusCode.NotFound)
                wrong.Add($"{target} [other town's ids]: {answer}");
        }
        AllHold(wrong);
        Assert.Equal(before, await TownDigest.OfAsync(House.Towns, Other));
        // The same numbers did lead to people: to one's own.
        Assert.Contains(answers, answer => Canaries.Of(Own).In(answer.Body) is not null);
    }

    [Fact]
    public async Task Ids_of_another_town_in_a_query_or_a_field_are_not_found()
    {
        var other = Estate(Other);
        (string Path, (string, string)[]? Form)[] asked =
        [
            ($"/{Own}/move-ins/new?from={other.MoveIn}", null),
            ($"/{Own}/people/sessions/end", [("session", other.Session.ToString())]),
            ($"/{Own}/me/sessions/end", [("session", other.Session.ToString())]),
            ($"/{Own}/people/rights/give", [("section", "3"), ("permission", "residents.read")]),
        ];
        foreach (var (path, form) in asked)
        {
            var request = new Request(House, form is null ? HttpMethod.Get : HttpMethod.Post, path).By(await SeatAsync(Own, TownStaff.Everything));
            var answer = await (form is null ? request : request.Form(form)).SendAsync();
            Assert.True(answer.Status is HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity, answer.ToString());
            Assert.Null(Canaries.Of(Other).In(answer.Body));
        }
    }

    /// <summary>Every person of the one town, asked for with the numbers of the other: the page may exist, its people must be ours.</summary>
    [Fact]
    public async Task No_number_of_another_town_shows_its_person()
    {
        var seat = await SeatAsync(Own, TownStaff.Everything);
        var (numbers, ours) = (await NumbersAsync(Other), await NumbersAsync(Own));
        Assert.NotEmpty(numbers.Intersect(ours));
        foreach (var number in numbers)
        {
            var answer = await new Request(House, HttpMethod.Get, $"/{Own}/residents/{number}").By(seat).SendAsync();
            Assert.Equal(ours.Contains(number) ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.Status);
            Assert.Null(Canaries.Of(Other).In(answer.Body));
        }
    }

    /// <summary>The twin: asked by its own people, the other town's pages do hold the canaries, so their absence above means something.</summary>
    [Fact]
    public async Task The_canaries_of_a_town_are_on_its_own_pages()
    {
        var seat = await SeatAsync(Other, TownStaff.Everything);
        foreach (var path in (string[])[$"residents/{Estate(Other).Person}", $"households/{Estate(Other).Household}", $"api/residents/{Estate(Other).Person}", $"move-ins/{Estate(Other).MoveIn}", $"people/{Estate(Other).Account}"])
        {
            var answer = await new Request(House, HttpMethod.Get, $"/{Other}/{path}").By(seat).SendAsync(counted: false);
            Assert.True(Canaries.Of(Other).In(answer.Body) is not null, answer.ToString());
        }
    }

    private async Task<HashSet<long>> NumbersAsync(Kernel.MunicipalityCode town)
    {
        await using var command = House.Towns.Admin.CreateCommand($"select addressee_number from residents.resident where municipality_code = '{town}'");
        await using var reader = await command.ExecuteReaderAsync();
        var numbers = new HashSet<long>();
        while (await reader.ReadAsync())
            numbers.Add(reader.GetInt64(0));
        return numbers;
    }
}
