using System.Diagnostics;
using System.Runtime.InteropServices;
using IocExplorer.Messages;

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

    /// <summary>Queries left out because their IOC is reserved and the operation leaves the house.</summary>
    public int NotSent { get; private set; }

    /// <summary>Queries without an answer. The walk is done when there is none, by counting; never because it has been silent.</summary>
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

    /// <summary>The queries handed out that have no answer yet, for whoever has to ask them once more.</summary>
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
    /// <returns>False when the query had its answer already.</returns>
    public bool Take(int number, Answer answer)
    {
        ref var asked = ref CollectionsMarshal.AsSpan(_asked)[number];
        if (asked.Answer is not null)
        {
            return false;
        }

        asked.Answer = answer;
        var level = _known[asked.Known].Level;
        switch (answer)
        {
            case Answer.Found found:
                Found++;
                Follow(found, level + 1);
                FollowTheFallen();
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

        return true;
    }

    /// <summary>What was asked about an IOC, in tree order, with the answers; empty for an IOC that was not expanded.</summary>
    public Expansion ExpansionOf(Ioc ioc) =>
        _byIoc.TryGetValue(ioc, out var at) && _known[at].FirstQuery != NotExpanded ? new(this, at) : default;

    private TreeQuery QueryOf(int number)
    {
        var known = _known[_asked[number].Known];
        return new(number, OperationsOf(known)[number - known.FirstQuery], known.Ioc);
    }

    private IReadOnlyList<OperationId> OperationsOf(in Known known) => Policy.Operations(known.Ioc.Type, known.LeavesTheHouse);

    private void Follow(Answer.Found found, int level)
    {
        var relations = found.Relations;
        for (var i = 0; i < relations.Count; i++)
        {
            Reach(relations[i].Target, level);
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
        if (!Policy.Expand(known.Level).Allow || (at != 0 && known.Ioc.Value == _seed.Value))
        {
            return;
        }

        known.FirstQuery = _asked.Count;
        known.LeavesTheHouse = Policy.Send(known.Ioc).Allow;
        var operations = OperationsOf(known).Count;
        NotSent += Policy.Operations(known.Ioc.Type, leavingTheHouse: true).Count - operations;
        for (var i = 0; i < operations; i++)
        {
            _asked.Add(new() { Known = at });
        }
    }

    /// <summary>Carries lower levels down, without recursion: chains may be thousands of IOCs long.</summary>
    private void FollowTheFallen()
    {
        while (_fallen.TryDequeue(out var at))
        {
            var known = _known[at];
            var operations = OperationsOf(known).Count;
            for (var i = 0; i < operations; i++)
            {
                if (_asked[known.FirstQuery + i].Answer is Answer.Found found)
                {
                    Follow(found, known.Level + 1);
                }
            }
        }
    }

    /// <summary>What was asked about one IOC.</summary>
    internal readonly struct Expansion(TreeWalk walk, int at)
    {
        private readonly TreeWalk? _walk = walk;

        public int Count => _walk is null ? 0 : _walk.OperationsOf(_walk._known[at]).Count;

        public (OperationId Operation, Answer? Answer) this[int index]
        {
            get
            {
                var known = _walk!._known[at];
                return (_walk.OperationsOf(known)[index], _walk._asked[known.FirstQuery + index].Answer);
            }
        }
    }

    private struct Known
    {
        public Ioc Ioc;
        public int Level;
        public int FirstQuery;
        public bool LeavesTheHouse;
    }

    private struct Asked
    {
        public int Known;
        public Answer? Answer;
    }
}
