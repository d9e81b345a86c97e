using Akka.Actor;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Tests.Supervising;

/// <summary>
/// A ledger in memory together with all that stands behind it: whatever is asked of the throttles is answered from a <see cref="World"/>, in an order of
/// chance.
/// </summary>
internal sealed class PlayedLedger(World world) : ILedger
{
    private static readonly DateTimeOffset _now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly Dictionary<Query, RecordedAnswer> _answers = [];
    private readonly Dictionary<Query, IActorRef> _open = [];
    private readonly List<Query> _asked = [];
    private readonly Random _random = new(3);
    private bool _answersAll;

    /// <summary>When its answers are recorded.</summary>
    public static DateTimeOffset Now => _now;

    public static Freshness Fresh { get; } = new(_now.AddHours(-24), _now);

    /// <summary>Whether whoever asked is told the answer itself, or only that it stands.</summary>
    public bool TellsAnswers { get; init; } = true;

    public bool TellsTwice { get; init; }

    /// <summary>Whether answers stand in it afterwards.</summary>
    public bool KeepsAnswers { get; init; } = true;

    /// <summary>Does not answer these by itself: <see cref="AnswerAll"/> does.</summary>
    public Func<Query, bool> Holds { get; init; } = _ => false;

    /// <summary>Called at the start of every lookup; throws what the ledger is to throw.</summary>
    public Action Trouble { get; set; } = () => { };

    /// <summary>Ends when the first query is held.</summary>
    public TaskCompletionSource Held { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was asked of the throttles; once more when it was told again.</summary>
    public IReadOnlyList<Query> Asked
    {
        get
        {
            lock (_gate)
            {
                return [.. _asked];
            }
        }
    }

    /// <summary>In place of the region of the throttles.</summary>
    public Props Throttles() => Props.Create(() => new PlayedThrottles(this));

    /// <summary>Answers what is held, and all that is asked from now on.</summary>
    public void AnswerAll()
    {
        List<IGrouping<IActorRef, Query>> open;
        lock (_gate)
        {
            _answersAll = true;
            open = [.. _open.GroupBy(asked => asked.Value, asked => asked.Key)];
            _open.Clear();
        }

        foreach (var asked in open)
        {
            Answer([.. asked], asked.Key);
        }
    }

    public async ValueTask<IReadOnlyList<RecordedAnswer?>> LookUpAsync(IReadOnlyList<Query> queries, Freshness freshness, CancellationToken cancellation)
    {
        await Task.Yield();
        Trouble();
        lock (_gate)
        {
            return [.. queries.Select(query => _answers.TryGetValue(query, out var answer) && answer.Satisfies(freshness) ? answer : (RecordedAnswer?)null)];
        }
    }

    public ValueTask<IReadOnlyList<OperationId>> RegisterAsync(IReadOnlyList<Operation> operations, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<DateTimeOffset>> RecordAsync(IReadOnlyList<AnswerToRecord> answers, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Ask(SourceThrottleProtocol.Ask ask)
    {
        Query[] queries;
        lock (_gate)
        {
            _asked.AddRange(ask.Queries);
            queries = [.. ask.Queries.Where(query => _answersAll || !Holds(query))];
            foreach (var held in ask.Queries.Except(queries))
            {
                _open[held] = ask.Broker;
                Held.TrySetResult();
            }

            _random.Shuffle(queries);
        }

        Answer(queries, ask.Broker);
    }

    private void Answer(Query[] queries, IActorRef broker)
    {
        foreach (var part in queries.Chunk(7))
        {
            var answered = part.Select(query => (Query: query, Answer: new RecordedAnswer(world[query.Operation, query.Ioc], _now))).ToList();
            if (KeepsAnswers)
            {
                lock (_gate)
                {
                    answered.ForEach(a => _answers[a.Query] = a.Answer);
                }
            }

            var told = new QueryBrokerProtocol.Answered(
                [.. answered.Select(a => new QueryBrokerProtocol.AnsweredQuery(a.Query, TellsAnswers ? a.Answer : null))]);
            for (var times = TellsTwice ? 2 : 1; times > 0; times--)
            {
                broker.Tell(told, ActorRefs.NoSender);
            }
        }
    }

    private sealed class PlayedThrottles(PlayedLedger ledger) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is SourceThrottleProtocol.Ask ask)
            {
                ledger.Ask(ask);
            }
        }
    }
}
