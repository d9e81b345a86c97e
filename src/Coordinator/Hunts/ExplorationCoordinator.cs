using IocExplorer.Actors;
using IocExplorer.Coordinator.Queries;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Hunts;

/// <summary>
/// Owns one tree while it is explored: asks what its <see cref="TreeWalk"/> needs, gives it the answers, and hands the walk over when it is done.
/// After a crash a new instance walks again from the seed; what was answered stands in the ledger and comes back at once.
/// </summary>
internal sealed class ExplorationCoordinator : IActor<CoordinatorMessage>
{
    private readonly TreeWalk _walk;
    private readonly Asker _asker;
    private readonly HuntId _hunt;
    private readonly Freshness _freshness;
    private readonly Func<DeskMessage.Ask, CancellationToken, ValueTask<bool>> _ask;
    private readonly Action<TreeCounts> _counted;
    private readonly Action<TreeWalk> _explored;
    private readonly Action<IReadOnlySet<Asker>> _forget;
    private readonly SourceTally _tally;
    private AnswerOrigins _origins;
    private bool _isHandedOver;

    /// <param name="self">Its own mailbox.</param>
    /// <param name="walk">A new one.</param>
    /// <param name="hunt">For whom it asks.</param>
    /// <param name="freshness">How old answers may be.</param>
    /// <param name="ask">The desk; may wait for room.</param>
    /// <param name="counted">Told where the walk stands; must not wait.</param>
    /// <param name="explored">Takes over the walk when it is done; must not wait.</param>
    /// <param name="tally">A new one.</param>
    /// <param name="forget">Tells the desk that the walk is gone; must not wait.</param>
    public ExplorationCoordinator(
        Mailbox<CoordinatorMessage> self,
        TreeWalk walk,
        HuntId hunt,
        Freshness freshness,
        Func<DeskMessage.Ask, CancellationToken, ValueTask<bool>> ask,
        Action<TreeCounts> counted,
        Action<TreeWalk> explored,
        SourceTally tally,
        Action<IReadOnlySet<Asker>> forget)
    {
        _walk = walk;
        Asker? asker = null;
        _asker = asker = new(answers => self.Reply(new CoordinatorMessage.Answers(asker!, answers)));
        _hunt = hunt;
        _freshness = freshness;
        _ask = ask;
        _counted = counted;
        _explored = explored;
        _tally = tally;
        _forget = forget;
    }

    public ValueTask StartAsync(CancellationToken cancellation) => GoOnAsync(cancellation);

    public async ValueTask HandleAsync(CoordinatorMessage message, CancellationToken cancellation)
    {
        if (_isHandedOver)
        {
            return;
        }

        switch (message)
        {
            case CoordinatorMessage.Answers answers when answers.Asker == _asker:
                Take(answers.List);
                break;
            case CoordinatorMessage.AskAgain:
                await AskAsync(_walk.StillOpen(), cancellation);
                break;
            default:
                break;
        }
    }

    /// <summary>All answers that had come are taken: what they lead to is asked in one message.</summary>
    public ValueTask IdleAsync(CancellationToken cancellation) => _isHandedOver ? ValueTask.CompletedTask : GoOnAsync(cancellation);

    /// <summary>Stopped before the end: nobody waits for the rest any more.</summary>
    public ValueTask StopAsync()
    {
        if (!_isHandedOver)
        {
            _forget(new HashSet<Asker> { _asker });
        }

        return ValueTask.CompletedTask;
    }

    private void Take(IReadOnlyList<TreeAnswer> answers)
    {
        for (var i = 0; i < answers.Count; i++)
        {
            var (number, answer, origin) = answers[i];
            if (_walk.Take(number, answer))
            {
                var counted = origin switch
                {
                    AnswerOrigin.Ledger => new(1, 0, 0),
                    AnswerOrigin.Fresh => new(0, 1, 0),
                    _ => new AnswerOrigins(0, 0, 1),
                };
                _origins += counted;
                _tally.Answered(number, answer, counted);
            }
        }
    }

    private async ValueTask GoOnAsync(CancellationToken cancellation)
    {
        var asked = _walk.TakeNew();
        _tally.Asked(asked);
        _counted(new(
            _walk.KnownIocs, new(_walk.Queries, _walk.Found, _walk.Empty, _walk.NotAnswered), _origins, new(_walk.NotSent, _walk.NotCleared), _tally.Snapshot()));
        await AskAsync(asked, cancellation);
        if (_walk.IsDone)
        {
            _isHandedOver = true;
            _explored(_walk);
        }
    }

    private async ValueTask AskAsync(IReadOnlyList<TreeQuery> queries, CancellationToken cancellation)
    {
        if (queries.Count > 0)
        {
            await _ask(new(_hunt, _freshness, _asker, queries), cancellation);
        }
    }
}
