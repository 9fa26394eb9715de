using System.Globalization;
using Moyai.Platform.Database;

namespace Moyai.Cli;

internal sealed record DemoOptions(int Port, bool Reset, bool Smoke, bool Code = false)
{
    private const int UsualPort = 8080;

    public static DemoOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new DemoOptions(UsualPort, Reset: false, Smoke: false);
        for (var at = 0; at < arguments.Count; at++)
        {
            options = arguments[at] switch
            {
                "--reset" => options with { Reset = true },
                "--smoke" => options with { Smoke = true },
                "--code" => options with { Code = true },
                "--port" when at + 1 < arguments.Count => options with { Port = PortOf(arguments[++at]) },
                var unknown => throw Unknown(unknown),
            };
        }

        return options;
    }

    private static int PortOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535 ? port : throw Unknown("--port " + text);

    private static StartupProblem Unknown(string argument) => new(
        $"「{argument}」は使えない指定です。",
        "使える指定は --port 番号（1～65535）、--reset、--smoke、--code です。例: ./moyai demo --port 8081",
        $"\"{argument}\" is not an option.",
        "the options are --port NUMBER (1-65535), --reset, --smoke and --code. Example: ./moyai demo --port 8081");
}
