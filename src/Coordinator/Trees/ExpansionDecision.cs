namespace IocExplorer.Coordinator.Trees;

/// <summary>What was decided about an IOC, and why. A "no" is a result like any other: it stands with the node and says which limit it met.</summary>
/// <param name="Allow">Whether it is done.</param>
/// <param name="Reason">One clause that names the limit and its value.</param>
internal sealed record ExpansionDecision(bool Allow, string Reason)
{
    /// <summary>Left alone as noise, which is told on the node.</summary>
    public bool IsParked { get; init; }
}
