using IocExplorer.Messages;

namespace IocExplorer.Workers.Tests.Sources;

/// <summary>What a correct parser finds in a recorded answer. Times in unix seconds, 0 where the answer gives none.</summary>
internal sealed record ExpectedPivot(string Relation, Ioc Target, long First, long Last);
