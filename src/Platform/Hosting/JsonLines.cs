using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Moyai.Platform.Hosting;

/// <summary>Writes a log line as the sentence its programmer wrote, with only those values that cannot be a person's.</summary>
/// <remarks>
/// The framework's sentences carry paths, queries and messages of exceptions. So its texts are left as {names}; numbers and kinds are filled in.
/// Our own categories fill in everything: what they log is reviewed here. Scopes (which hold the raw path) are not read.
/// </remarks>
public sealed class JsonLines(TextWriter output, TimeProvider clock) : ILoggerProvider
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _line = new();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose() => output.Flush();

    private void Write(string category, LogLevel level, string? sentence, IReadOnlyList<KeyValuePair<string, object?>>? values, Exception? exception)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("at", clock.GetUtcNow());
            json.WriteString("level", level.ToString());
            json.WriteString("from", category);
            if (sentence is not null)
                json.WriteString("what", sentence);
            var ours = category.StartsWith("Moyai.", StringComparison.Ordinal) || category == "Microsoft.Hosting.Lifetime";
            foreach (var (name, value) in values ?? [])
                if (name != "{OriginalFormat}" && (ours || IsHarmless(value)))
                    json.WriteString(name, Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture));
            if (exception is not null)
                WriteException(json, exception);
            json.WriteEndObject();
        }
        var line = Encoding.UTF8.GetString(buffer.WrittenSpan);
        lock (_line)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }

    private static bool IsHarmless(object? value) => value is bool or int or double or TimeSpan or Enum;

    /// <summary>Types and places, never messages: a message may quote the value that caused it.</summary>
    private static void WriteException(Utf8JsonWriter json, Exception exception)
    {
        json.WriteStartArray("exception");
        for (var (current, depth) = (exception, 0); current is not null && depth < 8; (current, depth) = (current.InnerException!, depth + 1))
        {
            json.WriteStartObject();
            json.WriteString("type", current.GetType().FullName);
            if (current is PostgresException postgres)
            {
                json.WriteString("sqlState", postgres.SqlState);
                json.WriteString("table", postgres.TableName);
                json.WriteString("constraint", postgres.ConstraintName);
            }
            json.WriteStartArray("stack");
            foreach (var frame in new StackTrace(current, fNeedFileInfo: true).GetFrames())
                json.WriteStringValue($"{frame.GetMethod()?.DeclaringType?.FullName}.{frame.GetMethod()?.Name}:{frame.GetFileLineNumber()}");
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private sealed class Logger(JsonLines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state as IReadOnlyList<KeyValuePair<string, object?>>;
            // A state without a template is a sentence already put together: it may hold anything, so only its event is told.
            var sentence = values?.FirstOrDefault(pair => pair.Key == "{OriginalFormat}").Value as string ?? eventId.Name;
            lines.Write(category, logLevel, sentence, values, exception);
        }
    }
}
