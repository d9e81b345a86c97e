using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Testing;
using IocExplorer.Workers.Quotas;
using IocExplorer.Workers.Throttling;

namespace IocExplorer.Workers.Tests.Throttling;

/// <summary>What a throttle is made of, put together without actors: a key with a quota of 4 a minute, and workers that pull.</summary>
internal sealed class ThrottleParts
{
    public const string Source = "TestSource";

    private static readonly OperationId s_operation = new(1);

    private readonly Dictionary<string, long> _pulls = [];

    public ThrottleParts(TimeSpan? longestQuotaWait = null)
    {
        Options = new() { Time = Time, Random = new(1), LongestQuotaWait = longestQuotaWait ?? TimeSpan.FromHours(1) };
        Keys = new(Source, Options);
        Key = Keys.Learn("key");
        var shared = new SharedRequests(Queue, Time);
        Shares = new(Queue, Keys, shared);
        Workers = new(Queue, Keys, Late, shared);
        Reservations = new(Shares, Options);
    }

    public FakeTime Time { get; } = new();

    public NamedRef Broker { get; } = new("broker");

    public SourceThrottleOptions Options { get; }

    public ThrottleQueue Queue { get; } = new();

    public LateAnswers Late { get; } = new();

    public KeyRing Keys { get; }

    public KeyState Key { get; }

    public WorkShares Shares { get; }

    public WorkerTable Workers { get; }

    public PermitReservations Reservations { get; }

    public static Query Query(int number) => new(s_operation, new(IocType.Domain, $"n{number}.example"));

    public void Ask(int count) => Ask(Broker, count);

    public void Ask(NamedRef broker, int count) => Queue.Ask(
        broker, new(1), new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch), [.. Enumerable.Range(0, count).Select(Query)]);

    /// <summary>A worker pulls with 8 slots, of which so many are free.</summary>
    public ThrottledWorker? Pull(string name, int free = 8, int wanted = 0, QuotaLimits? quota = null, int[]? done = null, int[]? handedBack = null)
    {
        var number = _pulls[name] = _pulls.GetValueOrDefault(name) + 1;
        return Workers.Take(PullOf(name, number, free, wanted, quota ?? new(4, 0, 0), done ?? [], handedBack ?? []), Time.GetTimestamp());
    }

    public static SourceThrottleProtocol.Pull PullOf(string name, long number, int free, int wanted, QuotaLimits quota, int[] done, int[] handedBack) => new(
        Source,
        new NamedRef(name),
        number,
        0,
        [s_operation],
        [new("key", quota, 8, free, wanted, [])],
        [.. done.Select(Query)],
        [.. handedBack.Select(Query)],
        null);

    /// <summary>The journal has nothing of the key.</summary>
    public void NothingIsSpent() => Key.Know(QuotaState.New(Time.GetUtcNow()));
}
