using System.Threading.Channels;

namespace IocExplorer.Persistence.Sqlite;

/// <summary>
/// The one thread that touches the file, and group commit. SQLite writes with one writer and waits for the disk once a transaction; so the calls that
/// gather while one group is written are the next group, and share one transaction and one wait. No call waits for a group to fill.
/// </summary>
/// <remarks>
/// <para>The path of a group, and what a crash leaves behind:</para>
/// <list type="number">
/// <item>Taken from the queue. Nothing has happened; callers see their calls fail.</item>
/// <item>Calls apart (look-ups) are made and answered, on what is committed.</item>
/// <item>The other calls run in one transaction. If one fails, all is taken back and each is made again alone, so that none fails for another's
/// fault. A crash rolls the transaction back.</item>
/// <item>Committed: durable, but not reported yet. After a crash here, a repeated call finds it done.</item>
/// <item>Callers are answered.</item>
/// </list>
/// </remarks>
internal sealed class LedgerWriter
{
    /// <summary>Calls that wait; further callers wait for room.</summary>
    private const int MostWaiting = 1024;

    /// <summary>A group is closed when it has so many rows. More would only delay its first callers: the gain of grouping is had by then.</summary>
    private const int MostRows = 2048;

    // A caller wakes the writer itself, not by way of a thread of the pool.
    private readonly Channel<LedgerCall> _calls = Channel.CreateBounded<LedgerCall>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait, AllowSynchronousContinuations = true });

    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<LedgerCall> _group = [];
    private readonly SqliteLedgerOptions _options;
    private readonly string _path;
    private LedgerException? _broken;

    public LedgerWriter(SqliteLedgerOptions options)
    {
        _options = options;
        _path = Path.GetFullPath(options.Path);
    }

    /// <exception cref="LedgerException">The file cannot be used.</exception>
    public Task OpenAsync()
    {
        new Thread(Run) { IsBackground = true, Name = "ledger" }.Start();
        return _opened.Task;
    }

    public async ValueTask<T> CallAsync<T>(LedgerCall<T> call)
    {
        try
        {
            await _calls.Writer.WriteAsync(call, call.Cancellation);
        }
        catch (ChannelClosedException)
        {
            throw Closed();
        }

        return await call.Done;
    }

    /// <summary>Makes the calls that wait, writes the WAL back, closes the file and frees it.</summary>
    public Task CloseAsync()
    {
        _calls.Writer.TryComplete();
        return _closed.Task;
    }

    private void Run()
    {
        try
        {
            using var held = FileLock.Take(_path);
            using var database = Database.Open(_path);
            Schema.Prepare(database, _options);
            using var facts = new FactText();
            var tables = new LedgerTables(database, new(_options.Time), facts);
            _opened.SetResult();
            ServeAll(tables);
            database.WriteBack();
        }
#pragma warning disable CA1031 // This is the thread's supervisor: whatever ends it is told to everybody who waits for it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Break(error);
        }

        _closed.SetResult();
    }

    private void ServeAll(LedgerTables tables)
    {
        // Blocking is what this thread is for. A wait for a task would spin first, on a core that others need.
        using var called = new ManualResetEventSlim(initialState: false, spinCount: 0);
        while (WaitToRead(called))
        {
            _group.Clear();
            for (var rows = 0; rows < MostRows && _calls.Reader.TryRead(out var call); rows += call.Rows)
            {
                if (!call.TryCancel())
                {
                    _group.Add(call);
                }
            }

            Serve(tables);
        }
    }

    private bool WaitToRead(ManualResetEventSlim called)
    {
        var waiting = _calls.Reader.WaitToReadAsync().AsTask();
        if (!waiting.IsCompleted)
        {
            called.Reset();
            waiting.GetAwaiter().UnsafeOnCompleted(called.Set);
            called.Wait();
        }

        return waiting.GetAwaiter().GetResult();
    }

    private void Serve(LedgerTables tables)
    {
        foreach (var call in _group)
        {
            if (call.IsApart)
            {
                Try(call, () => call.Run(tables));
            }
        }

        _group.RemoveAll(call => call.IsApart);
        if (_group.Count == 0)
        {
            return;
        }

        if (_group.Count == 1 || !TryTogether(tables))
        {
            _group.ForEach(call => Try(call, () => Transact(tables, [call])));
        }

        tables.TidyUp();
    }

    private bool TryTogether(LedgerTables tables)
    {
        try
        {
            Transact(tables, _group);
        }
#pragma warning disable CA1031 // Whosever fault it is comes out when each call is made alone.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }

        _group.ForEach(call => call.Succeed());
        return true;
    }

    private static void Transact(LedgerTables tables, List<LedgerCall> calls)
    {
        try
        {
            tables.Begin();
            foreach (var call in calls)
            {
                call.Run(tables);
            }

            tables.Commit();
        }
        catch
        {
            tables.Rollback();
            throw;
        }
    }

    /// <summary>Makes a call; what goes wrong is its caller's.</summary>
    private static void Try(LedgerCall call, Action make)
    {
        try
        {
            make();
        }
#pragma warning disable CA1031 // The exception goes to the one who called.
        catch (Exception error)
#pragma warning restore CA1031
        {
            call.Fail(error);
            return;
        }

        call.Succeed();
    }

    private void Break(Exception error)
    {
        _broken = error as LedgerException ?? new LedgerException(
            $"The ledger {_path} has stopped. This is a fault of the program: please report it. ({error.Message})", LedgerErrorKind.Unusable, error);
        _calls.Writer.TryComplete();
        if (_opened.TrySetException(_broken))
        {
            return;
        }

        _group.ForEach(call => call.Fail(Closed()));
        while (_calls.Reader.TryRead(out var call))
        {
            call.Fail(Closed());
        }
    }

    private Exception Closed() => _broken is { } broken
        ? new LedgerException(broken.Message, broken.Kind, broken)
        : new ObjectDisposedException(nameof(SqliteLedger), $"The ledger {_path} is closed.");
}
