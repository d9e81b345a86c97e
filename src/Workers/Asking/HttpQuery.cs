using IocExplorer.Workers.Http;
using IocExplorer.Workers.Quotas;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace IocExplorer.Workers.Asking;

/// <summary>One query with one key, with all its pages and tries.</summary>
/// <remarks>
/// <list type="number">
/// <item>Every page and every try takes a permit. A request that never left gives it back; a page that another operation has asked for needs
/// none, see <see cref="SharedReplies"/>.</item>
/// <item>A page that fails makes the whole query not answered: a shorter answer would look like a complete one.</item>
/// <item>
/// A link to a next page that was there before is not followed. What was gathered until then is right, so it is found, and marked as cut,
/// because the source says that there is more and does not give it. With nothing gathered it is malformed.
/// </item>
/// <item>The time for the whole query runs while it is asked and pauses between tries, not while it waits for a permit or for the source to
/// recover.</item>
/// </list>
/// </remarks>
internal sealed class HttpQuery(HttpSource source, KeyGate gate, string? apiKey, ISourceOperation operation, OperationId id, Ioc ioc)
    : IQueryTime
{
    private readonly AnswerPages _pages = new(operation);
    private readonly long _started = source.Time.GetTimestamp();
    private readonly string? _key = operation.NeedsKey ? apiKey : null;
    private bool _isFirst = true;
    private Permit _inHand;
    private Func<bool>? _mayBeSent;
    private TimeSpan _waited;
    private HttpRequestMessage? _request;
    private bool _isUnderWay;

    // A source that said "later" did answer: when the time runs out over that, it is the reason, and not its silence.
    private Trial? _throttled;

    // While this query asks for others too.
    private SharedTurn? _turn;
    private SharedReply? _reply;

    /// <summary>Whether another try makes sense.</summary>
    public bool HasTimeLeft => TimeLeft > TimeSpan.Zero;

    /// <summary>For the next try: never zero, which would mean no time-out at all.</summary>
    public TimeSpan TimeForAttempt
    {
        get
        {
            var left = TimeLeft;
            return left < source.Options.Resilience.AttemptTimeout
                ? TimeSpan.FromTicks(Math.Max(left.Ticks, TimeSpan.TicksPerMillisecond))
                : source.Options.Resilience.AttemptTimeout;
        }
    }

    private TimeSpan TimeLeft => source.Options.Resilience.QueryTimeout + _waited - source.Time.GetElapsedTime(_started);

    public async ValueTask<Answer?> RunAsync(CancellationToken cancellation)
    {
        var context = ResilienceContextPool.Shared.Get(cancellation);
        context.Properties.Set(SourcePipelines.Query, this);
        try
        {
            while (true)
            {
                var trial = await FetchAsync(context);
                if (trial.Outcome is not PageOutcome.Page page)
                {
                    return Conclude(trial);
                }

                if (_pages.Count > 0 && trial.Status == 404)
                {
                    return NotAnswered(NotAnsweredReason.Malformed, $"HTTP 404 for page {_pages.Count + 1}");
                }

                source.CountDropped(page.Dropped);
                if (_pages.Take(page, _request!.RequestUri!) is { } answer)
                {
                    return answer;
                }

                if (operation.RefuseNext(_pages.Next!) is { } refusal)
                {
                    return Conclude(new(refusal));
                }
            }
        }
        finally
        {
            if (_isFirst)
            {
                gate.Forgo();
            }

            ResilienceContextPool.Shared.Return(context);
        }
    }

    // A page that another operation has asked for is read as it came to that one, without a permit.
    private async ValueTask<Trial> FetchAsync(ResilienceContext context)
    {
        if (source.Shared.Find(operation, ioc, _pages.Next, _pages.Remaining, gate.Key.Name) is not { } request)
        {
            return await FetchOwnAsync(context);
        }

        var from = source.Time.GetTimestamp();
        (var shared, _turn) = await source.Shared.JoinAsync(request, operation.Operation.Name, context.CancellationToken);
        _waited += source.Time.GetElapsedTime(from);
        if (shared is not null)
        {
            // What was asked is remembered even so: by that a pointer in a circle is known.
            using (_request = operation.CreateRequest(ioc, _key, _pages.Next, _pages.Remaining))
            {
                return new(operation.ReadPage(shared.Status, shared.Body, ioc, _pages.Remaining, _pages.Next), shared.Status);
            }
        }

        _reply = null;
        try
        {
            return await FetchOwnAsync(context);
        }
        finally
        {
            source.Shared.End(_turn!, _reply);
            _turn = null;
        }
    }

    private ValueTask<Trial> FetchOwnAsync(ResilienceContext context) =>
        source.Pipelines.Tries.ExecuteAsync(static (context, query) => query.TryAsync(context), context, this);

    private async ValueTask<Trial> TryAsync(ResilienceContext context)
    {
        while (MayGoOn)
        {
            if (!HasTimeLeft)
            {
                return _throttled ?? OutOfTime();
            }

            var (pass, permit) = await WaitForTurnAsync(context.CancellationToken);
            var use = PermitUse.NotSent;
            try
            {
                if (permit.IsNone || !MayGoOn)
                {
                    return default;
                }

                _inHand = permit;
                using (_request = operation.CreateRequest(ioc, _key, _pages.Next, _pages.Remaining))
                {
                    use = PermitUse.Sent;
                    _isUnderWay = false;
                    source.Options.Names?.Asked(source);
                    var outcome = await source.Pipelines.Exchange.ExecuteOutcomeAsync(
                        static (context, query) => query.SendAsync(context), context, this);
                    if (outcome.Exception is BrokenCircuitException or PermitExpiredException)
                    {
                        // Others have opened the breaker since we passed, or the permit became too old on the way: nothing was sent, wait
                        // again.
                        use = PermitUse.NotSent;
                    }
                    else
                    {
                        if (_isUnderWay && outcome.Exception is OperationCanceledException)
                        {
                            // Nobody waits for the answer any more; the source may have counted the request.
                            source.CountRequest();
                        }

                        var trial = Read(outcome);
                        use = trial.NotSent ? PermitUse.NotSent : trial.Outcome is PageOutcome.Page ? PermitUse.Answered : PermitUse.Sent;
                        _throttled = trial.Outcome is PageOutcome.Throttled ? trial : null;
                        Report(trial);
                        return trial;
                    }
                }
            }
            finally
            {
                gate.Done(permit, use);
                if (pass == SourceHealth.Pass.Probe)
                {
                    source.Health.ProbeEnded();
                }
            }

            await Task.Yield();
        }

        return default;
    }

    /// <summary>Neither the key nor its right to this operation was refused meanwhile.</summary>
    private bool MayGoOn => gate.GetRefusal(id) is null;

    private async ValueTask<(SourceHealth.Pass Pass, Permit Permit)> WaitForTurnAsync(CancellationToken cancellation)
    {
        var from = source.Time.GetTimestamp();
        var pass = await source.Health.PassAsync(cancellation);
        if (pass == SourceHealth.Pass.Lost)
        {
            return (pass, Permit.None);
        }

        Permit permit;
        try
        {
            if (!await source.WaitForPaceAsync(operation.Operation, cancellation))
            {
                return (SourceHealth.Pass.Lost, Permit.None);
            }

            var isFirst = _isFirst;
            _isFirst = false;
            permit = await gate.TakeAsync(isFirst, cancellation);
        }
        catch (Exception) when (pass == SourceHealth.Pass.Probe)
        {
            source.Health.ProbeEnded();
            throw;
        }

        _waited += source.Time.GetElapsedTime(from);
        return (pass, permit);
    }

    private async ValueTask<Outcome<Trial>> SendAsync(ResilienceContext context)
    {
        if (source.ChecksBeforeSending)
        {
            SendGuard.Ask(_mayBeSent ??= () => gate.IsGood(_inHand));
        }

        _isUnderWay = true;
        try
        {
            using var reply = await source.Http.SendAsync(_request!, context.CancellationToken);
            if (reply is { IsTooLarge: true, Status: 200 or 404 })
            {
                return Outcome.FromResult(Trial.OfGarbage($"answer larger than {Size(source.Options.Resilience.AnswerBytes)}"));
            }

            var outcome = operation.ReadPage(reply.Status, reply.Body, ioc, _pages.Remaining, _pages.Next);
            _reply = _turn is not null && outcome is PageOutcome.Page ? new(reply.Status, reply.Body.ToArray()) : null;
            return Outcome.FromResult(new Trial(outcome, reply.Status, reply.RetryAfter));
        }
        catch (OperationCanceledException cancelled)
        {
            return Outcome.FromException<Trial>(cancelled);
        }
        catch (Exception error) when (PermitExpiredException.IsCauseOf(error))
        {
            return Outcome.FromException<Trial>(new PermitExpiredException());
        }
        catch (Exception error) when (HttpErrorTranslator.IsOne(error))
        {
            var trial = HttpErrorTranslator.Describe(error);
            if (!context.CancellationToken.IsCancellationRequested)
            {
                return Outcome.FromResult(trial);
            }

            _isUnderWay = !trial.NotSent;
            return Outcome.FromException<Trial>(new OperationCanceledException(error.Message, error, context.CancellationToken));
        }
    }

    private Trial OutOfTime() => Trial.OfFailure($"{SourcePipelines.NoAnswerWithin(source.Options.Resilience.QueryTimeout)} in all");

    private Trial Read(Outcome<Trial> outcome)
    {
        if (outcome.Exception is TimeoutRejectedException late)
        {
            // The last try has only what is left of the query's time; its own time-out would mislead.
            return late.Timeout < source.Options.Resilience.AttemptTimeout ? OutOfTime() : Trial.OfFailure(SourcePipelines.NoAnswerWithin(late.Timeout));
        }

        outcome.ThrowIfException();
        return outcome.Result;
    }

    private void Report(Trial trial)
    {
        if (!trial.NotSent)
        {
            source.CountRequest();
        }

        if (!trial.IsFailure)
        {
            source.Health.Answered();
        }

        if (trial.IsUnresolved)
        {
            source.Options.Names?.Failed(source, isLast: false);
        }
        else
        {
            source.Options.Names?.Passed();
        }

        if (trial.Outcome is PageOutcome.Throttled throttled)
        {
            source.Throttled(gate, trial.RetryAfter, Fit(throttled.Detail));
        }
    }

    private Answer.NotAnswered? Conclude(Trial trial)
    {
        switch (trial.Outcome)
        {
            case PageOutcome.Throttled throttled:
                return NotAnswered(NotAnsweredReason.Throttled, throttled.Detail, gate.OpensAt);
            case PageOutcome.Failed { MayPass: true } failed:
                source.Health.QueryFailed(Fit(failed.Detail));
                if (trial.IsUnresolved)
                {
                    source.Options.Names?.Failed(source, isLast: true);
                }

                return NotAnswered(NotAnsweredReason.Failed, failed.Detail);
            case PageOutcome.Failed failed:
                return NotAnswered(trial.Status is >= 400 and < 500 ? NotAnsweredReason.Refused : NotAnsweredReason.Failed, failed.Detail);
            case PageOutcome.Malformed malformed:
                return NotAnswered(NotAnsweredReason.Malformed, malformed.Detail);
            case PageOutcome.KeyRefused refused:
                gate.Refused(Fit(refused.Detail));
                break;
            case PageOutcome.OperationRefused refused:
                gate.Refused(id, Fit(refused.Detail));
                break;
            default:
                break;
        }

        // Handed back: the throttle knows whether another key may ask it. Only a source that is lost for the run is so for every key.
        return source.LostForTheRun;
    }

    private Answer.NotAnswered NotAnswered(NotAnsweredReason reason, string detail, DateTimeOffset? retryAt = null) =>
        new(reason, Fit(detail), retryAt);

    private string Fit(string detail) => DetailText.Of(detail, apiKey);

    private static string Size(int bytes) => bytes >= 1024 * 1024 ? $"{bytes / (1024.0 * 1024):0.#} MiB" : $"{bytes / 1024.0:0.#} KiB";
}
