using IocExplorer.Actors;

namespace IocExplorer.Kernel.Tests;

/// <summary>An actor put together from what a test wants of each call.</summary>
internal sealed class TestActor<TMessage> : IActor<TMessage>
{
    public Func<CancellationToken, ValueTask> OnStart { get; init; } = _ => ValueTask.CompletedTask;

    public Func<TMessage, CancellationToken, ValueTask> OnMessage { get; init; } = (_, _) => ValueTask.CompletedTask;

    public Func<CancellationToken, ValueTask> OnIdle { get; init; } = _ => ValueTask.CompletedTask;

    public Func<ValueTask> OnStop { get; init; } = () => ValueTask.CompletedTask;

    public ValueTask StartAsync(CancellationToken cancellation) => OnStart(cancellation);

    public ValueTask HandleAsync(TMessage message, CancellationToken cancellation) => OnMessage(message, cancellation);

    public ValueTask IdleAsync(CancellationToken cancellation) => OnIdle(cancellation);

    public ValueTask StopAsync() => OnStop();
}
