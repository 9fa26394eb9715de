using System.Diagnostics;
using System.Globalization;
using Moyai.Bench.Measuring;
using Moyai.Printing;
using Moyai.Residents.Certificates;

namespace Moyai.Bench.Certificates;

/// <summary>住民票の写し a second on all cores, and how large each is, beside ReportLab and WeasyPrint on the same records and the same font.</summary>
internal static class CertificatesBench
{
    private const string Python = "/usr/bin/python3";

    private static readonly (string Script, string Name, string Package)[] Peers =
        [("reportlab_certificates.py", "ReportLab", "python3-reportlab"), ("weasyprint_certificates.py", "WeasyPrint", "weasyprint")];

    public static async Task RunAsync(BenchOptions options, Report report, CancellationToken ct)
    {
        if (!new CertificateFont([]).Find().TryGet(out var font, out var noFont))
            throw new InvalidOperationException(noFont.Message);
        var folder = Directory.CreateTempSubdirectory("moyai-bench-").FullName;
        try
        {
            var records = CertificateData.Draw(font, options.Quick ? 400 : 2_000);
            var persons = records.GroupBy(record => record.Persons.Count).OrderBy(group => group.Key).Select(group => $"{group.Key}: {group.Count()}");
            var chapter = report.Begin("certificates", string.Create(CultureInfo.InvariantCulture,
                $"{records.Count} different 住民票の写し (members → copies {string.Join(", ", persons)}), IPAmj Mincho embedded, each written to a file, on {Environment.ProcessorCount} cores; peers draw the same texts and lines with the same font"));
            var peers = new List<Peer>();
            foreach (var (script, name, package) in Peers)
                peers.Add(await Peer.PrepareAsync(Path.Combine(AppContext.BaseDirectory, script), name, package, records, options, folder, ct));

            var (rates, sizes) = (new List<double>(), 0.0);
            Draw(font, records, folder, ct);
            for (var round = 0; round < Math.Min(options.Rounds, 3); round++)
            {
                var turn = Draw(font, records, folder, ct);
                rates.Add(turn.PerSecond);
                sizes = turn.Bytes;
                foreach (var peer in peers)
                    await peer.RunAsync(ct);
            }
            foreach (var peer in peers)
            {
                chapter.Add("certificates", "1/s", Better.Higher, Figures.Median(rates), peer.Label, peer.PerSecond);
                chapter.Add("bytes each", "bytes", Better.Lower, sizes, peer.Label, peer.Bytes);
            }
            foreach (var said in await PdfChecks.RunAsync(Path.Combine(folder, "moyai-000000.pdf"), records[0], ct))
                report.Note("check    " + said);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (double PerSecond, double Bytes) Draw(TrueTypeFont font, List<CertificateContent> records, string folder, CancellationToken ct)
    {
        var bytes = 0L;
        var now = TimeProvider.System.GetUtcNow();
        var begin = Stopwatch.GetTimestamp();
        Parallel.For(0, records.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = ct }, i =>
        {
            var file = CertificateSheet.Draw(font, records[i], now).Build();
            File.WriteAllBytes(string.Create(CultureInfo.InvariantCulture, $"{folder}/moyai-{i:D6}.pdf"), file);
            Interlocked.Add(ref bytes, file.Length);
        });
        return (records.Count / Stopwatch.GetElapsedTime(begin).TotalSeconds, (double)bytes / records.Count);
    }

    /// <summary>A peer: a Python program that draws the records and tells its own time, without its start and its font's loading.</summary>
    private sealed class Peer
    {
        private readonly List<(double PerSecond, double Bytes)> _turns = [];
        private string _script = "";
        private string _records = "";
        private string _output = "";

        public required string Label { get; init; }

        public double? PerSecond => _turns.Count == 0 ? null : Figures.Median(_turns.Select(turn => turn.PerSecond));

        public double? Bytes => _turns.Count == 0 ? null : _turns[^1].Bytes;

        public static async Task<Peer> PrepareAsync(string script, string name, string package, List<CertificateContent> records, BenchOptions options, string folder, CancellationToken ct)
        {
            (int Exit, string Output) version = File.Exists(Python) ? await Tool.RunAsync(Python, ["-c", $"import {name.ToLowerInvariant()} as peer; print(getattr(peer, 'Version', None) or peer.__version__)"], ct) : (1, "");
            if (version.Exit != 0)
                return new Peer { Label = $"{name} (missing: sudo apt-get install {package})" };
            var path = Path.Combine(folder, name + ".jsonl");
            // A slow peer draws fewer: its rate does not depend on how many.
            var share = name == "ReportLab" ? (options.Quick ? 60 : 200) : (options.Quick ? 6 : 30);
            await File.WriteAllLinesAsync(path, records.Take(share).Select(CertificateData.ToJson), ct);
            return new Peer { Label = $"{name} {version.Output.Trim()}", _script = script, _records = path, _output = Path.Combine(folder, name) };
        }

        public async Task RunAsync(CancellationToken ct)
        {
            if (_script.Length == 0)
                return;
            var (exit, output) = await Tool.RunAsync(Python, [_script, _records, _output, Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)], ct);
            if (exit != 0)
                throw new InvalidOperationException($"{_script} failed: {output}");
            using var told = System.Text.Json.JsonDocument.Parse(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
            var figures = told.RootElement;
            _turns.Add((figures.GetProperty("count").GetInt32() / figures.GetProperty("seconds").GetDouble(), figures.GetProperty("bytes").GetDouble()));
        }
    }
}
