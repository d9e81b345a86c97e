using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Results;

namespace IocExplorer.Coordinator.Recording;

/// <summary>
/// The hunt of a run in numbers. Of a tree that has ended it keeps numbers only; those that are active are in <see cref="ActiveTrees"/>. Any thread.
/// </summary>
/// <param name="sources">Names, by number of the source.</param>
internal sealed class HuntStatistics(int seeds, IReadOnlyList<string> sources, ActiveTrees active, TimeProvider time)
{
    private const int MostFirst = 200;
    private const int MostProblems = 20;

    private readonly Lock _gate = new();
    private readonly HashSet<int> _over = [];
    private readonly Dictionary<int, TreeCounts> _stopped = [];
    private readonly MissingTally _missing = new();
    private readonly List<string> _files = [];
    private readonly List<string> _problems = [];
    private readonly long _started = time.GetTimestamp();
    private TreeCounts _ended = TreeCounts.None;
    private long _nodes;
    private int _complete;
    private int _withMissing;
    private int _failed;

    /// <summary>A tree was explored to its end. Told twice, it counts once.</summary>
    /// <returns>Whether its problem, if it has one, is among the first, which are worth a line each.</returns>
    public bool Ended(int number, Ioc seed, TreeCounts counts, TreeResult result)
    {
        lock (_gate)
        {
            if (!_over.Add(number))
            {
                return false;
            }

            _ended += counts;
            _nodes += result.Nodes;
            _missing.Add(seed, result.Missing);
            switch (result.Outcome)
            {
                case WriteOutcome.Written(var files):
                    _ = result.Missing.Count == 0 ? _complete++ : _withMissing++;
                    if (_files.Count < MostFirst)
                    {
                        _files.AddRange(files);
                    }

                    return false;
                case WriteOutcome.Failed(var problem):
                    _failed++;
                    return AddProblem(problem);
                default:
                    return false;
            }
        }
    }

    /// <summary>A tree crashed again and again.</summary>
    public void GivenUp(int number, string problem)
    {
        lock (_gate)
        {
            if (_over.Add(number))
            {
                _ended = active.All.Where(tree => tree.Id.Number == number).Aggregate(_ended, (sum, tree) => sum + tree.Counts);
                _failed++;
                AddProblem(problem);
            }
        }
    }

    public HuntProgress Progress()
    {
        lock (_gate)
        {
            var counts = active.All.Where(tree => !_over.Contains(tree.Id.Number)).Aggregate(_ended, (sum, tree) => sum + tree.Counts);
            return new()
            {
                TreesWritten = _complete + _withMissing,
                TreesFailed = _failed,
                Queries = counts.Queries,
                BySource = BySource(counts),
            };
        }
    }

    /// <summary>The hunt is being stopped: what its trees have asked so far counts, though they never end.</summary>
    public void Stopping()
    {
        lock (_gate)
        {
            foreach (var tree in active.All)
            {
                _stopped[tree.Id.Number] = tree.Counts;
            }
        }
    }

    public HuntSummary Summary(bool wasStopped)
    {
        lock (_gate)
        {
            var counts = _stopped.Where(tree => !_over.Contains(tree.Key)).Aggregate(_ended, (sum, tree) => sum + tree.Value);
            return new()
            {
                Seeds = seeds,
                TreesComplete = _complete,
                TreesWithMissing = _withMissing,
                Nodes = _nodes,
                Queries = counts.Queries,
                BySource = BySource(counts),
                NotAsked = counts.NotAsked,
                Missing = _missing.ToList(),
                FirstFiles = [.. _files],
                FirstProblems = [.. _problems],
                Elapsed = time.GetElapsedTime(_started),
                WasStopped = wasStopped,
            };
        }
    }

    private Dictionary<string, QueryTotals> BySource(TreeCounts counts) =>
        sources.Select((name, number) => (name, number)).ToDictionary(s => s.name, s => counts.BySource.ElementAtOrDefault(s.number));

    private bool AddProblem(string problem)
    {
        if (_problems.Count == MostProblems)
        {
            return false;
        }

        _problems.Add(problem);
        return true;
    }
}
