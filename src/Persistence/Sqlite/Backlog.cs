using System.Runtime.InteropServices;
using IocExplorer.Messages;

namespace IocExplorer.Persistence.Sqlite;

/// <summary>
/// How much work is open, per source, hunt and operation, and whose turn it is: counts in memory beside the rows in the file, which are what
/// counts after a crash. Changes only when the file has changed for good (after the commit). No I/O; used by one thread.
/// </summary>
/// <remarks>
/// Each (operation, hunt) is a line of its own, so that an operation which no key may ask just now, however much of it is open, costs the others
/// nothing. A claim takes turns between hunts, and within a hunt takes the earliest of its lines.
/// </remarks>
/// <param name="standsAside">Queries up to this turn are not in line, see <see cref="SqliteLeftovers.WaitUntilAskedAgain"/>.</param>
internal sealed class Backlog(long standsAside)
{
    private readonly Dictionary<int, string> _sourceOf = [];
    private readonly HashSet<int> _known = [];
    private readonly Dictionary<string, SourceBacklog> _sources = [];
    private readonly Dictionary<(int Operation, long Hunt), Line> _lines = [];

    /// <summary>Whether the ledger ever gave this number.</summary>
    public bool Has(OperationId operation) => _sourceOf.ContainsKey(operation.Value);

    public string SourceOf(int operation) => _sourceOf[operation];

    /// <summary>An operation that stands in the file.</summary>
    /// <param name="isKnown">This process has registered it: its queries may be claimed here.</param>
    public void AddOperation(int operation, string source, bool isKnown)
    {
        _sourceOf[operation] = source;
        _sources.TryAdd(source, new());
        if (isKnown)
        {
            _known.Add(operation);
        }
    }

    /// <summary>So many queries were opened at the end of the line.</summary>
    public void Opened(int operation, long hunt, int count)
    {
        ref var line = ref CollectionsMarshal.GetValueRefOrAddDefault(_lines, (operation, hunt), out _);
        var source = _sources[_sourceOf[operation]];
        if (!source.Hunts.TryGetValue(hunt, out var backlog))
        {
            source.Hunts.Add(hunt, backlog = new());
        }

        if (line is null)
        {
            line = new(operation, hunt, standsAside);
            backlog.Lines.Add(line);
        }

        line.Waiting += count;
        EnterRing(source, backlog);
    }

    /// <summary>
    /// Shares out rows: one turn for each, a hunt may come up many times. Hunts come round one after the other, beginning behind the one that was
    /// served last.
    /// </summary>
    public IReadOnlyList<HuntBacklog> Share(ClaimRequest request)
    {
        if (!_sources.TryGetValue(request.Source, out var source))
        {
            return [];
        }

        var turns = new List<HuntBacklog>();
        var ring = source.Ring;
        for (var idle = 0; turns.Count < request.Most && idle < ring.Count;)
        {
            var hunt = ring.Dequeue();
            if (!hunt.IsWaiting)
            {
                hunt.IsInRing = false;
                continue;
            }

            ring.Enqueue(hunt);
            if (hunt.Granted < hunt.WaitingFor(_known, request.Except))
            {
                hunt.Granted++;
                turns.Add(hunt);
                idle = 0;
            }
            else
            {
                idle++;
            }
        }

        return turns;
    }

    /// <summary>The lines of the hunt that such a claim may take from.</summary>
    public IEnumerable<Line> LinesFor(HuntBacklog hunt, IReadOnlyList<OperationId> except) =>
        hunt.Lines.Where(line => line.Waiting > 0 && HuntBacklog.MayAsk(line, _known, except));

    /// <summary>A claimed query was answered.</summary>
    public void Closed(Line line)
    {
        line.Claimed--;
        if (line is { Waiting: 0, Claimed: 0 } && _lines.Remove((line.Operation, line.Hunt)))
        {
            var hunts = _sources[_sourceOf[line.Operation]].Hunts;
            var hunt = hunts[line.Hunt];
            hunt.Lines.Remove(line);
            if (hunt.Lines.Count == 0)
            {
                hunts.Remove(line.Hunt);
            }
        }
    }

    /// <summary>A claimed query is open to claims again, at its old place.</summary>
    public void Released(Line line, long turn)
    {
        line.Claimed--;
        line.Waiting++;
        line.Passed = Math.Min(line.Passed, turn - 1);
        var source = _sources[_sourceOf[line.Operation]];
        EnterRing(source, source.Hunts[line.Hunt]);
    }

    /// <summary>Open and claimed queries of the operations known here, for each source that has any.</summary>
    public IReadOnlyDictionary<string, int> Count() => _lines.Values
        .Where(line => _known.Contains(line.Operation))
        .GroupBy(line => _sourceOf[line.Operation])
        .ToDictionary(lines => lines.Key, lines => lines.Sum(line => line.Waiting + line.Claimed));

    private static void EnterRing(SourceBacklog source, HuntBacklog hunt)
    {
        if (!hunt.IsInRing)
        {
            hunt.IsInRing = true;
            source.Ring.Enqueue(hunt);
        }
    }
}
