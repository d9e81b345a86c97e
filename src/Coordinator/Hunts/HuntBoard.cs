using IocExplorer.Coordinator.Results;

namespace IocExplorer.Coordinator.Hunts;

/// <summary>
/// The hunt in numbers: written by the supervisor, read by displays at any time. Of a tree that has ended it keeps numbers only.
/// </summary>
/// <param name="seeds">Trees to come.</param>
/// <param name="sources">Names, by number of the source.</param>
/// <param name="outputDirectory">For the summary.</param>
/// <param name="time">For the time it took.</param>
internal sealed class HuntBoard(int seeds, IReadOnlyList<string> sources, string outputDirectory, TimeProvider time)
{
    private const int MostFirst = 200;
    private const int MostProblems = 20;

    private readonly Lock _gate = new();
    private readonly HashSet<TreeRun> _active = [];
    private readonly MissingTally _missing = new();
    private readonly List<string> _files = [];
    private readonly List<string> _problems = [];
    private readonly long _started = time.GetTimestamp();
    private TreeCounts _ended = TreeCounts.None;
    private long _nodes;
    private int _complete;
    private int _withMissing;
    private int _notWritten;
    private int _givenUp;
    private int _filesWritten;

    public void Started(TreeRun run)
    {
        lock (_gate)
        {
            _active.Add(run);
        }
    }

    /// <returns>Whether a problem is among the first, which are worth a line each.</returns>
    public bool Ended(TreeRun run, TreeEnd end)
    {
        lock (_gate)
        {
            _active.Remove(run);
            _ended += run.Counts;
            switch (end)
            {
                case TreeEnd.Explored(var result):
                    _nodes += result.Nodes;
                    _missing.Add(run.Seed, result.Missing);
                    return Written(result);
                case TreeEnd.GivenUp(var problem):
                    _givenUp++;
                    return Problem(problem);
                default:
                    return false;
            }
        }
    }

    /// <summary>The trees that have not ended.</summary>
    public IReadOnlyList<TreeRun> Active()
    {
        lock (_gate)
        {
            return [.. _active];
        }
    }

    public HuntProgress Progress()
    {
        lock (_gate)
        {
            var active = _active.Aggregate(TreeCounts.None, (sum, run) => sum + run.Counts);
            return new()
            {
                TreesTotal = seeds,
                TreesActive = _active.Count,
                TreesWritten = _complete + _withMissing,
                TreesFailed = _notWritten + _givenUp,
                Nodes = _nodes + active.Iocs,
                Queries = _ended.Queries + active.Queries,
                Answers = _ended.Answers + active.Answers,
                BySource = BySource(_ended + active),
            };
        }
    }

    public HuntSummary Summary(bool wasStopped)
    {
        lock (_gate)
        {
            return new()
            {
                Seeds = seeds,
                TreesComplete = _complete,
                TreesWithMissing = _withMissing,
                TreesNotWritten = _notWritten,
                TreesGivenUp = _givenUp,
                TreesUnfinished = seeds - _complete - _withMissing - _notWritten - _givenUp,
                Nodes = _nodes,
                Queries = _ended.Queries,
                Answers = _ended.Answers,
                BySource = BySource(_ended),
                NotAsked = _ended.NotAsked,
                Missing = _missing.ToList(),
                FilesWritten = _filesWritten,
                FirstFiles = [.. _files],
                FirstProblems = [.. _problems],
                OutputDirectory = outputDirectory,
                Elapsed = time.GetElapsedTime(_started),
                WasStopped = wasStopped,
            };
        }
    }

    private Dictionary<string, SourceCounts> BySource(TreeCounts counts) =>
        sources.Select((name, number) => (name, number)).ToDictionary(s => s.name, s => counts.BySource.ElementAtOrDefault(s.number));

    private bool Written(TreeResult result)
    {
        switch (result.Outcome)
        {
            case WriteOutcome.Written(var files):
                _ = result.Missing.Count == 0 ? _complete++ : _withMissing++;
                _filesWritten += files.Count;
                if (_files.Count < MostFirst)
                {
                    _files.AddRange(files);
                }

                return false;
            case WriteOutcome.Failed(var problem):
                _notWritten++;
                return Problem(problem);
            default:
                return false;
        }
    }

    private bool Problem(string problem)
    {
        if (_problems.Count == MostProblems)
        {
            return false;
        }

        _problems.Add(problem);
        return true;
    }
}
