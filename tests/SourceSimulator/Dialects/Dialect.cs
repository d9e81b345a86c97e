using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>
/// How one source speaks: which requests it knows, how it wants its key, what its answers and its refusals look like. Holds no state: counting, quotas and
/// troubles are the same for all and stand around it.
/// </summary>
internal abstract class Dialect
{
    /// <summary>As configuration names it; in lower case the source's prefix below <c>/s/</c>.</summary>
    public abstract string Source { get; }

    /// <summary>What the request asks; null when the source has no such address.</summary>
    public abstract Question? Read(DialectRequest request);

    /// <summary>The healthy answer, which may be that the question makes no sense.</summary>
    public abstract Reply Answer(DialectRequest request, Question question, Knowledge knowledge);

    /// <summary>An error in the source's words.</summary>
    public abstract Reply Error(int status);

    /// <summary>The key that came along; null when there is none.</summary>
    public virtual string? KeyOf(DialectRequest request) => null;

    /// <summary>Null when the request may pass. A source that needs no key checks the one it gets.</summary>
    /// <param name="request">The request.</param>
    /// <param name="key">The key that came along.</param>
    /// <param name="isAccepted">Whether the key is one that the simulator takes.</param>
    public virtual Reply? RefuseKey(DialectRequest request, string? key, bool isAccepted) => key is null || isAccepted ? null : Error(401);

    /// <summary>The quota of the key is used up; there is room again after so many seconds.</summary>
    public virtual Reply Throttled(int seconds) => Error(429).With("Retry-After", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>How the source says with status 200 that a quota is used up; a source that never does says it as others do.</summary>
    public virtual Reply QuotaInSuccess() => Reply.Json(new { error = "quota exceeded" });

    /// <summary>Headers of every answer, good or bad.</summary>
    public virtual Reply WithUsualHeaders(Reply reply) => reply;

    protected static IocType TypeOf(string value) => System.Net.IPAddress.TryParse(value, out _) ? IocType.IpAddress : IocType.Domain;

    protected static bool IsHash(string value) => value.Length is 32 or 40 or 64 && value.All(char.IsAsciiHexDigit);
}
