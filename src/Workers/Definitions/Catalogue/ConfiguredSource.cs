using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Settings;

namespace IocExplorer.Workers.Definitions.Catalogue;

/// <summary>A source with what the user set for it: what is on, with which keys, and what is off and why.</summary>
public sealed record ConfiguredSource
{
    private const int TriesInTime = 3;

    public required SourceDefinition Definition { get; init; }

    public string Name => Definition.Name;

    /// <summary>Whether anything of it is asked.</summary>
    public bool IsOn => Operations.Count > 0;

    /// <summary>In tree order. Empty when the source is off.</summary>
    public required IReadOnlyList<SourceOperation> Operations { get; init; }

    public required IReadOnlyList<OperationOff> Off { get; init; }

    /// <summary>Spent side by side. Empty when there are none or none is needed.</summary>
    public required IReadOnlyList<string> ApiKeys { get; init; }

    /// <summary>For each key.</summary>
    public required QuotaLimits Quota { get; init; }

    /// <summary>Requests under way at once, for each key.</summary>
    public required int MaxConcurrency { get; init; }

    /// <summary>Requests in a second; 0 for no such limit.</summary>
    public int PerSecond { get; init; }

    /// <summary>Time-outs and retries of this source: some are slower and send more than the settings for all sources allow.</summary>
    public ResilienceSettings With(ResilienceSettings forAll)
    {
        var attempt = Definition.Timeout is { } timeout && timeout > forAll.AttemptTimeout ? timeout : forAll.AttemptTimeout;
        var leastInAll = attempt > forAll.AttemptTimeout ? attempt * TriesInTime : TimeSpan.Zero;
        return forAll with
        {
            AttemptTimeout = attempt,
            QueryTimeout = leastInAll > forAll.QueryTimeout ? leastInAll : forAll.QueryTimeout,
            AnswerBytes = Math.Max(forAll.AnswerBytes, Definition.AnswerBytes ?? 0),
        };
    }
}
