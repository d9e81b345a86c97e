namespace IocExplorer.Coordinator.Seeds;

/// <summary>
/// Lines as <see cref="TextReader.ReadLine"/> gives them (ended by LF, CRLF or CR), but of bounded length: a file without line breaks must not
/// end up in memory as one string.
/// </summary>
internal sealed class LineReader(TextReader text)
{
    /// <summary>A line of so many characters or more is too long.</summary>
    public const int TooLong = 16 * 1024;

    private readonly char[] _buffer = new char[TooLong];
    private int _start;
    private int _end;
    private bool _ended;
    private bool _skipLineFeed;

    /// <param name="line">Valid until the next call. Of a line that is too long, its beginning.</param>
    /// <returns>False at the end of the text.</returns>
    public bool TryRead(out ReadOnlySpan<char> line, out bool tooLong)
    {
        tooLong = false;
        if (_skipLineFeed)
        {
            SkipLineFeed();
        }

        var end = FindBreak();
        if (end < 0)
        {
            Fill();
            end = FindBreak();
        }

        if (end >= 0)
        {
            line = _buffer.AsSpan(_start, end - _start);
            TakeUntil(end);
            return true;
        }

        if (_ended)
        {
            line = _buffer.AsSpan(_start, _end - _start);
            _start = _end;
            return line.Length > 0;
        }

        tooLong = true;
        line = _buffer.AsSpan(0, 256).ToArray();
        do
        {
            _start = _end;
            Fill();
            end = FindBreak();
        }
        while (end < 0 && !_ended);

        TakeUntil(end < 0 ? _end : end);
        return true;
    }

    private int FindBreak()
    {
        var at = _buffer.AsSpan(_start, _end - _start).IndexOfAny('\r', '\n');
        return at < 0 ? -1 : _start + at;
    }

    private void TakeUntil(int end)
    {
        _skipLineFeed = end < _end && _buffer[end] == '\r';
        _start = Math.Min(end + 1, _end);
    }

    private void SkipLineFeed()
    {
        _skipLineFeed = false;
        if (_start == _end)
        {
            Fill();
        }

        if (_start < _end && _buffer[_start] == '\n')
        {
            _start++;
        }
    }

    /// <summary>Moves what is left to the front and reads until the buffer is full or the text has ended.</summary>
    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        while (!_ended && _end < _buffer.Length)
        {
            var read = text.Read(_buffer, _end, _buffer.Length - _end);
            _ended = read == 0;
            _end += read;
        }
    }
}
