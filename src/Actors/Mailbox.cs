using System.Threading.Channels;

namespace IocExplorer.Actors;

/// <summary>
/// An actor's address and its engine: holds the messages, hands them to the actor one at a time, and restarts the actor when it crashes.
/// </summary>
/// <remarks>
/// What is promised:
/// <list type="number">
/// <item>Messages of one sender arrive in the order sent. One message is handled at a time.</item>
/// <item><see cref="TellAsync"/> waits while <see cref="MailboxOptions.Capacity"/> messages wait (back-pressure). <see cref="Reply"/> never waits:
/// it is for answers to what the receiver itself asked, which are bounded by its asking. Two actors that talk to each other may therefore
/// never both wait for room: requests flow one way with <see cref="TellAsync"/>, answers flow back with <see cref="Reply"/>.</item>
/// <item>A crash loses the message being handled and the actor's memory, nothing else. The new instance starts from what is durable.</item>
/// <item>A stop is orderly: what waits is handled, then <see cref="IActor{TMessage}.StopAsync"/> runs. <see cref="Abort"/> is the other stop: the
/// cancellation token fires and what waits is dropped.</item>
/// </list>
/// </remarks>
public sealed class Mailbox<TMessage> : IAsyncDisposable
{
    private readonly Channel<Letter> _letters = Channel.CreateUnbounded<Letter>(new() { SingleReader = true });
    private readonly SemaphoreSlim _room;
    private readonly CancellationTokenSource _abort = new();
    private readonly Func<Mailbox<TMessage>, IActor<TMessage>> _create;
    private readonly MailboxOptions _options;

    /// <param name="name">Names the actor in crash reports and time-outs.</param>
    /// <param name="create">Makes the actor, at the start and after every crash. It is given its own mailbox, for timers and replies.</param>
    /// <param name="options">Capacity, back-off, clock.</param>
    public Mailbox(string name, Func<Mailbox<TMessage>, IActor<TMessage>> create, MailboxOptions? options = null)
    {
        Name = name;
        _create = create;
        _options = options ?? new();
        _room = new(_options.Capacity);
        Completion = Task.Run(RunAsync);
    }

    public string Name { get; }

    /// <summary>Ends when the actor has stopped. Faulted with the last crash when the actor was given up.</summary>
    public Task Completion { get; }

    /// <summary>Fires on <see cref="Abort"/> and when the actor was given up; work that the actor started elsewhere should watch it.</summary>
    public CancellationToken Aborted => _abort.Token;

    /// <summary>Sends, waiting for room. False when the actor takes no more messages (stopped, or given up).</summary>
    public async ValueTask<bool> TellAsync(TMessage message, CancellationToken cancellation = default)
    {
        if (!_room.Wait(0, CancellationToken.None))
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _abort.Token);
            try
            {
                await _room.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return false;
            }
        }

        return _letters.Writer.TryWrite(new(message, TakesRoom: true));
    }

    /// <summary>Sends without ever waiting: answers to what the receiver asked, and signals of which one at a time is outstanding.</summary>
    public bool Reply(TMessage message) => _letters.Writer.TryWrite(new(message, TakesRoom: false));

    /// <summary>Sends later, by the options' clock. Dispose to call it off.</summary>
    public IDisposable ReplyAfter(TimeSpan delay, TMessage message) =>
        _options.Time.CreateTimer(_ => Reply(message), null, delay, Timeout.InfiniteTimeSpan);

    /// <summary>Sends a message that carries a promise and waits for what the actor makes of it.</summary>
    /// <exception cref="TimeoutException">No reply in time; names the actor, the message and the time.</exception>
    /// <exception cref="InvalidOperationException">The actor takes no more messages.</exception>
    public async Task<TReply> AskAsync<TReply>(
        Func<TaskCompletionSource<TReply>, TMessage> message, TimeSpan timeout, CancellationToken cancellation = default)
    {
        var reply = new TaskCompletionSource<TReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!await TellAsync(message(reply), cancellation))
        {
            throw new InvalidOperationException($"{Name} has stopped and takes no more messages.");
        }

        try
        {
            return await reply.Task.WaitAsync(timeout, _options.Time, cancellation);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{Name} did not reply with {typeof(TReply).Name} within {timeout.TotalSeconds:0.###} s.");
        }
    }

    /// <summary>Takes no more messages, handles those that wait, stops.</summary>
    public Task StopAsync()
    {
        _letters.Writer.TryComplete();
        return Completion;
    }

    /// <summary>Takes no more messages, drops those that wait, cancels the one being handled.</summary>
    public void Abort()
    {
        _letters.Writer.TryComplete();
        _abort.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        Abort();
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _abort.Dispose();
        _room.Dispose();
    }

    private async Task RunAsync()
    {
        var crashes = 0;
        while (true)
        {
            try
            {
                var actor = _create(this);
                await actor.StartAsync(_abort.Token);
                while (await _letters.Reader.WaitToReadAsync(_abort.Token))
                {
                    while (!_abort.IsCancellationRequested && _letters.Reader.TryRead(out var letter))
                    {
                        if (letter.TakesRoom)
                        {
                            _room.Release();
                        }

                        await actor.HandleAsync(letter.Message, _abort.Token);
                        crashes = 0;
                    }

                    await actor.IdleAsync(_abort.Token);
                }

                await actor.StopAsync();
                return;
            }
            catch (OperationCanceledException) when (_abort.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // This is the supervisor: every crash ends here, is reported, and is followed by a restart or by giving up.
            catch (Exception crash)
#pragma warning restore CA1031
            {
                crashes++;
                var givenUp = crashes >= _options.CrashesInARow;
                _options.Crashed?.Invoke(Name, crash, givenUp);
                if (givenUp)
                {
                    Abort();
                    throw;
                }
            }

            await BackOffAsync(crashes);
        }
    }

    private async Task BackOffAsync(int crashes)
    {
        var doubled = _options.FirstBackOff * Math.Pow(2, crashes - 1);
        var pause = doubled < _options.LongestBackOff ? doubled : _options.LongestBackOff;
        await Task.Delay(pause, _options.Time, _abort.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private readonly record struct Letter(TMessage Message, bool TakesRoom);
}
