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
/// <item>A stop is orderly: what waits is handled (through crashes too), then <see cref="IActor{TMessage}.StopAsync"/> runs; a crash in that is
/// reported and not repeated, for there is nothing left to handle. <see cref="Abort"/> is the other stop: the cancellation token fires, what
/// waits is dropped, nothing is started again. Either way a sender that waits for room is told at once that there is none.</item>
/// </list>
/// An actor must not await the <see cref="Completion"/> of its own mailbox, which <see cref="StopAsync"/> and <see cref="DisposeAsync"/> do.
/// </remarks>
public sealed class Mailbox<TMessage> : IAsyncDisposable
{
    private readonly Channel<Letter> _letters = Channel.CreateUnbounded<Letter>(new() { SingleReader = true });

#pragma warning disable CA2213 // Senders and timers may come after the end and must be told no, not meet a disposed object. Nothing here holds a handle.
    private readonly SemaphoreSlim _room;
    private readonly CancellationTokenSource _closed = new();
    private readonly CancellationTokenSource _abort = new();
#pragma warning restore CA2213

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

        // Started last: the actor may look at every member of its mailbox from its first moment on.
        var run = new Task<Task>(RunAsync);
        Completion = run.Unwrap();
        run.Start(TaskScheduler.Default);
    }

    public string Name { get; }

    /// <summary>Ends when the actor has stopped. Faulted with the last crash when the actor was given up.</summary>
    public Task Completion { get; }

    /// <summary>Fires on <see cref="Abort"/> and when the actor was given up; work that the actor started elsewhere should watch it.</summary>
    public CancellationToken Aborted => _abort.Token;

    /// <summary>Sends, waiting for room. False when the actor takes no more messages (stopped, or given up).</summary>
    public ValueTask<bool> TellAsync(TMessage message, CancellationToken cancellation = default) => SendAsync(new(message, TakesRoom: true), cancellation);

    /// <summary>Sends without ever waiting: answers to what the receiver asked, and signals of which one at a time is outstanding.</summary>
    public bool Reply(TMessage message) => _letters.Writer.TryWrite(new(message, TakesRoom: false));

    /// <summary>Sends later, by the options' clock. Dispose to call it off.</summary>
    public IDisposable ReplyAfter(TimeSpan delay, TMessage message) =>
        _options.Time.CreateTimer(_ => Reply(message), null, delay, Timeout.InfiniteTimeSpan);

    /// <summary>Sends a message that carries a promise and waits for what the actor makes of it.</summary>
    /// <exception cref="TimeoutException">No room or no reply in time; names the actor, the reply and the time.</exception>
    /// <exception cref="InvalidOperationException">
    /// The actor takes no more messages, stopped before it replied, or crashed over this very message (then with the crash inside). A promise
    /// that it had put aside for later when it crashed runs into the time-out.
    /// </exception>
    public async Task<TReply> AskAsync<TReply>(
        Func<TaskCompletionSource<TReply>, TMessage> message, TimeSpan timeout, CancellationToken cancellation = default)
    {
        var reply = new TaskCompletionSource<TReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        var letter = new Letter(message(reply), TakesRoom: true, crash => reply.TrySetException(
            new InvalidOperationException($"{Name} crashed over the message that it was to answer with {typeof(TReply).Name}.", crash)));
        using var late = new CancellationTokenSource(timeout, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            if (!await SendAsync(letter, either.Token))
            {
                throw new InvalidOperationException($"{Name} has stopped and takes no more messages.");
            }

            await Task.WhenAny(reply.Task, Completion).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"{Name} did not reply with {typeof(TReply).Name} within {timeout.TotalSeconds:0.###} s.");
        }

        return reply.Task.IsCompleted ? await reply.Task : throw new InvalidOperationException($"{Name} stopped before it replied with {typeof(TReply).Name}.");
    }

    /// <summary>Takes no more messages, handles those that wait, stops.</summary>
    public Task StopAsync()
    {
        Close();
        return Completion;
    }

    /// <summary>Takes no more messages, drops those that wait, cancels the one being handled.</summary>
    public void Abort()
    {
        try
        {
            // Before the letters close, so that the end of the letters is never taken for an orderly one.
            _abort.Cancel();
        }
        finally
        {
            Close();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Abort();
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Close()
    {
        _letters.Writer.TryComplete();
        _closed.Cancel();
    }

    private async ValueTask<bool> SendAsync(Letter letter, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!_room.Wait(0, CancellationToken.None))
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closed.Token);
            try
            {
                await _room.WaitAsync(either.Token);
            }
            catch (OperationCanceledException)
            {
                cancellation.ThrowIfCancellationRequested();
                return false;
            }
        }

        if (_letters.Writer.TryWrite(letter))
        {
            return true;
        }

        _room.Release();
        return false;
    }

    private async Task RunAsync()
    {
        try
        {
            for (var crashes = 0; !_abort.IsCancellationRequested;)
            {
                var step = new Step();
                try
                {
                    await LiveAsync(step);
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
                    crashes = step.Handled ? 1 : crashes + 1;
                    var aborted = _abort.IsCancellationRequested;
                    var givenUp = aborted || step.Stopping || crashes >= _options.CrashesInARow;
                    step.Letter.Crashed?.Invoke(crash);
                    _options.Crashed?.Invoke(Name, crash, givenUp);
                    if (aborted)
                    {
                        return;
                    }

                    if (givenUp)
                    {
                        throw;
                    }
                }

                await BackOffAsync(crashes);
            }
        }
        catch
        {
            // Given up, or the crash report itself threw: nobody may wait for an actor that is not there.
            Abort();
            throw;
        }
    }

    /// <summary>The life of one instance, from its making to the orderly end or a crash.</summary>
    private async Task LiveAsync(Step step)
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

                step.Letter = letter;
                await actor.HandleAsync(letter.Message, _abort.Token);
                step.Letter = default;
                step.Handled = true;
            }

            _abort.Token.ThrowIfCancellationRequested();
            await actor.IdleAsync(_abort.Token);
        }

        _abort.Token.ThrowIfCancellationRequested();
        step.Stopping = true;
        await actor.StopAsync();
    }

    private async Task BackOffAsync(int crashes)
    {
        var doubled = _options.FirstBackOff.TotalMilliseconds * Math.Pow(2, crashes - 1);
        var pause = TimeSpan.FromMilliseconds(Math.Min(doubled, _options.LongestBackOff.TotalMilliseconds));
        await Task.Delay(pause, _options.Time, _abort.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <param name="Crashed">Told when the actor crashes over this message; for whoever waits for its reply.</param>
    private readonly record struct Letter(TMessage Message, bool TakesRoom, Action<Exception>? Crashed = null);

    /// <summary>How far an instance got: what a crash is judged by.</summary>
    private sealed class Step
    {
        public Letter Letter { get; set; }

        public bool Handled { get; set; }

        public bool Stopping { get; set; }
    }
}
