namespace IocExplorer.Messages;

/// <summary>A file of relations that a source holds.</summary>
/// <param name="File">Its path, as the node that holds it knows it.</param>
/// <param name="Relations">How many there are in it.</param>
/// <param name="Since">Since when this content is asked, by the node's clock; null: nothing of it is held yet.</param>
public sealed record HeldFile(string File, int Relations, DateTimeOffset? Since)
{
    /// <summary>Why what stands in the file now is not what is held; null when it is.</summary>
    public string? Trouble { get; init; }
}
