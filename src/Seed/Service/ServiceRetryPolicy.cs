using Polly;
using Polly.Retry;

namespace IocExplorer.Seed.Service;

/// <summary>
/// When a request is sent again: at once to the next server; when all have failed, after a pause that doubles, or that the service asked for.
/// </summary>
internal static class ServiceRetryPolicy
{
    /// <summary>How often all servers are asked.</summary>
    public const int Rounds = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(8);

    /// <param name="call">Says whether it may be repeated blindly.</param>
    /// <param name="again">Told of each failure that is not the last, with the pause before the next try.</param>
    public static ResiliencePipeline For(ServiceCall call, int servers, TimeProvider time, Random random, Action<ServiceException, TimeSpan> again) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = (Rounds * servers) - 1,
                ShouldHandle = args => new(args.Outcome.Exception is ServiceException { MayPass: true } error && (error.NothingDone || call.MayRepeat)),
                DelayGenerator = args => new(Pause(args.AttemptNumber, servers, (ServiceException)args.Outcome.Exception!, random.NextDouble())),
                OnRetry = args =>
                {
                    again((ServiceException)args.Outcome.Exception!, args.RetryDelay);
                    return default;
                },
            })
            .Build();

    /// <param name="attempt">Those that failed before this one.</param>
    /// <param name="chance">From 0 to 1: spreads consoles that failed together.</param>
    internal static TimeSpan Pause(int attempt, int servers, ServiceException error, double chance)
    {
        var othersAreLeft = (attempt + 1) % servers > 0;
        if (error.RetryAfter is { } asked)
        {
            // "Too many requests" applies to the token, on every node. A Retry-After of 0 counts as none.
            return othersAreLeft && error.Status != System.Net.HttpStatusCode.TooManyRequests ? TimeSpan.Zero
                : asked < FirstPause ? FirstPause
                : asked;
        }

        var full = FirstPause * Math.Pow(2, Math.Min(attempt / servers, 10));
        return othersAreLeft ? TimeSpan.Zero : (full < LongestPause ? full : LongestPause) * (0.75 + (chance / 4));
    }
}
