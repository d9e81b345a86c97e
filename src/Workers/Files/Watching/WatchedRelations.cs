using IocExplorer.Workers.Asking;
using IocExplorer.Workers.Quotas;

namespace IocExplorer.Workers.Files.Watching;

/// <summary>
/// The files of <c>relations.files</c> as a source of a worker: each query is answered out of what the files held at that moment. It stays the same operation
/// when they change, so that hunts go on; that no answer of an earlier content stands for them is seen to by <see cref="Operation.IsLive"/>.
/// </summary>
/// <param name="watch">Outlives it.</param>
internal sealed class WatchedRelations(RelationFilesMonitor watch) : ISource, IDisposable
{
    private const int Slots = 64;

    private ISourceHost? _host;

    public static Operation Operation { get; } = new(FileSource.SourceName, "relations", Operation.LiveShape, Enum.GetValues<IocType>(), IsExternal: false);

    public string Name => FileSource.SourceName;

    public IReadOnlyList<Operation> Operations { get; } = [Operation];

    public IReadOnlyList<SourceKey> Keys { get; } = [new(KeyName.Of(FileSource.SourceName, null), QuotaLimits.Unlimited, Slots)];

    public SourceStatus Status => new() { Holds = watch.Held.Files };

    public SourceAvailability Availability =>
        watch.Held.Waiting is { } missing ? new SourceAvailability.Preparing(missing) : SourceAvailability.Ready.Instance;

    public void Attach(ISourceHost host)
    {
        _host = host;
        watch.Changed += host.Changed;
    }

    public ValueTask<Answer?> AskAsync(KeyGate key, NumberedOperation operation, Ioc ioc, CancellationToken cancellation) =>
        watch.Held.Source is { } source ? source.AskAsync(key, operation, ioc, cancellation) : new((Answer?)null);

    public void Dispose()
    {
        if (_host is { } host)
        {
            watch.Changed -= host.Changed;
        }
    }
}
