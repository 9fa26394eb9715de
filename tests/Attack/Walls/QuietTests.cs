using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Moyai.Kernel;
using Moyai.TestKit;

namespace Moyai.Attack.Walls;

/// <summary>Logs, addresses and refusals hold no personal data (law), whatever was typed, wherever it broke.</summary>
public sealed partial class QuietTests(House house) : WallTests(house)
{
    /// <summary>Planted in every address, query and field of the walk.</summary>
    private const string Planted = "山﨑邊󠄂花子";
    private const string PlantedNumber = "987654321098";

    [Fact]
    public async Task A_walk_with_names_and_numbers_in_every_place_leaves_none_in_a_log_an_address_or_a_refusal()
    {
        var wrong = new List<string>();
        var begun = House.LogText().Length;
        using (var real = await StaffClient.SignInAsync(House.Address, Own, TownStaff.Chief))
            foreach (var target in Closed.Where(target => !target.Writes))
                using (await real.GetAsync(new Uri(Samples.Path(target, Own, Estate(Own)), UriKind.Relative)))
                {
                }
        foreach (var target in House.Targets)
        {
            foreach (var word in (string[])[Planted, PlantedNumber, Canaries.IndividualNumbers(Own).First()])
            {
                await HushedAsync(target, word, await AskAsync(target, Samples.Path(target, Own, Estate(Own)) + $"?q={Uri.EscapeDataString(word)}&done={Uri.EscapeDataString(word)}&from={Uri.EscapeDataString(word)}", word), wrong);
                await HushedAsync(target, word, await AskAsync(target, target.Path(Own.Value, _ => Uri.EscapeDataString(word)), word), wrong);
            }
        }
        var log = House.LogText()[begun..];
        Assert.Contains("request {Method}", log, StringComparison.Ordinal);
        AllHold([.. wrong, .. Told(log).Select(told => $"the log tells 「{told}」")]);
    }

    /// <summary>The twin: one line that names a person, as a hasty programmer might log it.</summary>
    [Fact]
    public void A_log_line_that_names_a_person_is_noticed()
    {
        var name = Canaries.Of(Own).All[0];
        LogHastily(House.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Moyai.Twin"), name);
        var line = House.LogText().Split('\n').Last(text => text.Contains("Moyai.Twin", StringComparison.Ordinal));
        Assert.NotEmpty(Told(line));
        Assert.NotEmpty(Told($"x{PlantedNumber}x"));
        Assert.NotEmpty(Told(Uri.EscapeDataString(Planted)));
    }

    /// <summary>Whatever of anybody stands in a text.</summary>
    private static IEnumerable<string> Told(string text)
    {
        var plain = Answer.Unescaped(text);
        plain += WebUtility.UrlDecode(plain);
        foreach (var found in (string?[])[Canaries.Of(Own).In(plain), Canaries.Of(Other).In(plain)])
            if (found is not null)
                yield return found;
        foreach (var planted in (string[])[Planted, PlantedNumber])
            if (plain.Contains(planted, StringComparison.Ordinal))
                yield return planted;
    }

    private async Task<Answer> AskAsync(Target target, string path, string word)
    {
        var request = new Request(House, new HttpMethod(target.Method), path).AsProgram();
        if (!target.IsOpen)
            request.By(await SeatAsync(Own, TownStaff.Everything));
        var sample = Samples.Body(target, Estate(Own));
        return await (sample.Json is null
            ? request.Filled(sample with { Fields = [.. sample.Fields.Select(field => (field.Name, word))] })
            : request.Json(new { q = word, reason = word, previousAddress = word, persons = new[] { new { name = word, individualNumber = word } } })).SendAsync();
    }

    /// <summary>A page may show again what its person typed; a refusal and an address may not.</summary>
    private static Task HushedAsync(Target target, string word, Answer answer, List<string> wrong)
    {
        var heard = (answer.Location ?? "") + (answer.IsProblem ? answer.Body : "");
        foreach (var told in Told(heard))
            wrong.Add($"{target} [{word}]: {answer.Status} {answer.Location} tells 「{told}」");
        if (answer.IsFault)
            wrong.Add($"{target} [{word}]: fault {answer}");
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "looked at {Name}")]
    private static partial void LogHastily(ILogger logger, string name);
}
