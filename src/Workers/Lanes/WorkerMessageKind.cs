namespace IocExplorer.Workers.Lanes;

internal enum WorkerMessageKind
{
    /// <summary>There may be work.</summary>
    Look = 1,

    /// <summary>Claims have come, perhaps none.</summary>
    Claimed,

    /// <summary>Claiming failed.</summary>
    Failed,

    /// <summary>A pause is over: look whether or not there was a hint.</summary>
    Rested,

    /// <summary>What was claimed may be somebody else's by now.</summary>
    OwnershipLost,

    /// <summary>A query is through and its slot is free.</summary>
    Done,

    /// <summary>Claim no more, hand back what was not started.</summary>
    Stop,
}
