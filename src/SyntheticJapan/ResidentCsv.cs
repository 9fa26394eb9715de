using System.Buffers;
using System.Text;

namespace Moyai.SyntheticJapan;

/// <summary>The file the resident import reads: UTF-8 without BOM, CRLF, RFC 4180, one row per (宛名番号, 履歴番号).</summary>
public static class ResidentCsv
{
    private const int FlushAt = 1 << 20;

    // The longest row is far below this: 110 values of 500 characters would be needed to reach it.
    private const int RowRoom = 1 << 18;

    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    /// <summary>Writes the header and every row; returns how many rows.</summary>
    public static long Write(Stream output, IEnumerable<SyntheticHousehold> households, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(households);
        var buffer = new byte[FlushAt + RowRoom];
        var used = WriteRow(buffer, ResidentColumns.Headers.AsSpan()!);
        var rows = 0L;
        foreach (var household in households)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var row in household.Rows)
            {
                used += WriteRow(buffer.AsSpan(used), row.Values);
                rows++;
                if (used < FlushAt)
                    continue;
                output.Write(buffer, 0, used);
                used = 0;
            }
        }

        output.Write(buffer, 0, used);
        return rows;
    }

    private static int WriteRow(Span<byte> to, ReadOnlySpan<string?> values)
    {
        var at = 0;
        foreach (var value in values)
        {
            if (value is not null)
                at += WriteValue(to[at..], value);
            to[at++] = (byte)',';
        }

        to[at - 1] = (byte)'\r';
        to[at++] = (byte)'\n';
        return at;
    }

    private static int WriteValue(Span<byte> to, string value)
    {
        if (!value.AsSpan().ContainsAny(NeedQuotes))
            return Encoding.UTF8.GetBytes(value, to);
        return Encoding.UTF8.GetBytes($"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", to);
    }
}
