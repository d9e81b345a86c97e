using System.Net;
using System.Net.Sockets;
using IocExplorer.Messages;
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

    private readonly BootstrapFile _names;
    private readonly BootstrapFile _v4;
    private readonly BootstrapFile _v6;
    private readonly HttpSource _source;
    private readonly KeyGate _gate;
    private readonly TimeProvider _time;

    /// <param name="bootstrap">The folder of the files, ending in a slash.</param>
    /// <param name="createSource">Makes the source that fetches them; it has no quota.</param>
    public RegistryList(Uri bootstrap, Func<IReadOnlyList<ISourceOperation>, HttpSource> createSource, TimeProvider time)
    {
        _names = new(new(bootstrap, "dns.json"));
        _v4 = new(new(bootstrap, "ipv4.json"));
        _v6 = new(new(bootstrap, "ipv6.json"));
        _source = createSource([_names.Operation, _v4.Operation, _v6.Operation]);
        _gate = new(_source.Name, _source.Keys[0], time);
        _time = time;
    }

    /// <summary>The registry's base URL, by what is in memory.</summary>
    public Uri? Find(Ioc ioc) => FileFor(ioc).Operation.Read is not { } registries ? null
        : ioc.Type == IocType.IpAddress ? registries.ForAddress(IPAddress.Parse(ioc.Value))
        : registries.ForDomain(ioc.Value);

    /// <summary>Sees to it that <see cref="Find"/> has something to look into.</summary>
    /// <returns>Null when it has; else why not.</returns>
    public async ValueTask<Answer.NotAnswered?> PrepareAsync(Ioc ioc, CancellationToken cancellation)
    {
        var file = FileFor(ioc);
        if (IsFresh(file))
        {
            return null;
        }

        await file.Turn.WaitAsync(cancellation);
        try
        {
            return IsFresh(file) ? null : await FetchAsync(file, ioc, cancellation);
        }
        finally
        {
            file.Turn.Release();
        }
    }

    public void StopStarting() => _gate.Close();

    public void Dispose()
    {
        _gate.Dispose();
        _source.Dispose();
        foreach (var file in (BootstrapFile[])[_names, _v4, _v6])
        {
            file.Turn.Dispose();
        }
    }

    private async ValueTask<Answer.NotAnswered?> FetchAsync(BootstrapFile file, Ioc ioc, CancellationToken cancellation)
    {
        _ = await _source.Health.ReadyAsync(cancellation);
        var answer = await _source.AskAsync(_gate, new(default, file.Operation.Operation), ioc, cancellation);
        if (answer is Answer.Empty)
        {
            file.GoodUntil = (_time.GetTimestamp(), BestBefore);
            return null;
        }

        if (file.Operation.Read is not null)
        {
            file.GoodUntil = (_time.GetTimestamp(), Rest);
            return null;
        }

        return answer is Answer.NotAnswered error
            ? error with { Detail = $"IANA's list of registries: {error.Detail}" }
            : new(NotAnsweredReason.Failed, "IANA's list of registries could not be fetched");
    }

    private bool IsFresh(BootstrapFile file) => file.GoodUntil is { } good && _time.GetElapsedTime(good.From) < good.Lasting;

    private BootstrapFile FileFor(Ioc ioc) => ioc.Type != IocType.IpAddress ? _names
        : IPAddress.Parse(ioc.Value).AddressFamily == AddressFamily.InterNetwork ? _v4
        : _v6;

    private sealed class BootstrapFile(BootstrapOperation operation)
    {
        public BootstrapOperation Operation => operation;

        /// <summary>One fetches, the others wait for what he brings.</summary>
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public (long From, TimeSpan Lasting)? GoodUntil { get; set; }
    }
}
