namespace IocExplorer.Persistence.Sqlite;

/// <inheritdoc/>
internal sealed class LedgerCall<T>(Func<LedgerTables, T> work, int rows, bool isApart, CancellationToken cancellation)
    : LedgerCall(rows, isApart, cancellation)
{
    // The caller goes on elsewhere: the writer's thread is for writing.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Done => _done.Task;

    public override void Run(LedgerTables tables) => _result = work(tables);

    public override void Succeed() => _done.SetResult(_result!);

    public override void Fail(Exception error) => _ = _done.TrySetException(error);

    public override bool TryCancel() => Cancellation.IsCancellationRequested && _done.TrySetCanceled(Cancellation);
}
