using IocExplorer.Persistence;
using Polly;
using Polly.Retry;

namespace IocExplorer.Hosting;

/// <summary>Tries again, as often as it takes, what the database cannot do because it is away. Whatever else goes wrong passes through.</summary>
internal static class DatabaseRetry
{
    /// <param name="first">The first pause; each is twice as long as the one before.</param>
    /// <param name="random">Spreads the pauses where many nodes wait for the same database; null: exactly as configured.</param>
    /// <param name="onAway">Called before each pause with the number of failures before, from 0, and the failure.</param>
    public static ResiliencePipeline Create(
        TimeProvider time, TimeSpan first, TimeSpan longest, Random? random = null, Action<int, LedgerException>? onAway = null)
    {
        var retry = new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<LedgerException>(away => away.Kind == LedgerErrorKind.Unavailable),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            Delay = first,
            MaxDelay = longest,
            OnRetry = failed =>
            {
                onAway?.Invoke(failed.AttemptNumber, (LedgerException)failed.Outcome.Exception!);
                return default;
            },
        };
        if (random is not null)
        {
            (retry.UseJitter, retry.Randomizer) = (true, random.NextDouble);
        }

        return new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(retry).Build();
    }
}
