using IocExplorer.Workers;
using IocExplorer.Workers.Trying;

namespace IocExplorer.Seed.Sources;

/// <summary>How one operation was tried.</summary>
internal sealed record TriedOperation(string Name)
{
    /// <summary>A line each: method and URL, headers, body; the key is masked. Empty when none was made.</summary>
    public IReadOnlyList<string> Request { get; init; } = [];

    /// <summary>HTTP; null when nothing came.</summary>
    public int? Status { get; init; }

    /// <summary>Of the body.</summary>
    public int Bytes { get; init; }

    /// <summary>Null when there was nothing to read; then <see cref="Why"/> says why.</summary>
    public PageOutcome? Outcome { get; init; }

    public AnswerExplanation Explanation { get; init; } = AnswerExplanation.None;

    public string? Why { get; init; }

    /// <summary>The source knows nothing of that kind of IOC, without being asked.</summary>
    public bool IsUnfit { get; init; }
}
