using System.Text;

namespace Moyai.Residents.Import;

/// <summary>RFC 4180 records from a stream of characters, with the row number a spreadsheet would show. Memory holds one record.</summary>
internal sealed class CsvReader(TextReader text)
{
    private readonly char[] _buffer = new char[1 << 16];
    private readonly StringBuilder _cell = new();
    private int _length;
    private int _position;

    /// <summary>The line on which the record last read began.</summary>
    public long Row { get; private set; }

    private long _line = 1;

    /// <summary>The next record's cells, or null at the end. <paramref name="broken"/> is set when a quotation was never closed.</summary>
    public async ValueTask<(List<string>? Cells, bool Broken)> ReadAsync(List<string> cells, CancellationToken ct)
    {
        cells.Clear();
        _cell.Clear();
        Row = _line;
        var (quoted, anything) = (false, false);
        while (true)
        {
            if (_position == _length)
            {
                _length = await text.ReadAsync(_buffer, ct);
                _position = 0;
                if (_length == 0)
                {
                    if (!anything)
                        return (null, false);
                    cells.Add(_cell.ToString());
                    return (cells, quoted);
                }
            }
            var letter = _buffer[_position++];
            if (letter == '\n')
                _line++;
            if (quoted)
            {
                if (letter != '"')
                    _cell.Append(letter);
                else if (await NextIsAsync('"', ct))
                    _cell.Append('"');
                else
                    quoted = false;
                continue;
            }
            switch (letter)
            {
                case '"' when _cell.Length == 0:
                    quoted = anything = true;
                    break;
                case ',':
                    cells.Add(_cell.ToString());
                    _cell.Clear();
                    anything = true;
                    break;
                case '\r':
                    break;
                case '\n' when !anything && _cell.Length == 0:
                    Row = _line; // an empty line is no record
                    break;
                case '\n':
                    cells.Add(_cell.ToString());
                    return (cells, false);
                default:
                    _cell.Append(letter);
                    anything = true;
                    break;
            }
        }
    }

    private async ValueTask<bool> NextIsAsync(char expected, CancellationToken ct)
    {
        if (_position == _length)
        {
            _length = await text.ReadAsync(_buffer, ct);
            _position = 0;
            if (_length == 0)
                return false;
        }
        if (_buffer[_position] != expected)
            return false;
        _position++;
        return true;
    }
}
