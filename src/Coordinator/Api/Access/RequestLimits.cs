using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using IocExplorer.Coordinator.Api.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;

namespace IocExplorer.Coordinator.Api.Access;

/// <summary>
/// Requests per minute: callers with a valid token by name; unauthenticated ones by address and fewer, so that guessing tokens is hopeless.
/// </summary>
/// <remarks>
/// An address whose unauthenticated requests are used up is refused with whatever token, valid or not: otherwise guessing would go on. Those whose
/// token was good from there before are let through: one program with a wrong token must not lock out all others behind the same proxy.
/// Event streams, which last as long as hunts do, are counted by node.
/// </remarks>
internal static class RequestLimits
{
    /// <summary>The policy of what can be asked for as an event stream.</summary>
    public const string Streams = "event streams";

    private const int MostKnown = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void Configure(RateLimiterOptions limiter, ApiOptions options)
    {
        var known = new ConcurrentDictionary<(string Address, string Caller), bool>();
        var windows = PartitionedRateLimiter.Create<Requester, Requester>(who => who.Kind == RequesterKind.Unlimited
            ? RateLimitPartition.GetNoLimiter(who)
            : RateLimitPartition.GetFixedWindowLimiter(who, _ => new()
            {
                PermitLimit = who.Kind == RequesterKind.Caller ? options.RequestsPerMinute : options.StrangersPerMinute,
                Window = Window,
            }));
        limiter.GlobalLimiter = windows.WithTranslatedKey<HttpContext>(RequesterOf, leaveOpen: false);
        limiter.OnRejected = (rejected, _) =>
        {
            var problem = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)
                ? Problems.TooManyRequests(wait)
                : Problems.TooManyStreams(options.MaxStreams);
            return new(problem.ExecuteAsync(rejected.HttpContext));
        };
        limiter.AddPolicy(Streams, context => EventStream.IsWanted(context.Request)
            ? RateLimitPartition.GetConcurrencyLimiter(true, _ => new() { PermitLimit = options.MaxStreams })
            : RateLimitPartition.GetNoLimiter(false));

        Requester RequesterOf(HttpContext context)
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is null)
            {
                return new(RequesterKind.Unlimited, "");
            }

            var stranger = new Requester(RequesterKind.Stranger, Name(context.Connection.RemoteIpAddress));
            if (context.User.Identity is not { IsAuthenticated: true, Name: { } caller })
            {
                return stranger;
            }

            if (windows.GetStatistics(stranger)!.CurrentAvailablePermits > 0)
            {
                if (known.Count > MostKnown)
                {
                    known.Clear();
                }

                known.TryAdd((stranger.Name, caller), true);
            }

            return known.ContainsKey((stranger.Name, caller)) ? new(RequesterKind.Caller, caller) : stranger;
        }
    }

    // One person has a whole /64 of IPv6 addresses.
    private static string Name(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    private enum RequesterKind
    {
        Unlimited,
        Caller,
        Stranger,
    }

    private readonly record struct Requester(RequesterKind Kind, string Name);
}
