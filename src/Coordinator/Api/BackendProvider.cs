using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Api;

/// <summary>The server answers from its first moment on; what it answers from comes when the database is there. And goes again when the node stops.</summary>
public sealed class BackendProvider : IDisposable
{
    private readonly CancellationTokenSource _draining = new();
    private ServiceBackend? _backend;

    /// <summary>Cancelled when the node stops: streams end, and their readers go on elsewhere.</summary>
    public CancellationToken Draining => _draining.Token;

    /// <exception cref="LedgerException">The database was not there yet.</exception>
    public ServiceBackend Backend() => Volatile.Read(ref _backend)
        ?? throw new LedgerException("This node has no connection to its database yet; it keeps trying.", LedgerErrorKind.Unavailable);

    public void Open(ServiceBackend backend) => Volatile.Write(ref _backend, backend);

    public void Drain() => _draining.Cancel();

    public void Dispose() => _draining.Dispose();
}
