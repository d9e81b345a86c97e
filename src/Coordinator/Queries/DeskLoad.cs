namespace IocExplorer.Coordinator.Queries;

/// <summary>How much a <see cref="QueryDesk"/> has to do. Written by its actor, read by displays at any time; outlives the actor's crashes.</summary>
internal sealed class DeskLoad
{
    private volatile int _waiting;

    /// <summary>Queries that somebody waits for.</summary>
    public int Waiting
    {
        get => _waiting;
        set => _waiting = value;
    }
}
