using static IocExplorer.Messages.Protocols.HuntProtocol;

namespace IocExplorer.Coordinator.Supervising;

/// <summary>
/// A hunt as its events tell it: decides what a command leads to, and follows events. No I/O, no clock. It is changed in place, because a copy of a hundred
/// thousand trees for every event would make recovery quadratic; only its supervisor holds it.
/// </summary>
internal sealed class HuntHistory
{
    private const char Open = '.';

    private char[] _ends = [];
    private int[] _nodes = [];

    public HuntPhase Phase { get; private set; } = HuntPhase.New;

    public int Trees => _ends.Length;

    public int OpenTrees => Trees - Complete - WithMissing - GivenUp;

    public int Complete { get; private set; }

    public int WithMissing { get; private set; }

    public int GivenUp { get; private set; }

    /// <summary>Nodes of all trees that are over.</summary>
    public long Nodes { get; private set; }

    /// <summary>Trees were sent back and none has ended since: whether the store has it is not known after a recovery.</summary>
    public bool IsJustRetried { get; private set; }

    public bool IsOpen(int tree) => tree >= 1 && tree <= Trees && _ends[tree - 1] == Open;

    /// <summary>What a command leads to.</summary>
    /// <returns>Events to persist, none when there is nothing to do; null when the state does not allow it.</returns>
    public IReadOnlyList<IEvent>? Decide(ICommand command) => command switch
    {
        Pause => Phase == HuntPhase.Running ? [new Paused()] : null,
        Resume => Phase == HuntPhase.Paused ? [new Resumed()] : null,
        Cancel => Phase is HuntPhase.Running or HuntPhase.Paused ? [new Cancelled()] : null,
        Retry => Phase is HuntPhase.Finished or HuntPhase.Cancelled && Lacking() is { Count: > 0 } lacking ? [new Retried(lacking)] : null,
        Delete => Phase == HuntPhase.New ? null : Phase == HuntPhase.Deleted ? [] : [new Deleted()],
        _ => [],
    };

    /// <summary>Of these ends, those that count: of a tree that is open, the first.</summary>
    public IReadOnlyList<TreeOutcome> Counted(IEnumerable<TreeOutcome> outcomes)
    {
        var seen = new HashSet<int>();
        return Phase is HuntPhase.New or HuntPhase.Deleted ? [] : [.. outcomes.Where(o => IsOpen(o.Number) && seen.Add(o.Number))];
    }

    public void Apply(IEvent happened)
    {
        IsJustRetried = happened is Retried || (IsJustRetried && happened is not TreesEnded);
        switch (happened)
        {
            case Submitted submitted:
                _ends = new char[submitted.Trees];
                _nodes = new int[submitted.Trees];
                Array.Fill(_ends, Open);
                Phase = HuntPhase.Running;
                break;
            case TreesEnded ended:
                foreach (var outcome in ended.Outcomes)
                {
                    End(outcome);
                }

                break;
            case Paused:
                Phase = HuntPhase.Paused;
                break;
            case Resumed:
                Phase = HuntPhase.Running;
                break;
            case Cancelled:
                Phase = HuntPhase.Cancelled;
                break;
            case Retried retried:
                Reopen(retried);
                break;
            case Deleted:
                Phase = HuntPhase.Deleted;
                break;
            default:
                throw new InvalidOperationException($"No such event of a hunt: {happened.GetType().Name}.");
        }

        if (Phase is HuntPhase.Running or HuntPhase.Paused && OpenTrees == 0)
        {
            Phase = HuntPhase.Finished;
        }
    }

    public Snapshot ToSnapshot() => new(Trees, (int)Phase, new(_ends), [.. _nodes], IsJustRetried);

    public void Restore(Snapshot snapshot)
    {
        _ends = snapshot.Ends.ToCharArray();
        Phase = (HuntPhase)snapshot.State;
        _nodes = [.. snapshot.Nodes];
        IsJustRetried = snapshot.IsJustRetried;
        Nodes = _nodes.Sum(nodes => (long)nodes);
        Complete = _ends.Count(e => e == Letter(TreeEndKind.Complete));
        WithMissing = _ends.Count(e => e == Letter(TreeEndKind.WithMissing));
        GivenUp = _ends.Count(e => e == Letter(TreeEndKind.GivenUp));
    }

    private static char Letter(TreeEndKind end) => end switch
    {
        TreeEndKind.Complete => 'c',
        TreeEndKind.WithMissing => 'm',
        _ => 'g',
    };

    private void End(TreeOutcome outcome)
    {
        // A tree that is reported twice counts once: a journal may be replayed over a snapshot that holds its events already.
        if (IsOpen(outcome.Number))
        {
            _ends[outcome.Number - 1] = Letter(outcome.End);
            Count(outcome.End, 1);
            Nodes += _nodes[outcome.Number - 1] = outcome.Nodes;
        }
    }

    private void Reopen(Retried retried)
    {
        foreach (var tree in retried.Trees.Where(tree => tree >= 1 && tree <= Trees))
        {
            ref var end = ref _ends[tree - 1];
            WithMissing -= end == 'm' ? 1 : 0;
            GivenUp -= end == 'g' ? 1 : 0;
            end = Open;
            Nodes -= _nodes[tree - 1];
            _nodes[tree - 1] = 0;
        }

        Phase = HuntPhase.Running;
    }

    private void Count(TreeEndKind end, int by)
    {
        Complete += end == TreeEndKind.Complete ? by : 0;
        WithMissing += end == TreeEndKind.WithMissing ? by : 0;
        GivenUp += end == TreeEndKind.GivenUp ? by : 0;
    }

    private List<int> Lacking() => [.. Enumerable.Range(1, Trees).Where(tree => _ends[tree - 1] != Letter(TreeEndKind.Complete))];
}
