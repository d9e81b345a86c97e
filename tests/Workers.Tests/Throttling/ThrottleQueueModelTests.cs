using FsCheck;
using FsCheck.Fluent;
using IocExplorer.Messages;
using IocExplorer.Workers.Throttling;

namespace IocExplorer.Workers.Tests.Throttling;

/// <summary>The queue beside a <see cref="NaiveQueue"/>, through the same steps.</summary>
public sealed class ThrottleQueueModelTests
{
    private static readonly NamedRef[] _brokers = [new("broker-0"), new("broker-1")];
    private static readonly NamedRef[] _workers = [new("worker-0"), new("worker-1")];

    [Fact]
    public void AnySteps_TakeTheSameQueriesInTheSameOrder_AndLeaveNothingBehind() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue).ListOf(250)), choices => Play([.. choices]))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static void Play(int[] choices)
    {
        var (queue, naive) = (new ThrottleQueue(), new NaiveQueue());
        var grant = 0L;
        foreach (var choice in choices)
        {
            var steps = new Choices(choice);
            var (broker, worker, hunt) = (_brokers[steps.Of(2)], _workers[steps.Of(2)], new HuntId(1 + steps.Of(3)));
            var query = new Query(new(1 + steps.Of(2)), new(IocType.Domain, $"d{steps.Of(8)}.com"));
            switch (steps.Of(10))
            {
                case 0 or 1 or 2:
                    queue.Ask(broker, hunt, default, [query]);
                    naive.Ask(broker, hunt, query);
                    break;
                case 3:
                    queue.Withdraw(broker, hunt, [query]);
                    naive.Withdraw(broker, hunt, query);
                    break;
                case 4 or 5:
                    var only = steps.Of(3);
                    var taken = queue.Take(operation => operation.Value != only);
                    (taken?.Query).ShouldBe(naive.Take(operation => operation.Value != only));
                    if (taken is not null)
                    {
                        queue.HandOut(taken, worker, "key", ++grant);
                        naive.HandOut(taken.Query, worker, grant);
                    }

                    break;
                case 6 when naive.At(worker) is [var done, ..]:
                    queue.Done(done, worker).ShouldNotBeNull();
                    naive.Done(done);
                    break;
                case 7 when naive.At(worker) is [.., var back]:
                    queue.HandBack(back, worker).ShouldNotBeNull();
                    naive.Return(back);
                    break;
                case 8:
                    var seen = grant - steps.Of(3);
                    Return(queue.Compare(worker, [query], seen), naive.At(worker, seen).Where(q => q != query));
                    break;
                case 9 when steps.Of(3) == 0:
                    Return(queue.WorkerGone(worker), naive.At(worker));
                    break;
                default:
                    break;
            }

            (queue.Queued, queue.InFlight, queue.Hunts).ShouldBe((naive.Queued, naive.InFlight, naive.Hunts));
            queue.WaitingFor(operation => operation.Value == 1).ShouldBe(naive.WaitingFor(new(1)));
            queue.InFlightAt(worker).ShouldBe(naive.InFlightAt(worker));
        }

        Array.ForEach(_brokers, queue.BrokerGone);
        Array.ForEach(_workers, worker => queue.WorkerGone(worker));
        (queue.Queued, queue.InFlight, queue.Hunts).ShouldBe((0, 0, 0));

        // In which order they come back decides nothing but which hunt has its turn first.
        void Return(IReadOnlyList<QueuedQuery> lost, IEnumerable<Query> expected)
        {
            lost.Select(q => q.Query).ShouldBe(expected, ignoreOrder: true);
            foreach (var query in lost)
            {
                naive.Return(query.Query);
            }
        }
    }

    /// <summary>Several small choices out of a large one.</summary>
    private sealed class Choices(int from)
    {
        private int _left = from;

        public int Of(int count)
        {
            var chosen = _left % count;
            _left /= count;
            return chosen;
        }
    }
}
