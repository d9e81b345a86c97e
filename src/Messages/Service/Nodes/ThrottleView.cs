namespace IocExplorer.Messages.Service.Nodes;

/// <summary>The throttle of a source, of which there is one in the whole cluster.</summary>
/// <param name="Queued">Queries that wait.</param>
/// <param name="InFlight">Queries under way, on all workers.</param>
public sealed record ThrottleView(string Source, int Queued, int InFlight);
