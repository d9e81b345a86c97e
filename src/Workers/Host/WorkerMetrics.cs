using System.Diagnostics.Metrics;
using IocExplorer.Messages.Service.Nodes;

namespace IocExplorer.Workers.Host;

/// <summary>
/// What an operator watches of the workers, in the meter <c>IocExplorer.Workers</c>. Labels are few: source, outcome, reason, window; never an IOC.
/// </summary>
internal sealed class WorkerMetrics : IDisposable
{
    private readonly Meter _meter = new("IocExplorer.Workers");
    private readonly Counter<long> _answers;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _reserved;

    public WorkerMetrics()
    {
        _answers = _meter.CreateCounter<long>(
            "worker.answers", "{query}", "Queries that are through, by source and outcome: found, empty, not_answered, handed_back.");
        _failures = _meter.CreateCounter<long>("worker.failures", "{query}", "Queries not answered, by source and reason.");
        _reserved = _meter.CreateCounter<long>(
            "worker.permits.reserved", "{request}", "Permits that throttles of this node have reserved for any node, by source.");
    }

    public static string OutcomeOf(Answer? answer) => answer switch
    {
        null => "handed_back",
        Answer.Found => "found",
        Answer.Empty => "empty",
        _ => "not_answered",
    };

    public void Answered(string source, Answer? answer)
    {
        _answers.Add(1, new("source", source), new("outcome", OutcomeOf(answer)));
        if (answer is Answer.NotAnswered failure)
        {
            _failures.Add(1, new("source", source), new("reason", failure.Reason.ToString().ToLowerInvariant()));
        }
    }

    public void Reserved(string source, int permits) => _reserved.Add(permits, new KeyValuePair<string, object?>("source", source));

    /// <summary>Metrics of workers and throttles, read when they are scraped.</summary>
    public void Observe(Func<IReadOnlyList<SourceProgress>> progress, Func<IReadOnlyList<ThrottleView>> throttles)
    {
        _meter.CreateObservableGauge("worker.queries.in_flight", () => progress().Select(s => Of(s.InFlight, s)), "{query}", "Queries under way.");
        _meter.CreateObservableCounter(
            "worker.requests", () => progress().Select(s => Of(s.Requests, s)), "{request}", "HTTP requests sent, pages and further tries included.");
        _meter.CreateObservableCounter(
            "worker.values.dropped", () => progress().Select(s => Of(s.DroppedValues, s)), "{value}", "Values of answers that were left out.");
        _meter.CreateObservableGauge(
            "worker.source.waiting", () => progress().Select(s => Of(s.Waiting is null ? 0 : 1, s)), null, "1 while nothing can be sent to the source.");
        _meter.CreateObservableGauge(
            "worker.permits.left",
            () => progress().SelectMany(Permits),
            "{request}",
            "Requests that the keys may still send, from all nodes together, by source and window.");
        _meter.CreateObservableGauge(
            "worker.throttle.queued",
            () => throttles().Select(t => Of(t.Queued, t.Source)),
            "{query}",
            "Queries that wait in throttles on this node, for any node.");
        _meter.CreateObservableGauge(
            "worker.throttle.in_flight",
            () => throttles().Select(t => Of(t.InFlight, t.Source)),
            "{query}",
            "Queries of throttles on this node that are under way, on any node.");
    }

    public void Dispose() => _meter.Dispose();

    private static Measurement<long> Of(long value, SourceProgress source) => Of(value, source.Source);

    private static Measurement<long> Of(long value, string source) => new(value, new KeyValuePair<string, object?>("source", source));

    private static IEnumerable<Measurement<long>> Permits(SourceProgress source) =>
        source.Left.Counts.Select(left => new Measurement<long>(left.Count, new("source", source.Source), new("window", left.Window.Name)));
}
