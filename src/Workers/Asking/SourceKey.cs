namespace IocExplorer.Workers.Asking;

/// <summary>A key of a source, as others may know it.</summary>
/// <param name="Name">Its fingerprint, never the key itself; one that stands for "without key" where the source needs none.</param>
/// <param name="Quota">As it is configured on this node.</param>
/// <param name="Slots">Queries with this key that may be under way on this node at once; 0 for a quota that has no queries of its
/// own.</param>
public sealed record SourceKey(string Name, QuotaLimits Quota, int Slots)
{
    /// <summary>Requests under way at which a slow start after a 429 is over.</summary>
    public int FullWidth { get; init; } = Math.Max(1, Slots);
}
