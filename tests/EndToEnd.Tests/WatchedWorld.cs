using IocExplorer.SourceSimulator.Worlds;
using IocExplorer.Testing;

namespace IocExplorer.EndToEnd.Tests;

/// <summary>A world that gives a signal when it has been looked into so many times.</summary>
internal sealed class WatchedWorld(IWorld world) : IWorld
{
    private readonly Lock _gate = new();
    private long _looks;
    private (long At, TaskCompletionSource Reached)? _waiter;

    public bool AnswersAreOnePage => world.AnswersAreOnePage;

    public IReadOnlyList<string>? Find(RelationKind relation, string value)
    {
        TaskCompletionSource? reached = null;
        lock (_gate)
        {
            _looks++;
            if (_waiter is { } waiter && _looks >= waiter.At)
            {
                reached = waiter.Reached;
                _waiter = null;
            }
        }

        reached?.TrySetResult();
        return world.Find(relation, value);
    }

    public IEnumerable<SeedIoc> Seeds(int count) => world.Seeds(count);

    /// <summary>Ends when the world has been looked into so many times more.</summary>
    public Task WhenLookedIntoAsync(int times)
    {
        lock (_gate)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiter = (_looks + times, reached);
            return reached.Task.InTimeAsync("looking", "the world", $"{times} looks more", () => $"{Interlocked.Read(ref _looks)} in all");
        }
    }
}
