using IocExplorer.Testing;

namespace IocExplorer.Persistence.Tests.Conformance;

/// <summary>
/// The seam through which an implementation is plugged into <see cref="LedgerConformance"/>: an empty store of its own, that can be opened again and again.
/// </summary>
public abstract class LedgerStore : IAsyncDisposable
{
    /// <summary>The ledger's clock.</summary>
    public FakeTime Time { get; } = new();

    /// <summary>
    /// Whether several ledgers may be open on the store at a time, as processes of a cluster are. An embedded store serves one and refuses a second: its own
    /// tests show that.
    /// </summary>
    public abstract bool ServesManyProcesses { get; }

    /// <summary>Opens the store as a process does that starts; the first time it is empty.</summary>
    public abstract ValueTask<IClaimLedger> OpenAsync();

    /// <summary>Makes the store treat what the ledger's process has claimed as the work of a dead process, and opens a new one.</summary>
    public abstract ValueTask<IClaimLedger> ReopenAfterDeathAsync(IClaimLedger dead);

    public abstract ValueTask DisposeAsync();
}
