using IocExplorer.Analysis.Reports;

namespace IocExplorer.Coordinator.Api.Findings;

/// <summary>
/// Gives reports of hunts, and makes each as seldom as possible: of a hunt that is over once, for good; of one that goes on now and then, while whoever asks
/// gets the one before with the time of which it is. A node makes one at a time, however many ask.
/// </summary>
#pragma warning disable CA1001 // It lives as long as its node, and a semaphore whose handle nobody takes holds nothing.
internal sealed class ReportKeeper(IReportSource source, TimeProvider time)
#pragma warning restore CA1001
{
    /// <summary>In memory; the one that was asked for longest ago goes first.</summary>
    private const int MostKept = 8;

    /// <summary>Between two reports of a hunt that goes on, at least, and at least so many times what the last one took.</summary>
    private const int RestFactor = 5;

    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(30);

    /// <summary>How long one that nobody waits for any more is made on: who lost the connection asks again.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<long, ReportInMaking> _making = [];
    private readonly OrderedDictionary<long, KeptReport> _kept = [];

    /// <summary>What joins the seeds; null when there is no such hunt.</summary>
    public async Task<HuntReport?> GetAsync(long hunt, CancellationToken cancellation)
    {
        while (await source.LookAsync(hunt, cancellation) is { } standing)
        {
            var kept = await FindAsync(hunt, standing, cancellation);
            if (kept is null || (kept.Holds != standing.Holds && standing.IsOver))
            {
                await JoinAsync(hunt, cancellation);
                continue;
            }

            if (kept.Holds != standing.Holds && IsDue(kept))
            {
                // Nobody waits for it, and nobody leaves it.
                Begin(hunt);
            }

            return standing.IsOver ? kept.Report : kept.Report with { AsOf = kept.MadeAt };
        }

        return null;
    }

    private bool IsDue(KeptReport kept) =>
        time.GetUtcNow() - kept.MadeAt - kept.Took >= (RestFactor * kept.Took > ShortestRest ? RestFactor * kept.Took : ShortestRest);

    private async Task<KeptReport?> FindAsync(long hunt, HuntStanding standing, CancellationToken cancellation)
    {
        KeptReport? kept;
        lock (_gate)
        {
            kept = _kept.GetValueOrDefault(hunt);
        }

        return kept?.Holds == standing.Holds ? Keep(hunt, kept)
            : await source.FindAsync(hunt, kept?.MadeAt, cancellation) is { } newer ? Keep(hunt, newer)
            : kept;
    }

    private KeptReport Keep(long hunt, KeptReport report)
    {
        lock (_gate)
        {
            _kept.Remove(hunt);
            _kept.Add(hunt, report);
            if (_kept.Count > MostKept)
            {
                _kept.RemoveAt(0);
            }
        }

        return report;
    }

    private async Task JoinAsync(long hunt, CancellationToken cancellation)
    {
        var making = Begin(hunt);
        try
        {
            await making.Done.WaitAsync(cancellation);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // It was stopped because nobody waited; who came too late to keep it begins another.
        }
        finally
        {
            Leave(making);
        }
    }

    /// <summary>Waits for the one that is made, or begins one.</summary>
    private ReportInMaking Begin(long hunt)
    {
        lock (_gate)
        {
            if (!_making.TryGetValue(hunt, out var making))
            {
                making = new();
                _making.Add(hunt, making);
                making.Done = Task.Run(() => MakeAsync(hunt, making));
            }

            making.Waiting++;
            return making;
        }
    }

    private void Leave(ReportInMaking making)
    {
        lock (_gate)
        {
            if (--making.Waiting == 0 && !making.IsOver)
            {
                making.Rest?.Dispose();
                making.Rest = time.CreateTimer(_ => StopIfAlone(making), null, Grace, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void StopIfAlone(ReportInMaking making)
    {
        lock (_gate)
        {
            if (making is { Waiting: 0, IsOver: false })
            {
                making.Stop.Cancel();
            }
        }
    }

    private async Task MakeAsync(long hunt, ReportInMaking making)
    {
        var stop = making.Stop.Token;
        try
        {
            await _turn.WaitAsync(stop);
            try
            {
                var (madeAt, began) = (time.GetUtcNow(), time.GetTimestamp());
                if (await source.LookAsync(hunt, stop) is { } standing && await source.MakeAsync(hunt, stop) is { } report)
                {
                    await source.KeepAsync(hunt, Keep(hunt, new(report, standing.Holds, madeAt, time.GetElapsedTime(began))), stop);
                }
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            lock (_gate)
            {
                _making.Remove(hunt);
                making.Dispose();
            }
        }
    }
}
