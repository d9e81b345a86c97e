namespace IocExplorer.Workers.Http;

/// <summary>How a source is connected to.</summary>
internal sealed record SourceHttpOptions
{
    /// <summary>Over all keys of the source.</summary>
    public required int MaxConnections { get; init; }

    /// <summary>Largest body, after decompression.</summary>
    public required int AnswerBytes { get; init; }

    /// <summary>Whether each request is asked at its first byte if it may still be sent, see <see cref="SendGuard"/>.</summary>
    public bool ChecksBeforeSending { get; init; }

    /// <summary>Looked at when there is no Retry-After: seconds, or a date.</summary>
    public IReadOnlyList<string> RetryAfterHeaders { get; init; } = [];

    /// <summary>
    /// How long name servers get. Default <see cref="NameLookUp.Patience"/>; where a whole request has less time, it should be less than
    /// that, or it is not known what was waited for.
    /// </summary>
    public TimeSpan NamePatience { get; init; } = NameLookUp.Patience;
}
