namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>Counts the requests that a server has in hand.</summary>
internal sealed class RequestsUnderWay
{
    private readonly Lock _gate = new();
    private readonly List<TaskCompletionSource> _waiting = [];
    private int _count;

    public void Begin()
    {
        lock (_gate)
        {
            _count++;
        }
    }

    public void End()
    {
        lock (_gate)
        {
            _count--;
            if (_count == 0)
            {
                _waiting.ForEach(none => none.SetResult());
                _waiting.Clear();
            }
        }
    }

    /// <summary>Ends when there is none, at once when there is none now.</summary>
    public Task WhenNoneAsync()
    {
        var none = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_count == 0)
            {
                return Task.CompletedTask;
            }

            _waiting.Add(none);
        }

        return none.Task.InTime();
    }
}
