using System.Collections.Frozen;
using IocExplorer.Messages;
using IocExplorer.Workers.Http;

namespace IocExplorer.Workers.Lanes;

/// <summary>What the lanes of a source share. Operations are by name: two equal ones from two places need not be the same object.</summary>
internal sealed record HttpSourceParts(
    HttpSourceOptions Options,
    FrozenDictionary<string, ISourceOperation> Operations,
    IReadOnlyList<Operation> InOrder,
    SourceHttp Http,
    SourceHealth Health,
    SourcePipelines Pipelines,
    SourceStanding Standing,
    TimeProvider Time,
    Func<double> Random)
{
    /// <summary>Over all lanes.</summary>
    public required SourcePace Pace { get; init; }

    /// <summary>By name, for the operations that have one of their own.</summary>
    public required FrozenDictionary<string, SourcePace> Paces { get; init; }
}
