using System.Threading.Channels;

namespace IocExplorer.Persistence.Postgres;

/// <summary>
/// Passes the word on: within the process at once, to the other nodes gathered and outside of every write. Not complete: a notification that cannot be
/// sent is dropped, and one that comes while nobody listens is lost; polling finds what it told of.
/// </summary>
internal sealed class PostgresHints : ILedgerHints, IAsyncDisposable
{
    /// <summary>More than this is not told: the others find it by polling.</summary>
    private const int MostPending = 100_000;

    private readonly PostgresOptions _options;
    private readonly PostgresDatabase _database;
    private readonly HintSubscriptions _subscriptions = new();
    private readonly string _self = Guid.NewGuid().ToString("N")[..12];
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private HashSet<string> _sources = [];
    private List<long> _answered = [];
    private Task _sending = Task.CompletedTask;
    private HintListener? _listener;

    public PostgresHints(PostgresOptions options, PostgresDatabase database)
    {
        _options = options;
        _database = database;
    }

    public bool AreComplete => false;

    /// <summary>Ends when hints of other nodes are heard for the first time; for tests.</summary>
    internal Task Listening => _listener?.Listening ?? Task.CompletedTask;

    internal HintListener? Listener => _listener;

    public IDisposable WhenWorkIsOpen(string source, Action hint) => _subscriptions.Add(source, workIsOpen: hint);

    public IDisposable WhenAnswered(Action<IReadOnlyList<QueryState>> hint) => _subscriptions.Add(answered: hint);

    public IDisposable WhenMissed(Action hint) => _subscriptions.Add(missed: hint);

    public void Start()
    {
        _sending = Task.Run(SendAsync, CancellationToken.None);
        if (_options.Listen)
        {
            _listener = new(_options, _database, Heard, _subscriptions.TellMissed);
            _listener.Start();
        }
    }

    public void TellWork(IReadOnlyCollection<string> sources)
    {
        if (sources.Count == 0)
        {
            return;
        }

        _subscriptions.TellWork(sources);
        lock (_gate)
        {
            _sources.UnionWith(sources);
        }

        _wake.Writer.TryWrite(true);
    }

    public void TellAnswered(IReadOnlyList<QueryState> states)
    {
        if (states.Count == 0)
        {
            return;
        }

        _subscriptions.TellAnswered(states);
        lock (_gate)
        {
            if (_answered.Count < MostPending)
            {
                _answered.AddRange(states.Select(state => state.Id.Value));
            }
        }

        _wake.Writer.TryWrite(true);
    }

    public async ValueTask DisposeAsync()
    {
        _wake.Writer.TryComplete();
        await _sending;
        await _stop.CancelAsync();
        if (_listener is not null)
        {
            await _listener.DisposeAsync();
        }

        _stop.Dispose();
    }

    private void Heard(string kind, string payload)
    {
        if (HintText.Read(payload, _self) is not { Count: > 0 } items)
        {
            return;
        }

        if (kind == HintText.Work)
        {
            _subscriptions.TellWork(items);
        }
        else
        {
            _subscriptions.TellAnswered(HintText.ToStates(items));
        }
    }

    /// <summary>The first word goes out at once, what follows within the interval is gathered.</summary>
    private async Task SendAsync()
    {
        await foreach (var _ in _wake.Reader.ReadAllAsync())
        {
            var (kinds, payloads) = Take();
            try
            {
                await _database.RunAsync(
                    batch => batch.Add("hints_tell").With(kinds).With(payloads), _stop.Token);
            }
            catch (LedgerException)
            {
                // Dropped: the others poll, and would not hear it either.
            }

            if (!_wake.Reader.Completion.IsCompleted && _options.HintInterval > TimeSpan.Zero)
            {
                await Task.Delay(_options.HintInterval, _options.Time, CancellationToken.None);
            }
        }
    }

    private (string[] Kinds, string[] Payloads) Take()
    {
        HashSet<string> sources;
        List<long> answered;
        lock (_gate)
        {
            (sources, _sources) = (_sources, []);
            (answered, _answered) = (_answered, []);
        }

        answered.Sort();
        List<(string Kind, string Payload)> hints =
        [
            .. HintText.WriteSources(_self, sources).Select(payload => (HintText.Work, payload)),
            .. HintText.WriteQueries(_self, answered).Select(payload => (HintText.Answered, payload)),
        ];
        return ([.. hints.Select(hint => hint.Kind)], [.. hints.Select(hint => hint.Payload)]);
    }
}
