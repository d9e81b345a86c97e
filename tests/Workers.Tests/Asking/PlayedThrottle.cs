using System.Collections.Concurrent;
using IocExplorer.Messages.Protocols;
using IocExplorer.Workers.Asking;

namespace IocExplorer.Workers.Tests.Asking;

/// <summary>Grants every permit that is wanted, at once, up to a limit, and hears what is reported.</summary>
internal sealed class PlayedThrottle(KeyGate gate, TimeProvider time, TimeSpan? life = null) : IKeyGateOwner
{
    private readonly Lock _lock = new();
    private long _reservation;

    public ConcurrentQueue<SourceThrottleProtocol.ICommand> Reports { get; } = new();

    public bool MaySend
    {
        get => MayBeSent();
        set => MayBeSent = () => value;
    }

    public Func<bool> MayBeSent { get; set; } = () => true;

    public int Granted { get; private set; }

    public int GivenBack { get; private set; }

    public int Used => Granted - GivenBack;

    public int Most { get; set; } = int.MaxValue;

    public void Changed() => Pull();

    public void Report(SourceThrottleProtocol.ICommand report) => Reports.Enqueue(report);

    public void Pull()
    {
        SourceWorkerProtocol.PermitGrant grant;
        lock (_lock)
        {
            var (wanted, _, unused) = gate.TakeDemand();
            GivenBack += unused.Sum(u => u.Count);
            wanted = Math.Min(wanted, Most - Granted);
            if (wanted <= 0)
            {
                return;
            }

            Granted += wanted;
            grant = new(gate.Key.Name, ++_reservation, wanted);
        }

        gate.Add(grant, time.GetTimestamp() + (long)((life ?? TimeSpan.FromSeconds(5)).TotalSeconds * time.TimestampFrequency));
    }
}
