using System.Globalization;
using Moyai.Kernel;

namespace Moyai.Platform.Jobs;

/// <summary>How a job is spoken of on the screen.</summary>
internal static class JobWords
{
    public static string State(Job job) => job.State switch
    {
        "waiting" => "待機中",
        "running" => "処理中",
        "done" => "完了",
        "failed" => "失敗",
        _ => "中止",
    };

    public static bool IsOver(Job job) => job.State is not ("waiting" or "running");

    public static string Moment(DateTimeOffset? at)
    {
        if (at is not { } moment)
            return "－";
        var local = moment.ToOffset(TimeSpan.FromHours(9)).DateTime;
        return string.Create(CultureInfo.InvariantCulture, $"{Wareki.FormatShort(DateOnly.FromDateTime(local))} {local:HH:mm:ss}");
    }
}
