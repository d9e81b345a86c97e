using System.Collections.Concurrent;
using IocExplorer.Messages;

namespace IocExplorer.Workers.Tests.Doubles;

/// <summary>Takes notices, and lets a test wait for one.</summary>
internal sealed class NoticeList
{
    private readonly Lock _lock = new();
    private readonly ConcurrentQueue<Notice> _all = new();
    private readonly List<(string Part, TaskCompletionSource Seen)> _waiters = [];

    public IReadOnlyList<string> Texts => [.. _all.Select(n => n.Text)];

    public IReadOnlyList<Notice> All => [.. _all];

    public void Add(Notice notice)
    {
        lock (_lock)
        {
            _all.Enqueue(notice);
            _waiters.Where(w => notice.Text.Contains(w.Part, StringComparison.Ordinal)).ToList().ForEach(w => w.Seen.TrySetResult());
        }
    }

    public Task WaitForAsync(string part)
    {
        lock (_lock)
        {
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((part, seen));
            if (_all.Any(n => n.Text.Contains(part, StringComparison.Ordinal)))
            {
                seen.TrySetResult();
            }

            return seen.Task;
        }
    }
}
