using IocExplorer.Testing;

namespace IocExplorer.Persistence.Tests.Conformance;

/// <summary>
/// The seam through which an implementation is plugged into <see cref="LedgerStoreConformance"/>: an empty store of its own, that can be opened again and
/// again.
/// </summary>
public abstract class LedgerBackend : IAsyncDisposable
{
    /// <summary>The ledger's clock.</summary>
    public FakeTime Time { get; } = new();

    /// <summary>Opens the store as a process does that starts; the first time it is empty.</summary>
    public abstract ValueTask<ILedger> OpenAsync();

    public abstract ValueTask DisposeAsync();
}
