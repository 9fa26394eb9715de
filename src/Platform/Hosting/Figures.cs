using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Moyai.Platform.Operations;

namespace Moyai.Platform.Hosting;

/// <summary>Listens to the meters of the program and keeps sums: requests by route pattern, operations by kind and outcome, jobs by kind and state.</summary>
internal sealed class Figures : IDisposable
{
    private const string Requests = "http.server.request.duration";
    private const int MostSeries = 2000;

    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(string Name, string Labels), Sum> _counts = new();
    private readonly ConcurrentDictionary<string, Durations> _requests = new();

    public Figures()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == OperationMeter.Name || (instrument.Meter.Name == "Microsoft.AspNetCore.Hosting" && instrument.Name == Requests))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (_counts.Count < MostSeries)
                _counts.GetOrAdd((instrument.Name.Replace('.', '_') + "_total", Labels(tags, "kind", "outcome", "state")), _ => new Sum()).Add(value);
        });
        _listener.SetMeasurementEventCallback<double>((_, value, tags, _) =>
        {
            if (_requests.Count < MostSeries)
                _requests.GetOrAdd(Labels(tags, "http.route", "http.request.method", "http.response.status_code"), _ => new Durations()).Add(value);
        });
        _listener.Start();
    }

    /// <summary>The text format of Prometheus, version 0.0.4.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        foreach (var name in _counts.GroupBy(pair => pair.Key.Name).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {name.Key} counter\n");
            foreach (var (key, sum) in name.OrderBy(pair => pair.Key.Labels, StringComparer.Ordinal))
                text.Append(CultureInfo.InvariantCulture, $"{name.Key}{{{key.Labels}}} {sum.Value}\n");
        }
        text.Append("# TYPE http_server_request_duration_seconds histogram\n");
        foreach (var (labels, durations) in _requests.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            durations.Write(text, labels);
        return text.ToString();
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags, params ReadOnlySpan<string> wanted)
    {
        var text = new StringBuilder();
        foreach (var name in wanted)
            foreach (var (tag, value) in tags)
                if (tag == name)
                    text.Append(text.Length == 0 ? "" : ",").Append(name.Replace('.', '_')).Append("=\"")
                        .Append(Convert.ToString(value, CultureInfo.InvariantCulture)!.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal))
                        .Append('"');
        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private sealed class Sum
    {
        private long _value;

        public long Value => Interlocked.Read(ref _value);

        public void Add(long value) => Interlocked.Add(ref _value, value);
    }

    private sealed class Durations
    {
        private readonly Lock _lock = new();
        private readonly long[] _buckets = new long[Bounds.Length + 1];
        private double _sum;

        public void Add(double seconds)
        {
            var bucket = 0;
            while (bucket < Bounds.Length && seconds > Bounds[bucket])
                bucket++;
            lock (_lock)
            {
                _buckets[bucket]++;
                _sum += seconds;
            }
        }

        public void Write(StringBuilder text, string labels)
        {
            lock (_lock)
            {
                var below = 0L;
                var lead = labels.Length == 0 ? "" : labels + ",";
                for (var i = 0; i < _buckets.Length; i++)
                {
                    below += _buckets[i];
                    var bound = i < Bounds.Length ? Bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
                    text.Append(CultureInfo.InvariantCulture, $"http_server_request_duration_seconds_bucket{{{lead}le=\"{bound}\"}} {below}\n");
                }
                text.Append(CultureInfo.InvariantCulture, $"http_server_request_duration_seconds_sum{{{labels}}} {_sum}\n");
                text.Append(CultureInfo.InvariantCulture, $"http_server_request_duration_seconds_count{{{labels}}} {below}\n");
            }
        }
    }
}
