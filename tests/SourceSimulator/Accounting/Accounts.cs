using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Accounting;

/// <summary>Counts every request, cheaply: interlocked sums and one dictionary; nothing is sorted until it is read.</summary>
internal sealed class Accounts
{
    private readonly TimeProvider _time;
    private readonly CountingMode _mode;
    private readonly bool _keepsLog;
    private readonly long _ticksPerMinute;
    private readonly long _origin;
    private readonly InFlightGauge _gauge = new();
    private volatile Book _book;

    public Accounts(TimeProvider time, CountingMode mode, bool keepsLog)
    {
        _time = time;
        _mode = mode;
        _keepsLog = keepsLog;
        _ticksPerMinute = time.TimestampFrequency * 60;

        // Sums of timestamps would overflow if they counted from the machine's start.
        _origin = time.GetTimestamp();
        _book = new Book(0, 0, _ticksPerMinute);
    }

    private long Now => _time.GetTimestamp() - _origin;

    /// <summary>Counts a request in. The attempt's number may matter although only totals are counted.</summary>
    public Ticket Start(Operation operation, string value, string? key, string? cursor, bool needsAttempt)
    {
        var now = Now;
        var book = _book;
        var countsQueries = _mode == CountingMode.Queries;
        book.Start(operation, key, now, countsQueries);
        QueryCounter? query = null;
        var attempt = 1;
        if (countsQueries || needsAttempt)
        {
            query = book.Queries.GetOrAdd((operation, value), static _ => new QueryCounter());
            attempt = query.Ask(cursor);
        }

        LogEntry? entry = null;
        if (_keepsLog)
        {
            entry = new LogEntry(operation, value, key, now);
            book.Log.Enqueue(entry);
        }

        _gauge.Start(now);
        return new Ticket(book, query, entry, attempt, cursor is not null);
    }

    public void End(in Ticket ticket, Outcome outcome)
    {
        var now = Now;
        ticket.Query?.End(outcome, ticket.IsFurtherPage);
        ticket.Book.End(outcome, now);
        if (ticket.Entry is { } entry)
        {
            entry.Outcome = outcome;
        }

        _gauge.End(now);
    }

    public bool TryTakePermit(Operation operation, string? key, int perMinute, out TimeSpan untilRoom)
    {
        var isTaken = _book.KeyOf(operation, key).TryTakePermit(Now, perMinute, out var ticks);
        untilRoom = TimeSpan.FromSeconds((double)ticks / _time.TimestampFrequency);
        return isTaken;
    }

    public void AddUnroutable() => _book.AddUnroutable();

    public void AddForeign(ForeignRequest request) => _book.Foreign.Enqueue(request);

    public bool HasSeenKey(string text) => _book.ReadKeys().Keys.Any(label => text.Contains(label[(label.IndexOf(':', StringComparison.Ordinal) + 1)..], StringComparison.Ordinal));

    public void Reset()
    {
        var now = Now;
        _gauge.ForgetMost();
        _book = new Book(now, _gauge.TicksSpent(now), _ticksPerMinute);
    }

    public Task WhenInFlight(int count) => _gauge.When(() => _gauge.Now >= count);

    public Task WhenIdle() => _gauge.When(() => _gauge.Now == 0);

    public QueryCount Count(Operation operation, string value) =>
        (_book.Queries.GetValueOrDefault((operation, value)) ?? new QueryCounter()).Read(RelationTable.NameOf(operation), value);

    public IReadOnlyList<QueryCount> CountAll() => CountAll(_book);

    public IReadOnlyList<LoggedRequest> ReadLog()
    {
        var book = _book;
        return [.. book.Log.Select(entry => new LoggedRequest(
            RelationTable.NameOf(entry.Operation),
            entry.Value,
            Book.LabelOf(entry.Operation, entry.Key),
            InSeconds(entry.At - book.OpenedAt),
            entry.Outcome))];
    }

    public SimulatorStats Read()
    {
        var now = Now;
        var book = _book;
        var queries = CountAll(book);
        var spent = _gauge.TicksSpent(now) - book.TicksSpentBefore;
        var inFlight = _gauge.Now;
        var busyTicks = (inFlight > 0 ? now : book.LastEnd) - book.FirstStart;
        return new SimulatorStats
        {
            ElapsedSeconds = InSeconds(now - book.OpenedAt),
            Requests = book.ReadOperations().Values.Sum(),
            Answered = book.CountOf(Outcome.Answered),
            Troubled = book.CountOf(Outcome.Troubled),
            Refused = book.CountOf(Outcome.Refused),
            Throttled = book.CountOf(Outcome.Throttled),
            Abandoned = book.CountOf(Outcome.Abandoned),
            Unroutable = book.Unroutable,
            InFlight = inFlight,
            MostInFlight = _gauge.Most,
            AverageInFlight = book.FirstStart < 0 || busyTicks <= 0 ? 0 : (double)spent / busyTicks,
            InFlightSeconds = InSeconds(spent),
            DistinctQueries = queries.Count,
            ByOperation = book.ReadOperations(),
            ByTrouble = book.ReadTroubles(),
            ByKey = book.ReadKeys(),
            BySource = book.ReadSources(),
            AskedAgain = [.. queries.Where(query => query.Asked > 1 || query.PagesAskedAgain > 0)],
            AnsweredAgain = [.. queries.Where(query => query.Answered > 1)],
            ForeignRequests = [.. book.Foreign],
        };
    }

    private static List<QueryCount> CountAll(Book book) => [.. book.Queries
        .Select(pair => pair.Value.Read(RelationTable.NameOf(pair.Key.Operation), pair.Key.Value))
        .OrderBy(query => query.Operation, StringComparer.Ordinal)
        .ThenBy(query => query.Value, StringComparer.Ordinal)];

    private double InSeconds(long ticks) => (double)ticks / _time.TimestampFrequency;
}
