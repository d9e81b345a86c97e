namespace IocExplorer.Actors;

/// <summary>
/// What an actor does with its messages. It is called by its <see cref="Mailbox{TMessage}"/> alone, one call at a time, so its fields
/// need no lock. An exception out of any call is a crash: the mailbox drops this instance and makes a new one after a back-off.
/// </summary>
public interface IActor<in TMessage>
{
    /// <summary>Called before the first message, and again for the new instance after a crash.</summary>
    ValueTask StartAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    ValueTask HandleAsync(TMessage message, CancellationToken cancellation);

    /// <summary>Called whenever the mailbox has run empty: the moment to flush what was gathered from several messages.</summary>
    ValueTask IdleAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>Called once after the last message of an orderly stop; not after a crash.</summary>
    ValueTask StopAsync() => ValueTask.CompletedTask;
}
