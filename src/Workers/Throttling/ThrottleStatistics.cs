using System.Collections.Concurrent;
using IocExplorer.Messages.Service.Nodes;

namespace IocExplorer.Workers.Throttling;

/// <summary>The throttles that this process hosts, for displays and metrics. Written by them, read by anybody.</summary>
public sealed class ThrottleStatistics
{
    private readonly ConcurrentDictionary<string, ThrottleView> _throttles = new(StringComparer.Ordinal);

    /// <summary>By source.</summary>
    public IReadOnlyList<ThrottleView> All => [.. _throttles.Values.OrderBy(throttle => throttle.Source, StringComparer.Ordinal)];

    internal void Put(ThrottleView throttle) => _throttles[throttle.Source] = throttle;

    internal void Remove(string source) => _throttles.TryRemove(source, out _);
}
