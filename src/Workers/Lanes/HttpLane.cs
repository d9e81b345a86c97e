using System.Globalization;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Messages;
using IocExplorer.Workers.Http;
using IocExplorer.Workers.Quotas;

namespace IocExplorer.Workers.Lanes;

/// <summary>A source with one of its keys.</summary>
internal sealed class HttpLane : ILane, IDisposable
{
    private readonly int _index;
    private readonly LaneShare _share;
    private readonly Lock _lock = new();
    private readonly Stack<Permits> _pocket = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IReadOnlyList<Operation> _leftToOthers = [];
    private long _requests;
    private long _dropped;
    private int _term;

    public HttpLane(HttpSourceParts parts, int index, string? apiKey, LaneShare share, PermitGate gate)
    {
        (Parts, _index, ApiKey, _share, Gate) = (parts, index, apiKey, share, gate);
        parts.Standing.WhenRecovered(lane =>
        {
            if (lane == index)
            {
                gate.TryAgain();
            }
        });
        parts.Standing.WhenChanged(OnChanged);
    }

    public HttpSourceParts Parts { get; }

    public string? ApiKey { get; }

    public PermitGate Gate { get; }

    public int MaxConcurrency => _share.MaxConcurrency;

    /// <summary>Counts up when what was held is void: queries that were begun before do not go on.</summary>
    public int Term => Volatile.Read(ref _term);

    public bool IsMetered => Gate.IsMetered;

    public IReadOnlyList<Operation> LeftToOthers => Volatile.Read(ref _leftToOthers);

    public LaneStatus Status
    {
        get
        {
            var gate = Gate.Status;
            var (waiting, until) = Parts.Standing.IsOut(_index) ? ("switched off", null)
                : Parts.Health.IsWell ? (gate.Waiting, gate.Until)
                : (Parts.Health.IsLost ? $"it could not be reached: {Parts.Health.LastTrouble}" : "it does not answer", Parts.Health.ProbeAt);
            return new()
            {
                Requests = Interlocked.Read(ref _requests),
                DroppedValues = Interlocked.Read(ref _dropped),
                LeftThisMinute = gate.Left.ThisMinute,
                LeftToday = gate.Left.Today,
                LeftThisMonth = gate.Left.ThisMonth,
                Waiting = waiting,
                WaitingUntil = until,
            };
        }
    }

    public async ValueTask<int> ReadyAsync(int most, CancellationToken cancellation)
    {
        while (true)
        {
            var changed = Volatile.Read(ref _changed);
            if (Parts.Standing.AllOut is not null)
            {
                // What is claimed now is answered at once, without asking.
                return most;
            }

            if (Parts.Standing.IsOut(_index))
            {
                await changed.Task.WaitAsync(cancellation);
                continue;
            }

            var isProbe = await Parts.Health.ReadyAsync(cancellation);
            var permits = await Gate.TakeAsync(isProbe ? 1 : most, cancellation);
            if (permits.Count == 0)
            {
                if (!NoteUsedUp() && Gate.IsClosed)
                {
                    await changed.Task.WaitAsync(cancellation);
                }

                continue;
            }

            Keep(permits);
            return permits.Count;
        }
    }

    public void NotUsed(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Gate.Done(FromPocket(), PermitUse.NotSent);
        }
    }

    public ValueTask<Answer?> AskAsync(Operation operation, Ioc ioc, CancellationToken cancellation)
    {
        var first = FromPocket();
        var verdict = Parts.Standing.For(_index, operation);
        if (verdict.Kind != VerdictKind.Ask)
        {
            Gate.Done(first, PermitUse.NotSent);
            return new(verdict.Answer);
        }

        if (!Parts.Operations[operation.Name].CanBeAskedAbout(ioc))
        {
            Gate.Done(first, PermitUse.NotSent);
            return new(Answer.Empty.Instance);
        }

        return new LaneQuery(this, Parts.Operations[operation.Name], ioc, first).RunAsync(cancellation);
    }

    public void WhenChanged(Action changed) => Parts.Standing.WhenChanged(changed);

    public void LoseOwnership()
    {
        Interlocked.Increment(ref _term);
        Gate.Lose();
    }

    public void StopStarting() => Gate.Close();

    public ValueTask CloseAsync(CancellationToken cancellation) => Gate.CloseAsync(cancellation);

    public void Dispose() => Gate.Dispose();

    public Verdict VerdictFor(Operation operation) => Parts.Standing.For(_index, operation);

    public void CountRequest() => Interlocked.Increment(ref _requests);

    public void CountDropped(int values)
    {
        if (values > 0)
        {
            Interlocked.Add(ref _dropped, values);
        }
    }

    public void KeyRefused(string detail) => Parts.Standing.KeyRefused(_index, detail);

    public void OperationRefused(Operation operation, string detail) => Parts.Standing.OperationRefused(_index, operation, detail);

    /// <summary>Blocks the lane. When that has been so for long, with no answer in between, the lane is out for this run.</summary>
    public void Throttled(TimeSpan? retryAfter, string detail)
    {
        var settings = Parts.Options.Resilience;
        var doubled = settings.FirstPause * Math.Pow(2, Math.Min(Gate.BlocksInARow, 16)) * (1 + (Parts.Random() / 2));
        var pause = retryAfter ?? (doubled < settings.LongestPause ? doubled : settings.LongestPause);
        var (inARow, lasting) = Gate.BlockFor(SourcePipelines.Clamp(pause, settings), detail);
        if (inARow <= settings.BreakerProbes || lasting < settings.QueryTimeout)
        {
            return;
        }

        if (Parts.Options.RecoverAfter is { } rest)
        {
            // Neither out nor answered for all: it rests. Who waits for a permit is handed back, another key may be luckier.
            Gate.BlockFor(rest, $"it has let nothing through for {Duration.Text(lasting)} ({detail})");
            Gate.SendAway();
        }
        else
        {
            Parts.Standing.Throttled(_index, $"it has let nothing through for {lasting.TotalMinutes:0.#} min ({detail})", Gate.OpensAt);
        }
    }

    /// <summary>True when the gate gives nothing because the quota is used up: the lane is then out for this run.</summary>
    public bool NoteUsedUp()
    {
        if (Gate.UsedUp is not { } used)
        {
            return false;
        }

        var limits = _share.Quota;
        var quota = used.Window == QuotaWindow.Day ? $"{limits.PerDay} requests of the day" : $"{limits.PerMonth} requests of the month";
        var until = used.Until.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        Parts.Standing.Throttled(_index, $"the quota of {quota} is used up until {until} UTC", used.Until);
        return true;
    }

    private void Keep(Permits permits)
    {
        if (!IsMetered)
        {
            // Without a quota they were taken to see that the gate is open; each request takes its own.
            Gate.Done(permits, PermitUse.NotSent);
            return;
        }

        lock (_lock)
        {
            for (var i = 0; i < permits.Count; i++)
            {
                _pocket.Push(permits.One);
            }
        }
    }

    private Permits FromPocket()
    {
        if (!IsMetered)
        {
            return Permits.None;
        }

        lock (_lock)
        {
            return _pocket.TryPop(out var permits) ? permits : Permits.None;
        }
    }

    private void OnChanged()
    {
        if (Parts.Standing.IsOut(_index))
        {
            if (Parts.Options.RecoverAfter is null)
            {
                Gate.Close();
            }
            else
            {
                Gate.SendAway();
            }
        }

        Volatile.Write(ref _leftToOthers, Parts.Standing.LeftToOthers(_index, Parts.InOrder));
        Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }
}
