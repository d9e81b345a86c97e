using System.Diagnostics.Metrics;

namespace IocExplorer.Hosting.Nodes;

/// <summary>Messages of ours that reached nobody on this node, in the meter <c>IocExplorer.Node</c>. A few are usual while nodes come and go: what matters is told again.</summary>
public sealed class DeadLetterMetrics : IDisposable
{
    private readonly Meter _meter = new("IocExplorer.Node");
    private readonly Counter<long> _letters;

    public DeadLetterMetrics() => _letters = _meter.CreateCounter<long>("node.dead_letters", "{message}", "Messages that reached nobody, by type.");

    public void Dispose() => _meter.Dispose();

    /// <summary>Counts it, if it is of a type of ours.</summary>
    internal void Count(object message)
    {
        var type = message.GetType();
        if (type.FullName?.StartsWith("IocExplorer.", StringComparison.Ordinal) == true)
        {
            var name = type.DeclaringType is { } protocol ? $"{protocol.Name}.{type.Name}" : type.Name;
            _letters.Add(1, new KeyValuePair<string, object?>("message", name));
        }
    }
}
