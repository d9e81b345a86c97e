using System.Threading.Channels;
using IocExplorer.Messages;
using IocExplorer.Testing;
using IocExplorer.Workers;
using IocExplorer.Workers.Asking;
using IocExplorer.Workers.Quotas;

namespace IocExplorer.Actors.Tests.Asking;

/// <summary>A source whose queries the test answers one by one. With a quota, each takes a permit first.</summary>
internal sealed class HeldSource(QuotaLimits? quota = null, int slots = 4, int keys = 1) : ISource
{
    public static readonly Operation Relatives = new("TestSource", "relatives", "v1", [IocType.Domain], IsExternal: true);

    private readonly Channel<Call> _calls = Channel.CreateUnbounded<Call>();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => "TestSource";

    public IReadOnlyList<Operation> Operations => [Relatives];

    public IReadOnlyList<SourceKey> Keys { get; } =
        [.. Enumerable.Range(1, keys).Select(i => new SourceKey($"TestSource {i}", quota ?? QuotaLimits.Unlimited, slots))];

    public SourceAvailability Availability { get; set; } = SourceAvailability.Ready.Instance;

    public ISourceHost? Host { get; private set; }

    public bool WasStopped => Stopped.IsCompleted;

    /// <summary>Ends when it is told to start no more.</summary>
    public Task Stopped => _stopped.Task;

    public int Waiting => _calls.Reader.Count;

    public void Attach(ISourceHost host) => Host = host;

    public async ValueTask<Answer?> AskAsync(KeyGate key, NumberedOperation operation, Ioc ioc, CancellationToken cancellation)
    {
        var permit = await key.TakeAsync(isExpected: true, cancellation);
        if (permit.IsNone)
        {
            return null;
        }

        var call = new Call(ioc, key);
        _calls.Writer.TryWrite(call);
        try
        {
            return await call.End.Task.WaitAsync(cancellation);
        }
        finally
        {
            key.Done(permit, PermitUse.Answered);
        }
    }

    public void StopStarting() => _stopped.TrySetResult();

    /// <summary>The next one that is asked.</summary>
    public Task<Call> NextAsync() => _calls.Reader.ReadAsync().AsTask().InTimeAsync("waiting for a query to be asked", Name, "one");

    public sealed record Call(Ioc Ioc, KeyGate Key)
    {
        public TaskCompletionSource<Answer?> End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
