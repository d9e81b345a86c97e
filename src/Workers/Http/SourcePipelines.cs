using IocExplorer.Workers.Settings;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace IocExplorer.Workers.Http;

/// <summary>
/// The resilience of a source, built once and shared by all its keys. Two pipelines, because between them lies what must not be timed:
/// waiting for the source to recover and for a permit.
/// <code>
///   Tries ( wait for health, wait for a permit, Exchange ( circuit breaker ( time-out ( HTTP ) ) ) )
/// </code>
/// </summary>
internal sealed class SourcePipelines(ResilienceSettings settings, SourceHealth health, TimeProvider time, Func<double> random)
{
    /// <summary>The query on whose behalf a pipeline runs.</summary>
    public static readonly ResiliencePropertyKey<IQueryTime> Query = new("query");

    // What Polly accepts at least; smaller settings count as this.
    private static readonly TimeSpan ShortestBreak = TimeSpan.FromMilliseconds(500);
    private const int LeastThroughput = 2;

    public ResiliencePipeline<Trial> Tries { get; } = BuildTries(settings, time, random);

    public ResiliencePipeline<Trial> Exchange { get; } = BuildExchange(settings, health, time);

    /// <summary>Between what we bear at least and at most.</summary>
    private static TimeSpan Clamp(TimeSpan pause, ResilienceSettings settings) =>
        TimeSpan.FromTicks(Math.Clamp(pause.Ticks, settings.RetryAfterFloor.Ticks, Math.Max(settings.RetryAfterFloor.Ticks, settings.RetryAfterCeiling.Ticks)));

    /// <summary>How long a key rests after a 429.</summary>
    /// <param name="said">By the source; null: nothing, then it is longer each time.</param>
    /// <param name="inARow">How many there were before without an answer between them.</param>
    /// <param name="random">From 0 to 1.</param>
    public static TimeSpan PauseAfterThrottling(TimeSpan? said, int inARow, double random, ResilienceSettings settings)
    {
        var doubled = settings.FirstPause * Math.Pow(2, Math.Min(inARow, 16)) * (1 + (random / 2));
        return Clamp(said ?? (doubled < settings.LongestPause ? doubled : settings.LongestPause), settings);
    }

    /// <summary>Of an outcome that counts against the source's health.</summary>
    public static string Describe(Outcome<Trial> outcome, ResilienceSettings settings) => outcome switch
    {
        { Exception: TimeoutRejectedException late } => NoAnswerWithin(late.Timeout < settings.AttemptTimeout ? settings.QueryTimeout : late.Timeout),
        { Result.Outcome: PageOutcome.Failed failed } => failed.Detail,
        _ => "no answer",
    };

    public static string NoAnswerWithin(TimeSpan time) =>
        time < TimeSpan.FromMinutes(2) ? $"no answer within {time.TotalSeconds:0.###} s" : $"no answer within {time.TotalMinutes:0.#} min";

    private static ResiliencePipeline<Trial> BuildTries(ResilienceSettings settings, TimeProvider time, Func<double> random)
    {
        var builder = new ResiliencePipelineBuilder<Trial> { TimeProvider = time };
        if (settings.Attempts > 1)
        {
            builder.AddRetry(new RetryStrategyOptions<Trial>
            {
                MaxRetryAttempts = settings.Attempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = settings.FirstPause,
                MaxDelay = settings.LongestPause,
                Randomizer = random,
                ShouldHandle = args => new(args.Outcome.Exception is null && args.Outcome.Result.Outcome switch
                {
                    PageOutcome.Failed failed => failed.MayPass && args.Context.Properties.GetValue(Query, null!).HasTimeLeft,
                    PageOutcome.Throttled => args.Context.Properties.GetValue(Query, null!).HasTimeLeft,
                    PageOutcome.Malformed => args.AttemptNumber + 1 < settings.AttemptsWhenMalformed,
                    _ => false,
                }),
                DelayGenerator = args => new(args.Outcome.Result switch
                {
                    // The key is blocked: waiting is done at its gate.
                    { Outcome: PageOutcome.Throttled } => TimeSpan.Zero,
                    { RetryAfter: { } after } => Clamp(after, settings),
                    _ => (TimeSpan?)null,
                }),
            });
        }

        return builder.Build();
    }

    private static ResiliencePipeline<Trial> BuildExchange(ResilienceSettings settings, SourceHealth health, TimeProvider time)
    {
        var pause = settings.BreakerPause > ShortestBreak ? settings.BreakerPause : ShortestBreak;
        return new ResiliencePipelineBuilder<Trial> { TimeProvider = new MonotonicWallClock(time) }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Trial>
            {
                FailureRatio = settings.BreakerFailureShare,
                MinimumThroughput = Math.Max(LeastThroughput, settings.BreakerMinimum),
                SamplingDuration = settings.BreakerWindow > ShortestBreak ? settings.BreakerWindow : ShortestBreak,
                BreakDuration = pause,
                ShouldHandle = static args => new(args.Outcome.Exception is TimeoutRejectedException || args.Outcome.Result.IsFailure),
                OnOpened = args =>
                {
                    health.Opened(args.BreakDuration, Describe(args.Outcome, settings));
                    return default;
                },
                OnClosed = _ =>
                {
                    health.Closed();
                    return default;
                },
            })
            .AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = args => new(args.Context.Properties.GetValue(Query, null!).TimeForAttempt),
            })
            .Build();
    }
}
