using IocExplorer.Messages;

namespace IocExplorer.Workers.Rdap;

/// <summary>The one lane of RDAP: finds the registry of each query and asks it in the lane of the registry's host.</summary>
internal sealed class RdapLane(RdapSource source, int maxConcurrency, TimeProvider time) : ILane, IDisposable
{
    /// <summary>So long a query waits for IANA's list and for its host before it is handed back: it shall not stand in the way of those that could be asked.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _stop = new();

    public int MaxConcurrency => maxConcurrency;

    public LaneStatus Status
    {
        get
        {
            var lanes = source.HostLanes.Select(lane => lane.Status).ToList();
            return new() { Requests = lanes.Sum(lane => lane.Requests), DroppedValues = lanes.Sum(lane => lane.DroppedValues) };
        }
    }

    public async ValueTask<Answer?> AskAsync(Operation operation, Ioc ioc, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(LongestWait, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stop.Token, patience.Token);
        try
        {
            if (!source.CanBeAskedAbout(operation, ioc))
            {
                return Answer.Empty.Instance;
            }

            if (await source.Registries.PrepareAsync(ioc, limit.Token) is { } trouble)
            {
                return trouble;
            }

            if (source.Registries.Find(ioc) is not { } registry)
            {
                return WithoutRegistry(ioc);
            }

            var lane = source.LaneOf(registry);
            _ = await lane.ReadyAsync(1, limit.Token);
            return await lane.AskAsync(operation, ioc, cancellation);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    public void LoseOwnership()
    {
        foreach (var lane in source.HostLanes)
        {
            lane.LoseOwnership();
        }
    }

    public void StopStarting()
    {
        _stop.Cancel();
        source.Registries.StopStarting();
        foreach (var lane in source.HostLanes)
        {
            lane.StopStarting();
        }
    }

    public async ValueTask CloseAsync(CancellationToken cancellation)
    {
        foreach (var lane in source.HostLanes)
        {
            await lane.CloseAsync(cancellation);
        }
    }

    public void Dispose() => _stop.Dispose();

    // A fact, and one that lasts: nobody publishes this top-level domain over RDAP, and asking again tomorrow will not change it. It is said, so that it is not taken for "not registered".
    private static Answer.Found WithoutRegistry(Ioc ioc) =>
        new([], Cut: false) { Tags = [new(ioc, "no RDAP registry", TagClass.Info)] };
}
