using IocExplorer.Workers.Rdap;

namespace IocExplorer.Workers.Asking;

/// <summary>
/// Knows the registry of every IOC: IANA's three files, each fetched when it is first needed, kept for a day, and fetched again then. While
/// a newer one cannot be had the old one serves.
/// </summary>
internal sealed class RegistryList : IDisposable
{
    private static readonly TimeSpan BestBefore = TimeSpan.FromDays(1);
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, BootstrapFile> _files;
    private readonly HttpSource _source;
    private readonly KeyGate _gate;
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _time;

    /// <param name="bootstrap">The folder of the files, ending in a slash.</param>
    /// <param name="createSource">Makes the source that fetches them; it has no quota.</param>
    public RegistryList(Uri bootstrap, Func<IReadOnlyList<ISourceOperation>, HttpSource> createSource, TimeProvider time)
    {
        _files = ((string[])["dns.json", "ipv4.json", "ipv6.json"]).ToDictionary(name => name, name => new BootstrapFile(new(bootstrap, name)));
        _source = createSource([.. _files.Values.Select(file => file.Operation)]);
        _gate = new(_source.Name, _source.Keys[0], time);
        _time = time;
    }

    /// <summary>The registry's base URL, by what is in memory.</summary>
    public Uri? Find(Ioc ioc) => FileFor(ioc).Operation.Read?.Find(ioc);

    /// <summary>Sees to it that <see cref="Find"/> has something to look into.</summary>
    /// <param name="cancellation">For waiting. Who waits no longer leaves the fetch to go on: it has to come to an end, or a server that says nothing would
    /// be asked for ever by one that gives up after the other.</param>
    /// <returns>Null when it has; else why not.</returns>
    public async ValueTask<Answer.NotAnswered?> PrepareAsync(Ioc ioc, CancellationToken cancellation)
    {
        var file = FileFor(ioc);
        return IsFresh(file) ? null : await Fetching(file, ioc).WaitAsync(cancellation);
    }

    public void StopStarting()
    {
        _gate.Close();
        _stop.Cancel();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _gate.Dispose();
        _source.Dispose();
    }

    private Task<Answer.NotAnswered?> Fetching(BootstrapFile file, Ioc ioc)
    {
        lock (file)
        {
            return file.Fetch is { IsCompleted: false } underWay ? underWay
                : IsFresh(file) ? Task.FromResult<Answer.NotAnswered?>(null)
                : file.Fetch = FetchAsync(file, ioc, _stop.Token);
        }
    }

    private async Task<Answer.NotAnswered?> FetchAsync(BootstrapFile file, Ioc ioc, CancellationToken cancellation)
    {
        _ = await _source.Health.ReadyAsync(cancellation);
        var answer = await _source.AskAsync(_gate, new(default, file.Operation.Operation), ioc, cancellation);
        if (answer is Answer.Empty)
        {
            file.GoodFor = new(_time.GetTimestamp(), BestBefore);
            return null;
        }

        if (file.Operation.Read is not null)
        {
            file.GoodFor = new(_time.GetTimestamp(), Rest);
            return null;
        }

        return answer is Answer.NotAnswered error
            ? error with { Detail = $"IANA's list of registries: {error.Detail}" }
            : new(NotAnsweredReason.Failed, "IANA's list of registries could not be fetched");
    }

    private bool IsFresh(BootstrapFile file) => file.GoodFor is { } good && _time.GetElapsedTime(good.From) < good.Lasting;

    private BootstrapFile FileFor(Ioc ioc) => _files[BootstrapOperation.FileFor(ioc)];

    private sealed class BootstrapFile(BootstrapOperation operation)
    {
        public BootstrapOperation Operation => operation;

        /// <summary>The newest one; all who need the file wait for it.</summary>
        public Task<Answer.NotAnswered?>? Fetch { get; set; }

        public Freshness? GoodFor { get; set; }
    }

    private sealed record Freshness(long From, TimeSpan Lasting);
}
