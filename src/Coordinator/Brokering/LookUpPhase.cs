namespace IocExplorer.Coordinator.Brokering;

/// <summary>Where an open query stands with the ledger.</summary>
internal enum LookUpPhase
{
    None = 0,

    /// <summary>In the queue for the next call.</summary>
    Queued = 1,

    /// <summary>In the call that is under way.</summary>
    Out = 2,
}
