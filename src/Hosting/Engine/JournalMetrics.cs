using System.Diagnostics.Metrics;
using Akka.Actor.Setup;

namespace IocExplorer.Hosting.Engine;

/// <summary>What operators see of the journals of this node. Handed to each <see cref="MeasuredJournal"/> as a part of the ActorSystem's set-up.</summary>
internal sealed class JournalMetrics : Setup, IDisposable
{
    private readonly Meter _meter = new("IocExplorer.Journal");
    private readonly Counter<long> _events;
    private readonly Counter<long> _recoveries;
    private readonly Counter<long> _failures;
    private readonly Histogram<double> _duration;

    public JournalMetrics()
    {
        _events = _meter.CreateCounter<long>("journal.events", "{event}", "Events persisted by this node, by journal: hunts, quotas.");
        _recoveries = _meter.CreateCounter<long>(
            "journal.recoveries", "{actor}", "Persistent actors that read their events on this node, after a start or a move, by journal.");
        _failures = _meter.CreateCounter<long>(
            "journal.failures",
            "{request}",
            "Writes and recoveries that failed, by journal and operation: write, recover. The actor stops and is started again.");
        _duration = _meter.CreateHistogram<double>("journal.write.duration", "s", "Time of a write, the wait for others included, by journal.");
    }

    /// <summary>So many events stand in the journal, after so long.</summary>
    public void Written(string journal, long events, TimeSpan duration)
    {
        _events.Add(events, Of(journal));
        _duration.Record(duration.TotalSeconds, Of(journal));
    }

    /// <summary>An actor has its events.</summary>
    public void Recovered(string journal) => _recoveries.Add(1, Of(journal));

    /// <param name="operation"><c>write</c> or <c>recover</c>.</param>
    public void Failed(string journal, string operation) => _failures.Add(1, Of(journal), new KeyValuePair<string, object?>("operation", operation));

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Of(string journal) => new("journal", journal);
}
