namespace IocExplorer.Workers.Asking;

/// <summary>
/// Sends once what two operations of a source would send both: the first asks, the others read its reply. Of one source on one node; the throttle
/// sees to it that they come to the same one.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>Who comes first becomes the one that asks. Who comes while it asks waits for it, without a permit; who comes later has the reply at once.</item>
/// <item>Only a good page is shared. Any other outcome is not shared: the next one asks for itself.</item>
/// <item>Each operation reads a reply once. When the same one comes again it wants a new answer (<c>--refresh</c>, an answer that is too old) and asks.</item>
/// <item>A reply goes when all operations have read it, after five minutes, or when there are too many: it then is
/// asked for again, and nothing is wrong.</item>
/// </list>
/// </remarks>
internal sealed class SharedReplies(IReadOnlyList<ISourceOperation> operations, TimeProvider time)
{
    private const int MostReplies = 256;
    private const long MostBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<SharedRequest, SharedTurn> _turns = [];
    private readonly Queue<SharedTurn> _inOrder = new();
    private readonly Dictionary<string, List<Operation>> _operations = AlikeOperations.Groups(operations)
        .ToDictionary(g => g.Key, g => g.Select(o => o.Operation).ToList(), StringComparer.Ordinal);

    private long _bytes;

    /// <summary>The request, when another operation would send the same; else null.</summary>
    /// <param name="page">Null for the first.</param>
    /// <param name="remaining">Items that are still wanted.</param>
    public SharedRequest? Find(ISourceOperation operation, Ioc ioc, NextPage? page, int remaining, string key) =>
        operation.RequestShape is { } shape && _operations.ContainsKey(shape) && AlikeFor(shape, ioc).Skip(1).Any()
            ? new(shape, ioc, page, remaining, key)
            : null;

    /// <summary>The reply, once there is one; or the turn of the caller, which then asks and calls <see cref="End"/>, whatever comes of it.</summary>
    public async ValueTask<(SharedReply? Reply, SharedTurn? Turn)> JoinAsync(SharedRequest request, string operation, CancellationToken cancellation)
    {
        while (true)
        {
            SharedTurn? turn;
            lock (_lock)
            {
                DropOld();
                if (!_turns.TryGetValue(request, out turn) || !turn.Readers.Add(operation))
                {
                    Drop(request);
                    turn = new(request, operation);
                    _turns.Add(request, turn);
                    return (null, turn);
                }
            }

            if (await turn.Reply.Task.WaitAsync(cancellation) is { } reply)
            {
                DropRead(turn);
                return (reply, null);
            }
        }
    }

    /// <summary>The turn is over: with a reply that others can read, or with none.</summary>
    public void End(SharedTurn turn, SharedReply? reply)
    {
        reply = reply?.Body.Length > MostBytes / 4 ? null : reply;
        lock (_lock)
        {
            if (IsHere(turn) && reply is null)
            {
                Drop(turn.Request);
            }
            else if (IsHere(turn))
            {
                turn.At = time.GetTimestamp();
                turn.Bytes = reply!.Body.Length;
                _bytes += turn.Bytes;
                _inOrder.Enqueue(turn);
            }
        }

        _ = turn.Reply.TrySetResult(reply);
        DropRead(turn);
    }

    private IEnumerable<Operation> AlikeFor(string shape, Ioc ioc) => _operations[shape].Where(o => o.Accepts.Contains(ioc.Type));

    private void DropRead(SharedTurn turn)
    {
        lock (_lock)
        {
            if (IsHere(turn) && turn.Reply.Task.IsCompleted && AlikeFor(turn.Request.Shape, turn.Request.Ioc).All(o => turn.Readers.Contains(o.Name)))
            {
                Drop(turn.Request);
            }
        }
    }

    private void DropOld()
    {
        while (_inOrder.TryPeek(out var oldest)
            && (!IsHere(oldest) || _inOrder.Count > MostReplies || _bytes > MostBytes || time.GetElapsedTime(oldest.At) > s_longest))
        {
            _ = _inOrder.Dequeue();
            if (IsHere(oldest))
            {
                Drop(oldest.Request);
            }
        }
    }

    private bool IsHere(SharedTurn turn) => _turns.TryGetValue(turn.Request, out var here) && ReferenceEquals(here, turn);

    private void Drop(SharedRequest request)
    {
        if (_turns.Remove(request, out var turn))
        {
            _bytes -= turn.Bytes;
        }
    }
}
