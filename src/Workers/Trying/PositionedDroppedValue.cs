namespace IocExplorer.Workers.Trying;

/// <summary>A dropped value and where in the answer it is.</summary>
/// <param name="At">The path, with numbers for items.</param>
/// <param name="Value">The value, its relation and the reason.</param>
public sealed record PositionedDroppedValue(string At, DroppedValue Value);
