namespace IocExplorer.Messages.Service.Hunts;

/// <summary>Hunts, the newest first.</summary>
/// <param name="Hunts">A page of them.</param>
/// <param name="Next">Give this as <c>before</c> for the next page; null when this was the last.</param>
public sealed record HuntPage(IReadOnlyList<HuntView> Hunts, long? Next);
