namespace IocExplorer.Coordinator.Api.Findings;

/// <summary>How far a hunt is, for its report.</summary>
/// <param name="Holds">What its report would be made of: another text when trees have come or were explored anew.</param>
/// <param name="IsOver">Nothing comes any more, unless somebody has it retried.</param>
internal readonly record struct HuntStanding(string Holds, bool IsOver);
