using System.Diagnostics.Metrics;

namespace IocExplorer.Persistence.Postgres;

/// <summary>What the ledger counts, in the meter <c>IocExplorer.Ledger</c>. Labels are few: source and outcome, never a query.</summary>
internal sealed class LedgerMeter : IDisposable
{
    public const string Name = "IocExplorer.Ledger";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _asks;
    private readonly Counter<long> _claims;
    private readonly Counter<long> _answers;
    private readonly Counter<long> _releases;
    private readonly Counter<long> _keys;
    private readonly Counter<long> _swept;
    private readonly Counter<long> _nodes;
    private readonly Counter<long> _unavailable;

    public LedgerMeter()
    {
        _asks = _meter.CreateCounter<long>("ledger.asks", "{query}", "Queries asked, by outcome: opened, waiting, answered.");
        _claims = _meter.CreateCounter<long>("ledger.claims", "{query}", "Queries claimed, by source.");
        _answers = _meter.CreateCounter<long>("ledger.answers", "{query}", "Answers given, by outcome: accepted, stale.");
        _releases = _meter.CreateCounter<long>("ledger.releases", "{query}", "Claims given back.");
        _keys = _meter.CreateCounter<long>("ledger.key_leases", "{lease}", "API keys, by source and outcome: taken, refused, lost.");
        _swept = _meter.CreateCounter<long>("ledger.swept", "{item}", "What this node took from others, by outcome: dead (nodes), reopened (claims of dead nodes), overdue (claims).");
        _nodes = _meter.CreateCounter<long>("ledger.node_leases", "{lease}", "This node's own lease, by outcome: begun, lost, regained.");
        _unavailable = _meter.CreateCounter<long>("ledger.heartbeats_failed", "{heartbeat}", "Heartbeats that the database did not take.");
    }

    public void Asked(string outcome, long count) => Add(_asks, count, "outcome", outcome);

    public void Claimed(string source, long count) => Add(_claims, count, "source", source);

    public void Answered(string outcome, long count) => Add(_answers, count, "outcome", outcome);

    public void Released(long count) => _releases.Add(count);

    public void Key(string source, string outcome) => _keys.Add(1, new("source", source), new("outcome", outcome));

    public void Swept(string outcome, long count) => Add(_swept, count, "outcome", outcome);

    public void Node(string outcome) => Add(_nodes, 1, "outcome", outcome);

    public void HeartbeatFailed() => _unavailable.Add(1);

    public void Dispose() => _meter.Dispose();

    private static void Add(Counter<long> counter, long count, string label, string value)
    {
        if (count > 0)
        {
            counter.Add(count, new KeyValuePair<string, object?>(label, value));
        }
    }
}
