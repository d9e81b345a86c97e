using IocExplorer.Coordinator.Supervising;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Persistence;

namespace IocExplorer.Actors.Tests.Supervising;

/// <summary>Holds one hunt, keeps what it is told, and fails as often as a test wants.</summary>
internal sealed class RecordingHuntStore(int trees, HuntPlan? plan) : IHuntStore
{
    private readonly Lock _gate = new();
    private readonly List<HuntStatus> _standings = [];
    private readonly List<(int First, int Most)> _pages = [];
    private readonly List<IReadOnlyList<int>> _retries = [];
    private readonly List<(int Tree, string Problem)> _givenUp = [];

    /// <summary>Calls of each kind that fail before one works.</summary>
    public int Outages
    {
        get
        {
            lock (_gate)
            {
                return field;
            }
        }

        set
        {
            lock (_gate)
            {
                field = value;
            }
        }
    }

    /// <summary>Calls that give a tree up and fail before one works.</summary>
    public int GiveUpOutages { get; set; }

    /// <summary>What the hunt's trees go by; null: it cannot be prepared.</summary>
    public HuntPlan? Plan { get; set; } = plan;

    /// <summary>What there is of it from before there were events.</summary>
    public IReadOnlyList<HuntProtocol.TreeOutcome>? Before { get; init; }

    /// <summary>Thrown by every load; null: none.</summary>
    public Exception? LoadFault { get; set; }

    /// <summary>Thrown when a tree is given up; null: none.</summary>
    public Exception? GiveUpFault { get; set; }

    public int Loads { get; private set; }

    /// <summary>Awaited by each update after it was taken in; a cancellation comes too late for it.</summary>
    public Func<HuntStatus, Task> OnUpdated { get; set; } = _ => Task.CompletedTask;

    /// <summary>Awaited by each load after it was read.</summary>
    public Func<RunnableHunt?, Task> OnLoaded { get; set; } = _ => Task.CompletedTask;

    /// <summary>Awaited by each call that gives a tree up, after it was taken in.</summary>
    public Func<Task> OnGivenUp { get; init; } = () => Task.CompletedTask;

    public bool IsUnknown { get; set; }

    public bool IsDeleted { get; private set; }

    public IReadOnlyList<HuntStatus> Standings => Read(_standings);

    public IReadOnlyList<(int First, int Most)> Pages => Read(_pages);

    public IReadOnlyList<IReadOnlyList<int>> Retries => Read(_retries);

    public IReadOnlyList<(int Tree, string Problem)> GivenUp => Read(_givenUp);

    /// <summary>Told of each standing, on the thread of the call.</summary>
    public Action<HuntStatus> Updated { get; set; } = _ => { };

    public async Task<RunnableHunt?> LoadAsync(HuntId hunt, CancellationToken cancellation)
    {
        var loaded = await Call(() =>
        {
            Loads++;
            return LoadFault is not null ? throw LoadFault : IsUnknown ? null : new RunnableHunt(trees, Plan, Before);
        });
        await OnLoaded(loaded);
        return loaded;
    }

    public Task<IReadOnlyList<SeedOfHunt>> SeedsAsync(HuntId hunt, int first, int most, CancellationToken cancellation) => Call(() =>
    {
        _pages.Add((first, most));
        return (IReadOnlyList<SeedOfHunt>)
        [
            .. Enumerable.Range(first, Math.Clamp(trees - first + 1, 0, most)).Select(
                number => new SeedOfHunt(number, new(IocType.Domain, $"d{number}.example"), SharingLevel.Green, NameIsTaken: false)),
        ];
    });

    public async Task UpdateAsync(HuntStatus standing, CancellationToken cancellation)
    {
        await Call(() =>
        {
            // Lists are compared by reference: all empty ones are the same.
            _standings.Add(standing.Active.Count == 0 ? standing with { Active = [] } : standing);
            return true;
        });
        Updated(standing);
        await OnUpdated(standing);
    }

    public Task RetryAsync(HuntId hunt, IReadOnlyList<int> trees, CancellationToken cancellation) => Call(() =>
    {
        _retries.Add(trees);
        return true;
    });

    public async Task GiveUpAsync(TreeId tree, HuntPlan plan, string problem, CancellationToken cancellation)
    {
        await Call(() =>
        {
            if (GiveUpOutages > 0)
            {
                GiveUpOutages--;
                throw Away();
            }

            if (GiveUpFault is not null)
            {
                throw GiveUpFault;
            }

            _givenUp.Add((tree.Number, problem));
            return true;
        });
        await OnGivenUp();
    }

    public Task DeleteAsync(HuntId hunt, CancellationToken cancellation) => Call(() => IsDeleted = true);

    private static LedgerException Away() => new("The database is away.", LedgerErrorKind.Unavailable);

    private Task<T> Call<T>(Func<T> call)
    {
        lock (_gate)
        {
            if (Outages > 0)
            {
                Outages--;
                return Task.FromException<T>(Away());
            }

            try
            {
                return Task.FromResult(call());
            }
            catch (Exception fault) when (fault is LedgerException || fault == LoadFault || fault == GiveUpFault)
            {
                return Task.FromException<T>(fault);
            }
        }
    }

    private List<T> Read<T>(List<T> list)
    {
        lock (_gate)
        {
            return [.. list];
        }
    }
}
