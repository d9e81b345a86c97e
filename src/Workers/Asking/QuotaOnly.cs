namespace IocExplorer.Workers.Asking;

/// <summary>A quota with a throttle of its own, from which permits are pulled and no queries.</summary>
internal sealed class QuotaOnly(string name, SourceKey key) : ISource
{
    public string Name => name;

    public IReadOnlyList<Operation> Operations => [];

    public IReadOnlyList<SourceKey> Keys => [key];

    public ValueTask<Answer?> AskAsync(KeyGate key, NumberedOperation operation, Ioc ioc, CancellationToken cancellation) =>
        throw new InvalidOperationException($"{name} is a quota and takes no queries.");
}
