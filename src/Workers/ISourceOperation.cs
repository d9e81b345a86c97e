namespace IocExplorer.Workers;

/// <summary>An operation as HTTP: how it is asked and what a response means. Knows nothing of tries, quotas or connections.</summary>
public interface ISourceOperation
{
    Operation Operation { get; }

    /// <summary>Most items kept of an answer; null when there is no limit.</summary>
    int? Limit => null;

    bool NeedsKey => false;

    /// <summary>Of its relations, in the order in which they stand in an answer.</summary>
    IReadOnlyList<string> Labels => [];

    /// <summary>Whether a relation that its answers hold twice stays there twice.</summary>
    bool KeepsRepeats => false;

    /// <summary>Whether the next page may be asked for: a source's links are followed to its own scheme, host and port only.</summary>
    /// <returns>Null when it may; else what is to be reported in place of an answer.</returns>
    PageOutcome? RefuseNext(NextPage next);

    /// <param name="apiKey">Null exactly when no key is needed.</param>
    /// <param name="next">Null for the first page; else one that <see cref="RefuseNext"/> lets pass.</param>
    /// <param name="remaining">Items that are still wanted.</param>
    HttpRequestMessage CreateRequest(Ioc ioc, string? apiKey, NextPage? next, int remaining);

    /// <param name="httpStatus">As received; redirects are not followed.</param>
    /// <param name="body">Decompressed; valid during the call only.</param>
    /// <param name="page">Which page it is: what <see cref="CreateRequest"/> was given.</param>
    PageOutcome ReadPage(int httpStatus, ReadOnlyMemory<byte> body, Ioc asked, int remaining, NextPage? page = null);

    /// <summary>Whether it makes sense to ask about this one of the types accepted. If not, the source knows nothing of it, without being asked.</summary>
    bool CanBeAskedAbout(Ioc ioc) => true;

    /// <summary>Operations of a source with the same text here send the same requests for the same IOC, so that one will do. Null: none does.</summary>
    string? RequestShape => null;

    /// <summary>Between two of its requests, whatever the source's quota lets through.</summary>
    TimeSpan Pause => TimeSpan.Zero;

    /// <summary>Headers besides Retry-After in which the source says when to come back.</summary>
    IReadOnlyList<string> RetryAfterHeaders => [];
}
