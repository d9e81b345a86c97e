using System.Text.Json;

namespace IocExplorer.Messages.Service.Nodes;

/// <summary>The status that a worker node reports to coordinators.</summary>
/// <param name="Sources">Counted since the node started.</param>
public sealed record WorkerStatus(IReadOnlyList<SourceProgress> Sources)
{
    /// <summary>Those that it hosts now.</summary>
    public IReadOnlyList<ThrottleView> Throttles { get; init; } = [];

    /// <summary>A worker that has nothing to tell yet.</summary>
    public static WorkerStatus None { get; } = new([]);

    /// <summary>For the node's account of itself.</summary>
    public string ToText() => JsonSerializer.Serialize(this, ServiceJson.Default.WorkerStatus);

    /// <summary>Text of another version, or of another kind of node, reads as <see cref="None"/>: it is only for display.</summary>
    public static WorkerStatus Read(string text)
    {
        try
        {
            return text.Length > 0 && JsonSerializer.Deserialize(text, ServiceJson.Default.WorkerStatus) is { Sources: not null } status ? status : None;
        }
        catch (JsonException)
        {
            return None;
        }
    }
}
