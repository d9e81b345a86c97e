using IocExplorer.Messages.Protocols;

namespace IocExplorer.Workers.Asking;

/// <summary>Who pulls on behalf of a <see cref="KeyGate"/>. Any thread, may be called under a lock; never blocks.</summary>
internal interface IKeyGateOwner
{
    /// <summary>Whether requests may be sent from this node. False stays so.</summary>
    bool MaySend { get; }

    /// <summary>Permits are wanted, or a block is over.</summary>
    void Changed();

    /// <summary>To the throttle.</summary>
    void Report(SourceThrottleProtocol.ICommand report);
}
