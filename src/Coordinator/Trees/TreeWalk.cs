using System.Diagnostics;
using System.Runtime.InteropServices;

namespace IocExplorer.Coordinator.Trees;

/// <summary>
/// Finds out what a tree needs to know: which queries come next, from the answers so far, and whether anything is still open. Pure state:
/// no I/O, no clock, no lock.
/// </summary>
/// <remarks>
/// <para>An IOC is asked as soon as it is known on a level above the depth limit; nothing waits for a level to be complete. Answers may come in
/// any order, so the first way found to an IOC need not be the shortest: each IOC keeps the lowest level known. When that falls, everything
/// known below it is looked at again, and what has come above the limit is asked now. A plain set of IOCs already seen would miss
/// those, and the result would change from run to run.</para>
/// <para>A level known is never below the true one, and it only falls; so nothing is asked that the finished tree does not need, and in the end
/// everything that it needs was asked. (Should one value appear under two types, both are asked, because only the finished tree
/// knows which stands first.)</para>
/// <para>Which place in the tree an IOC is expanded at is not decided here but by <see cref="ExplorationTree"/>, from the answers alone.</para>
/// </remarks>
internal sealed class TreeWalk
{
    private const int NotExpanded = -1;

    private readonly Dictionary<Ioc, int> _byIoc = [];
    private readonly List<Known> _known = [];
    private readonly List<Asked> _asked = [];
    private readonly Queue<int> _fallen = [];
    private readonly Ioc _seed;
    private int _handedOut;

    public TreeWalk(Ioc seed, ExpansionPolicy policy)
    {
        _seed = seed;
        Policy = policy;
        Reach(seed, 0);
    }

    public ExpansionPolicy Policy { get; }

    public Ioc Seed => _seed;

    /// <summary>Distinct IOCs known, the seed among them.</summary>
    public int KnownIocs => _known.Count;

    /// <summary>Queries that the tree needed so far, whether handed out yet or not.</summary>
    public int Queries => _asked.Count;

    public int Found { get; private set; }

    public int Empty { get; private set; }

    public int NotAnswered { get; private set; }

    /// <summary>Queries left out because their IOC is reserved or the user's own and the operation is external.</summary>
    public int NotSent { get; private set; }

    /// <summary>Queries left out because the operation is not cleared for the seed's sharing level.</summary>
    public int NotCleared { get; private set; }

    /// <summary>Queries without an answer. The walk is done when this count is 0; never by a time-out.</summary>
    public int Open => _asked.Count - Found - Empty - NotAnswered;

    public bool IsDone => Open == 0;

    /// <summary>The queries that came up since the last call.</summary>
    public IReadOnlyList<TreeQuery> TakeNew()
    {
        if (_handedOut == _asked.Count)
        {
            return [];
        }

        var queries = new TreeQuery[_asked.Count - _handedOut];
        for (var i = 0; i < queries.Length; i++)
        {
            queries[i] = QueryOf(_handedOut + i);
        }

        _handedOut = _asked.Count;
        return queries;
    }

    /// <summary>The queries handed out that have no answer yet, to ask them again.</summary>
    public IReadOnlyList<TreeQuery> StillOpen()
    {
        var open = new List<TreeQuery>();
        for (var number = 0; number < _handedOut; number++)
        {
            if (_asked[number].Answer is null)
            {
                open.Add(QueryOf(number));
            }
        }

        return open;
    }

    /// <summary>Takes an answer. The first one counts; an answer that comes again changes nothing.</summary>
    /// <param name="number">As <see cref="TreeQuery"/> has it.</param>
    /// <param name="at">When it was recorded; nothing of the walk depends on it.</param>
    /// <returns>False when the query had its answer already.</returns>
    public bool Take(int number, Answer answer, DateTimeOffset at = default)
    {
        ref var asked = ref CollectionsMarshal.AsSpan(_asked)[number];
        if (asked.Answer is not null)
        {
            return false;
        }

        asked.Answer = answer;
        asked.AtTicks = at.UtcTicks;
        ref var known = ref CollectionsMarshal.AsSpan(_known)[asked.Known];
        known.Open--;
        switch (answer)
        {
            case Answer.Found:
                Found++;
                break;
            case Answer.Empty:
                Empty++;
                break;
            case Answer.NotAnswered:
                NotAnswered++;
                break;
            default:
                throw new UnreachableException();
        }

        if (!Policy.Parking.LooksAtDegrees)
        {
            Follow(answer, known.Level + 1);
        }
        else if (known.Open == 0)
        {
            FollowAll(asked.Known);
        }

        RevisitLoweredNodes();
        return true;
    }

    /// <summary>Why what was found about an IOC is not followed although it was asked about; null when it is followed.</summary>
    public string? ParkedByDegree(Ioc ioc) => _byIoc.TryGetValue(ioc, out var at) ? ParkedByDegree(at) : null;

