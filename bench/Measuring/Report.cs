using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Moyai.Bench.Measuring;

/// <summary>One figure beside a peer's or a limit's.</summary>
/// <param name="Ratio">Above 1 ours is the better one: ours/peer where more is better, peer/ours where less is; null without a peer.</param>
internal sealed record Line(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("metric")] string Metric,
    [property: JsonPropertyName("unit")] string Unit,
    [property: JsonPropertyName("ours")] double Ours,
    [property: JsonPropertyName("peerName")] string? PeerName,
    [property: JsonPropertyName("peer")] double? Peer,
    [property: JsonPropertyName("ratio")] double? Ratio,
    [property: JsonPropertyName("work")] string Work,
    [property: JsonPropertyName("machine")] string Machine);

/// <summary>Tells the figures as they are measured: lines for people, or one JSON object a line.</summary>
internal sealed class Report(bool json, TextWriter output, string machine)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Begins the figures of one benchmark.</summary>
    public Chapter Begin(string name, string work)
    {
        if (!json)
            output.WriteLine($"\n{name}\n  machine  {machine}\n  work     {work}");
        return new Chapter(this, name, work);
    }

    /// <summary>What is worth knowing and is no figure; for people only.</summary>
    public void Note(string text)
    {
        if (!json)
            output.WriteLine("  " + text);
    }

    internal sealed class Chapter(Report report, string name, string work)
    {
        public void Add(string metric, string unit, Better better, double ours, string? peerName = null, double? peer = null) =>
            report.Write(new Line(
                name, metric, unit, Round(ours), peerName, peer is { } other ? Round(other) : null,
                peer is { } figure && ours > 0 && figure > 0 ? Round(better == Better.Higher ? ours / figure : figure / ours) : null, work, report.MachineLine), better);
    }

    private string MachineLine => machine;

    private void Write(Line line, Better better)
    {
        output.WriteLine(json ? JsonSerializer.Serialize(line, Plain) : Text(line, better));
        output.Flush();
    }

    private static string Text(Line line, Better better)
    {
        var peer = line.PeerName is null ? "" : line.Peer is { } figure ? $"   {line.PeerName} {Number(figure)}" : $"   {line.PeerName}";
        var ratio = line.Ratio is { } value ? $"   ratio {Number(value)}" : "";
        return $"  {line.Metric,-28} {Number(line.Ours),10} {line.Unit}{peer}{ratio}   ({(better == Better.Higher ? "more" : "less")} is better)";
    }

    private static double Round(double value) => value == 0 ? 0 : Math.Round(value, Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 6));

    private static string Number(double value) => value.ToString(value >= 1000 ? "#,0" : "0.###", CultureInfo.InvariantCulture);
}
