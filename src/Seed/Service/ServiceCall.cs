namespace IocExplorer.Seed.Service;

/// <summary>One request to the service, and its wording in messages.</summary>
/// <param name="Path">Below the API's root.</param>
/// <param name="Failure">What it means when it fails, without full stop: <c>Hunt 7 was not paused</c>.</param>
internal sealed record ServiceCall(HttpMethod Method, string Path, string Failure)
{
    /// <summary>Makes the body anew for each try; null for none.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>Lets the service know a further try of the same request.</summary>
    public string? IdempotencyKey { get; init; }

    public string Accept { get; init; } = "application/json";

    /// <summary>Whether the answer has a body of the kind accepted.</summary>
    public bool IsAnswered { get; init; } = true;

    /// <summary>Whether it may be sent again when it is unknown whether the service has done it.</summary>
    public bool MayRepeat { get; init; } = true;

    /// <summary>Writes no line about retries: the caller has written one already.</summary>
    public bool IsSilent { get; init; }
}
