using System.Net;
using System.Threading.RateLimiting;

namespace IocExplorer.Coordinator.Api.Access;

/// <summary>How many requests everybody has in a minute: callers by name, strangers (no good token) by address and fewer, so that guessing tokens is hopeless.</summary>
internal sealed class RequestLimits : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _callers;
    private readonly PartitionedRateLimiter<string> _strangers;

    public RequestLimits(ApiOptions options)
    {
        _callers = Of(options.RequestsPerMinute);
        _strangers = Of(options.StrangersPerMinute);
    }

    /// <returns>How long to wait; null when the request may go on.</returns>
    public TimeSpan? Take(Caller caller) => Take(_callers, caller.Name, 1);

    /// <inheritdoc cref="Take(Caller)"/>
    public TimeSpan? TakeAsStranger(IPAddress? address) => Take(_strangers, Name(address), 1);

    /// <summary>Whether strangers of this address have anything left; takes nothing.</summary>
    public bool HasStrangersLeft(IPAddress? address) => Take(_strangers, Name(address), 0) is null;

    public void Dispose()
    {
        _callers.Dispose();
        _strangers.Dispose();
    }

    private static TimeSpan? Take(PartitionedRateLimiter<string> limiter, string who, int count)
    {
        using var lease = limiter.AttemptAcquire(who, count);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Window;
    }

    // One person has a whole /64 of IPv6 addresses.
    private static string Name(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    private static PartitionedRateLimiter<string> Of(int perMinute) => PartitionedRateLimiter.Create<string, string>(
        who => RateLimitPartition.GetFixedWindowLimiter(who, _ => new() { PermitLimit = perMinute, Window = Window, QueueLimit = 0 }));
}
