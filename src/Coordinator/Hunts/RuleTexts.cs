namespace IocExplorer.Coordinator.Hunts;

/// <summary>What was written for one rule.</summary>
/// <param name="All">Empty when nothing was.</param>
/// <param name="Refuse">Takes a text and why it cannot be taken: <c>is no date</c>.</param>
public readonly record struct RuleTexts(IReadOnlyList<string> All, Action<string, string> Refuse)
{
    /// <summary>Null when nothing was written.</summary>
    public string? First => All.Count > 0 ? All[0] : null;

    public bool IsSet => All.Count > 0;
}
