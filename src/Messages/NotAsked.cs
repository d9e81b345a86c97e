namespace IocExplorer.Messages;

/// <summary>Queries that were left out because the IOC must not be sent to the source.</summary>
/// <param name="Inside">The IOC is private, reserved or the user's own, and the source is outside.</param>
/// <param name="NotCleared">The source is not cleared for the sharing level of the seed.</param>
public readonly record struct NotAsked(long Inside, long NotCleared)
{
    public static NotAsked operator +(NotAsked left, NotAsked right) => new(left.Inside + right.Inside, left.NotCleared + right.NotCleared);

    public static NotAsked Add(NotAsked left, NotAsked right) => left + right;
}
