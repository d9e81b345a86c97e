namespace IocExplorer.Coordinator.Trees;

/// <summary>Whom an IOC is asked of.</summary>
/// <param name="Operations">In tree order.</param>
/// <param name="Inside">Operations left out because the IOC is reserved or the user's own and they are outside.</param>
/// <param name="NotCleared">Operations left out because they are not cleared for the seed's sharing level.</param>
/// <param name="Why">Why it stays inside; null when it does not.</param>
public readonly record struct Sending(IReadOnlyList<OperationId> Operations, int Inside, int NotCleared, string? Why);
