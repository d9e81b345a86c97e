namespace IocExplorer.Messages;

/// <summary>
/// One thing that a source can be asked about IOCs of one type. The catalogue of operations is what coordinators plan with and what
/// workers carry out; the two share nothing else.
/// </summary>
/// <param name="Source">The source's name, for instance <c>VirusTotal</c>.</param>
/// <param name="Name">The operation's name within the source, for instance <c>domain_resolutions</c>.</param>
/// <param name="Shape">
/// Everything else that shapes the answer (definition version, limit, time window, host), as one short text. Operations with different
/// shapes share no answers. Never holds a key.
/// </param>
/// <param name="Accepts">The IOC types it can be asked about.</param>
/// <param name="IsExternal">Whether asking sends the IOC to an external party; private and reserved IOCs are then not asked.</param>
public sealed record Operation(string Source, string Name, string Shape, IReadOnlyList<IocType> Accepts, bool IsExternal)
{
    /// <summary>The shape of what is <see cref="IsLive"/>.</summary>
    public const string LiveShape = "live";

    /// <summary>
    /// The source may change at any moment, and asking costs nothing: a hunt takes no answer from before it was submitted or retried.
    /// </summary>
    public bool IsLive => Shape == LiveShape;

    /// <summary>The highest sharing level of IOCs that may be sent to the source. Not used for internal operations.</summary>
    public SharingLevel ClearedFor { get; init; }

    /// <summary>Unique in the ledger: <c>VirusTotal/domain_resolutions v1 limit=10</c>.</summary>
    public string Key => $"{Source}/{Name} {Shape}";
}
