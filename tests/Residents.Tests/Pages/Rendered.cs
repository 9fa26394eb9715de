using System.Net;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Moyai.Platform.Design;
using Moyai.Residents.Operations;

namespace Moyai.Residents.Tests.Pages;

/// <summary>A page as HTML, with the questions the tests ask of it.</summary>
internal sealed partial record Rendered(string Html)
{
    public static readonly StaffFrame Frame = new("もやい町", "143014", "blue-900", true, "山田 花子", "住民課", [], "/143014/residents", "token", "__RequestVerificationToken", "令和8年11月22日 10:42") { SearchPath = "/143014/residents" };

    public static readonly ResidentLine Person = new("000000000123455", "000000000045671", "渡邉\U000E0114 太郎", "ワタナベ　タロウ", "昭和50年4月1日", 51, "男", "堀内2135番地", "世帯主", "住民", false, false);

    public static async Task<Rendered> OfAsync<TPage>(params (string Name, object? Value)[] parameters)
        where TPage : IComponent
    {
        var services = new ServiceCollection().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var all = parameters.Append(("Frame", Frame)).Where(parameter => typeof(TPage).GetProperty(parameter.Item1) is not null).ToDictionary(parameter => parameter.Item1, parameter => parameter.Item2);
        return new Rendered(await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(all))).ToHtmlString()));
    }

    /// <summary>Every address the page leads to or sends to.</summary>
    public IReadOnlyList<string> Addresses => [.. Address().Matches(Html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))];

    public IReadOnlyList<string> Keys => [.. Key().Matches(Html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))];

    public string Title => WebUtility.HtmlDecode(DocumentTitle().Match(Html).Groups[1].Value);

    /// <summary>The single keys printed in the bar at the bottom.</summary>
    public IReadOnlyList<string> PrintedKeys => [.. PrintedKey().Matches(Html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Where(key => key.Length == 1)];

    [GeneratedRegex("(?:href|action|formaction|data-poll-src|data-preview|src)=\"([^\"]*)\"")]
    private static partial Regex Address();

    [GeneratedRegex("data-key=\"([^\"]*)\"")]
    private static partial Regex Key();

    [GeneratedRegex("<title>([^<]*)</title>")]
    private static partial Regex DocumentTitle();

    [GeneratedRegex("<li class=\"single-key\"><kbd[^>]*>([^<]*)</kbd>")]
    private static partial Regex PrintedKey();
}
