namespace IocExplorer.Workers.Definitions.Model;

/// <summary>How a source wants its API key.</summary>
/// <param name="Name">The header's, parameter's, field's or member's name; empty where the place needs none.</param>
public sealed record KeyRequirement(KeyLocation Place, string Name)
{
    /// <summary>Stands before the key in a header: <c>BEARER </c>.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Whether the source is off without one. If not, it is asked without a key as well, and with the key when there is one.</summary>
    public bool IsNeeded { get; init; } = true;
}
