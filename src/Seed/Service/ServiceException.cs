using System.Net;

namespace IocExplorer.Seed.Service;

/// <summary>The service did not do what it was asked. The lines say what happened, to what, and what to do.</summary>
/// <param name="lines">At least one; text of the server among them is not harmless yet.</param>
internal sealed class ServiceException(IReadOnlyList<string> lines, Exception? cause = null) : Exception(lines[0], cause)
{
    public IReadOnlyList<string> Lines => lines;

    /// <summary>What the service answered; null when it did not.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Whether another try, or another server, may do better.</summary>
    public bool MayPass { get; init; }

    /// <summary>Whether the service certainly did nothing. If not, a request that changes something may have been carried out.</summary>
    public bool NothingDone { get; init; }

    /// <summary>Whether an earlier try of the same request may have been carried out, so that this answer may be the answer to our own doing.</summary>
    public bool AfterDoubt { get; set; }

    /// <summary>The pause that the service asked for (Retry-After); null without one.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The reason in a few words, for a line that says that it is tried again.</summary>
    public required string Why { get; init; }
}
