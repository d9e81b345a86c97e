using System.Collections.Frozen;
using IocExplorer.Messages;
using IocExplorer.Workers.Http;

namespace IocExplorer.Workers.Lanes;

/// <summary>What the lanes of a source share.</summary>
internal sealed record HttpSourceParts(
    HttpSourceOptions Options,
    FrozenDictionary<Operation, ISourceOperation> Operations,
    IReadOnlyList<Operation> InOrder,
    SourceHttp Http,
    SourceHealth Health,
    SourcePipelines Pipelines,
    SourceStanding Standing,
    TimeProvider Time,
    Func<double> Random);
