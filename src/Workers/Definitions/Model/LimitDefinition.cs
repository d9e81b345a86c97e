namespace IocExplorer.Workers.Definitions.Model;

/// <summary>How many items of an answer are wanted.</summary>
/// <param name="Parameter">The query parameter that says so; null when the source has none and the answer is cut here.</param>
/// <param name="Default">Items kept when the user does not say.</param>
/// <param name="PageMaximum">The most that one page can bring; null when that is not known.</param>
public sealed record LimitDefinition(string? Parameter, int Default, int? PageMaximum);
