using IocExplorer.Messages;

namespace IocExplorer.Workers;

/// <summary>An operation as HTTP: how it is asked and what a response means. Knows nothing of tries, quotas or connections.</summary>
public interface ISourceOperation
{
    Operation Operation { get; }

    /// <summary>Most items kept of an answer; null when there is no limit.</summary>
    int? Limit { get; }

    bool NeedsKey { get; }

    /// <param name="ioc">What is asked about.</param>
    /// <param name="apiKey">The lane's key; null in a lane without one.</param>
    /// <param name="next">Null for the first page.</param>
    /// <param name="remaining">Items that are still wanted.</param>
    HttpRequestMessage CreateRequest(Ioc ioc, string? apiKey, NextPage? next, int remaining);

    /// <param name="httpStatus">As received; redirects are not followed.</param>
    /// <param name="body">Decompressed; valid during the call only.</param>
    /// <param name="asked">What was asked about.</param>
    /// <param name="remaining">Items that are still wanted.</param>
    PageOutcome ReadPage(int httpStatus, ReadOnlyMemory<byte> body, Ioc asked, int remaining);
}
