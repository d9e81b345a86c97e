namespace IocExplorer.Coordinator.Seeds;

/// <summary>
/// Tells lines from notes in quotes that go on over them. Which of them it is, shows only at the quote that closes the note: until then they are held, and
/// without one they were lines, and the quote is the fault of the line that opened it.
/// </summary>
internal sealed class SeedNotes(SeedCollector found)
{
    // What is longer is none: a quote that is never closed must not have a list of millions held in memory.
    private const int MostLines = 10_000;

    private static readonly SeedError s_unclosed = new(CsvLine.Unclosed, SeedError.CorrectIt);

    /// <summary>First the line that opened the note. Each has been read once as a line: a file of quotes must not be read over and over.</summary>
    private readonly List<Held> _held = [];

    private bool IsInNote => _held.Count > 0;

    /// <summary>A line that holds no row. Nothing more is asked of it than whether it closes a note.</summary>
    public void PassOver(ReadOnlySpan<char> line)
    {
        if (IsInNote && Closes(line))
        {
            Close();
        }

        found.PassOver();
    }

    /// <summary>A line that cannot be read, wherever it stands.</summary>
    public void AddUnreadable(int number, ReadOnlySpan<char> line, SeedRow row) => Add(new(number, line.Trim().ToString(), row, MayBeNote: false));

    /// <param name="opens">Whether it ends inside a note.</param>
    public void Add(int number, ReadOnlySpan<char> line, SeedRow row, bool opens)
    {
        if (IsInNote && row.Seeds.Count > 0 && line.ContainsAny(",;\t|"))
        {
            // A note does not go on over a row. What stands between the two, was a note all the same when none of it is a seed.
            if (_held.Skip(1).Any(l => l.Row.Seeds.Count > 0))
            {
                Release();
            }
            else
            {
                Close();
            }
        }

        if (IsInNote && Closes(line))
        {
            Close();
            found.PassOver();
        }
        else if (IsInNote)
        {
            // A note that would begin here cannot be closed either: the quote that closes it would have closed the first.
            _held.Add(new(number, line.Trim().ToString(), opens ? SeedRow.Bad(s_unclosed) : row, MayBeNote: true));
            if (_held.Count > MostLines)
            {
                Release();
            }
        }
        else if (opens)
        {
            _held.Add(new(number, line.Trim().ToString(), row, MayBeNote: false));
        }
        else
        {
            found.Add(number, line.Trim(), row);
        }
    }

    /// <summary>At the end of the file: no quote can come any more.</summary>
    public void End() => Release();

    private static bool Closes(ReadOnlySpan<char> line) => line.Count('"') % 2 != 0;

    private void Add(Held line)
    {
        if (IsInNote)
        {
            _held.Add(line);
        }
        else
        {
            found.Add(line.Number, line.Line, line.Row);
        }
    }

    private void Close()
    {
        foreach (var line in _held)
        {
            if (line.MayBeNote)
            {
                found.PassOver();
            }
            else
            {
                found.Add(line.Number, line.Line, line.Row);
            }
        }

        _held.Clear();
    }

    private void Release()
    {
        for (var i = 0; i < _held.Count; i++)
        {
            var line = _held[i];
            found.Add(line.Number, line.Line, i == 0 ? SeedRow.Bad(s_unclosed) : line.Row);
        }

        _held.Clear();
    }

    private readonly record struct Held(int Number, string Line, SeedRow Row, bool MayBeNote);
}
