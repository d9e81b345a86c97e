namespace IocExplorer.SourceSimulator.Troubles;

/// <summary>A decision: this trouble, in this form, for this request.</summary>
/// <param name="Rule">The rule that struck.</param>
/// <param name="Form">The form, chosen by hash when the rule leaves it open; empty when the kind has none.</param>
/// <param name="Hash">For further choices that shall be the same every time.</param>
internal sealed record Trouble(TroubleRule Rule, string Form, ulong Hash);
