using Akka.Actor;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Testing;
using IocExplorer.Workers.Asking;
using IocExplorer.Workers.Tests.Throttling;

namespace IocExplorer.Workers.Tests.Asking;

/// <summary>What a worker has in hand, put together without actors: one key without a quota and 2 slots.</summary>
internal sealed class WorkParts : IDisposable
{
    public WorkParts()
    {
        SourceKey key = new("TestSource 1", QuotaLimits.Unlimited, 2);
        State = new(new QuotaOnly("TestSource", key), [new KeyGate("TestSource", key, Time)]);
        Intake = new(State, operation => operation == new OperationId(1), Time);
    }

    public FakeTime Time { get; } = new();

    public IActorRef Throttle { get; } = new NamedRef("throttle");

    public WorkerState State { get; }

    public GrantIntake Intake { get; }

    public static Query Query(int number, int operation = 1) => new(new(operation), new(IocType.Domain, $"n{number}.example"));

    public static SourceWorkerProtocol.WorkItem Item(int number, int operation = 1, string key = "TestSource 1") =>
        new(Query(number, operation), new(1), new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch), [], key, null);

    public SourceWorkerProtocol.Grant Grant(long number, params SourceWorkerProtocol.WorkItem[] work) =>
        new("TestSource", Throttle, 1, number, work, [], TimeSpan.FromSeconds(1));

    public SourceThrottleProtocol.Pull Pull(int room = int.MaxValue, bool withInFlight = false) =>
        State.NextPull(new NamedRef("worker"), [new(1)], Time.GetTimestamp(), room, withInFlight);

    public WorkInHand Work(int number) => new(Item(number), State.Keys[0]);

    public void Dispose() => State.Dispose();
}
