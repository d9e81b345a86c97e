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
            entry = new LogEntry(Book.SourceOf(operation), RelationTable.NameOf(operation), value, key, now);
            book.Log.Enqueue(entry);
        }

        _gauge.Start(now);
        return new Ticket(book, query, entry, attempt, cursor is not null);
    }

    /// <summary>Counts a request to a source of its own dialect in.</summary>
    public Ticket Start(in AskedQuery asked, string? key, string? page)
    {
        var now = Now;
        var book = _book;
        var countsQueries = _mode == CountingMode.Queries;
        book.Start(asked, key, now, countsQueries);
        var query = book.AskedQueries.GetOrAdd(asked, static _ => new QueryCounter());
        var attempt = query.Ask(page);
        LogEntry? entry = null;
        if (_keepsLog)
        {
            entry = new LogEntry(asked.Source, asked.Name, asked.Value, key, now);
            book.Log.Enqueue(entry);
        }

        _gauge.Start(now);
        return new Ticket(book, query, entry, attempt, page is not null);
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

    public bool TryTakePermit(string source, string? key, int perMinute, out TimeSpan untilRoom)
    {
        var isTaken = _book.KeyOf(source, key).TryTakePermit(Now, perMinute, out var ticks);
        untilRoom = TimeSpan.FromSeconds((double)ticks / _time.TimestampFrequency);
        return isTaken;
    }

    public void AddUnroutable() => _book.AddUnroutable();

    public void AddForeign(ForeignRequest request) => _book.Foreign.Enqueue(request);

    public bool HasSeenKey(string text) =>
        _book.ReadKeys().Keys.Any(label => text.Contains(label[(label.IndexOf(':', StringComparison.Ordinal) + 1)..], StringComparison.Ordinal));

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

    public QueryCount Count(string source, string operation, string value)
    {
        var book = _book;
        var asked = book.AskedQueries.Keys.FirstOrDefault(query => query.Source == source && query.Operation == operation && query.Value == value);
        return asked.Source is null ? new QueryCounter().Read($"{source}/{operation}", value) : book.AskedQueries[asked].Read(asked.Name, value);
    }

    /// <summary>Who heard of what; each pair once.</summary>
    public IReadOnlyList<EgressEntry> ReadEgress()
    {
        var book = _book;
        return [.. book.Queries.Keys
            .Select(query => new EgressEntry(Book.SourceOf(query.Operation), RelationTable.Rows.First(row => row.Operation == query.Operation).Accepts,
                query.Value))
            .Concat(
                book.AskedQueries.Keys.Where(query => query.Type is not null).Select(query => new EgressEntry(query.Source, query.Type!.Value, query.Value)))
            .Distinct()
            .OrderBy(entry => entry.Source, StringComparer.Ordinal)
            .ThenBy(entry => entry.Type)
            .ThenBy(entry => entry.Value, StringComparer.Ordinal)];
    }

    public IReadOnlyList<QueryCount> CountAll() => CountAll(_book);

    public IReadOnlyList<LoggedRequest> ReadLog()
    {
        var book = _book;
        return [.. book.Log.Select(entry => new LoggedRequest(
            entry.Operation,
            entry.Value,
            Book.LabelOf(entry.Source, entry.Key),
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
        .Concat(book.AskedQueries.Select(pair => pair.Value.Read(pair.Key.Name, pair.Key.Value)))
        .OrderBy(query => query.Operation, StringComparer.Ordinal)
        .ThenBy(query => query.Value, StringComparer.Ordinal)];

    private double InSeconds(long ticks) => (double)ticks / _time.TimestampFrequency;
}
