namespace IocExplorer.Workers.Trying;

/// <summary>A text that is no IOC of the type that its relation yields.</summary>
/// <param name="At">The place, with numbers for items.</param>
/// <param name="Value">On one line, cut where it is long.</param>
/// <param name="Label">Of the relation.</param>
/// <param name="Reason">Why it is none, to be read behind the value.</param>
public sealed record DroppedValue(string At, string Value, string Label, string Reason);