    /// <summary>What was asked about an IOC, in tree order, with the answers; empty for an IOC that was not expanded.</summary>
    public Expansion ExpansionOf(Ioc ioc) =>
        _byIoc.TryGetValue(ioc, out var at) && _known[at].FirstQuery != NotExpanded ? new(this, at) : default;

    private TreeQuery QueryOf(int number)
    {
        var known = _known[_asked[number].Known];
        return new(number, known.Operations![number - known.FirstQuery], known.Ioc);
    }

    private string? ParkedByDegree(int at)
    {
        var known = _known[at];
        if (at == 0 || !Policy.Parking.LooksAtDegrees || known.FirstQuery == NotExpanded)
        {
            return null;
        }

        var degree = 0L;
        for (var i = 0; i < known.Operations!.Count; i++)
        {
            degree += _asked[known.FirstQuery + i].Answer is Answer.Found found ? Math.Max(found.Total ?? 0, found.Relations.Count) : 0;
        }

        return Policy.Parking.ByDegree(known.Ioc, degree);
    }

    /// <summary>All that is known of an IOC; with degrees that count, only when all is known of it and it is no hub.</summary>
    private void FollowAll(int at)
    {
        var known = _known[at];
        if (Policy.Parking.LooksAtDegrees && (known.Open > 0 || ParkedByDegree(at) is not null))
        {
            return;
        }

        for (var i = 0; i < known.Operations!.Count; i++)
        {
            Follow(_asked[known.FirstQuery + i].Answer, known.Level + 1);
        }
    }

    private void Follow(Answer? answer, int level)
    {
        if (answer is Answer.Found { Relations: var relations })
        {
            for (var i = 0; i < relations.Count; i++)
            {
                if (Policy.Shows(relations[i]))
                {
                    Reach(relations[i].Target, level);
                }
            }
        }
    }

    private void Reach(Ioc ioc, int level)
    {
        ref var at = ref CollectionsMarshal.GetValueRefOrAddDefault(_byIoc, ioc, out var isKnown);
        if (!isKnown)
        {
            at = _known.Count;
            _known.Add(new() { Ioc = ioc, Level = level, FirstQuery = NotExpanded });
            ExpandIfAllowed(at);
            return;
        }

        ref var known = ref CollectionsMarshal.AsSpan(_known)[at];
        if (known.Level <= level)
        {
            return;
        }

        known.Level = level;
        if (known.FirstQuery != NotExpanded)
        {
            _fallen.Enqueue(at);
        }
        else
        {
            ExpandIfAllowed(at);
        }
    }

    private void ExpandIfAllowed(int at)
    {
        ref var known = ref CollectionsMarshal.AsSpan(_known)[at];

        // The seed's value under another type is never the first of its value, whatever else comes.
        var isSeed = at == 0;
        if (!(isSeed ? Policy.Expand(known.Level) : Policy.Expand(known.Ioc, known.Level)).Allow || (!isSeed && known.Ioc.Value == _seed.Value))
        {
            return;
        }

        var sending = Policy.Sending.For(known.Ioc);
        known.FirstQuery = _asked.Count;
        known.Operations = sending.Operations;
        known.Open = sending.Operations.Count;
        NotSent += sending.Inside;
        NotCleared += sending.NotCleared;
        for (var i = 0; i < sending.Operations.Count; i++)
        {
            _asked.Add(new() { Known = at });
        }
    }

    /// <summary>Carries lower levels down, without recursion: chains may be thousands of IOCs long.</summary>
    private void RevisitLoweredNodes()
    {
        while (_fallen.TryDequeue(out var at))
        {
            FollowAll(at);
        }
    }

    /// <summary>What was asked about one IOC, in tree order.</summary>
    internal readonly struct Expansion(TreeWalk walk, int at)
    {
        private readonly TreeWalk? _walk = walk;

        public int Count => _walk?._known[at].Operations!.Count ?? 0;

        public (OperationId Operation, Answer? Answer) this[int index]
        {
            get
            {
                var known = _walk!._known[at];
                return (known.Operations![index], _walk._asked[known.FirstQuery + index].Answer);
            }
        }

        /// <summary>When an answer was recorded; null when that is not known.</summary>
        public DateTimeOffset? RecordedAt(int index) =>
            _walk!._asked[_walk._known[at].FirstQuery + index].AtTicks is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
    }

    private struct Known
    {
        public Ioc Ioc;
        public int Level;
        public int FirstQuery;

        /// <summary>Of its queries, those without an answer.</summary>
        public int Open;

        /// <summary>What it is asked of; null when it is not expanded.</summary>
        public IReadOnlyList<OperationId>? Operations;
    }

    private struct Asked
    {
        public int Known;
        public Answer? Answer;

        /// <summary>0: not known. Half of what the time with its offset takes.</summary>
        public long AtTicks;
    }
}
