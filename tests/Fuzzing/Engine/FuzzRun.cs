using System.Collections.Concurrent;
using System.Globalization;
using IocExplorer.Fuzzing.Inputs;

namespace IocExplorer.Fuzzing.Engine;

/// <summary>Tries inputs on several threads until all were tried, the time is over or one failed.</summary>
internal sealed class FuzzRun
{
    // So many inputs of a kind are taken at once by a thread.
    private const int Batch = 200;

    // An input that has not ended then is not waited for.
    private const int HangsAfter = 10;

    private readonly FuzzOptions _options;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<FuzzShare> _shares;
    private readonly ConcurrentQueue<(int Kind, long First, int Count)> _batches = new();
    private readonly InputWatch[] _watches;
    private readonly long _started;
    private FuzzFailure? _failure;

    /// <param name="shares">The kinds that are tried, and how much of each.</param>
    public FuzzRun(FuzzOptions options, IReadOnlyList<FuzzShare> shares, TimeProvider time)
    {
        (_options, _shares, _time) = (options, shares, time);
        Figures = [.. shares.Select(s => new KindFigures(s.Name))];
        _watches = [.. Enumerable.Range(0, options.Threads).Select(_ => new InputWatch(time))];
        _started = time.GetTimestamp();
        foreach (var batch in FuzzShare.Batches(shares, options.First, options.Count, Batch))
        {
            _batches.Enqueue(batch);
        }
    }

    /// <summary>A line a kind.</summary>
    public IReadOnlyList<KindFigures> Figures { get; }

    /// <summary>A line about all of it, so far.</summary>
    public string Summary
    {
        get
        {
            var (tried, seconds) = (Figures.Sum(f => f.Tried), Elapsed.TotalSeconds);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"seed {_options.Seed}: {tried:N0} inputs of {Figures.Count} kinds in {seconds:N0} s, {tried / Math.Max(seconds, 0.001):N0} a second on "
                + $"{_options.Threads} threads, {(_failure is null ? 0 : 1)} failures");
        }
    }

    private TimeSpan Elapsed => _time.GetElapsedTime(_started);

    /// <returns>The first failure; null when there was none.</returns>
    public FuzzFailure? Run()
    {
        // Not disposed of: a thread that was left behind may come back and signal.
        var (hang, ended) = (new ManualResetEventSlim(), new CountdownEvent(_options.Threads));
        using var timer = _time.CreateTimer(_ => LookForHangs(hang), null, TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(250));
        foreach (var watch in _watches)
        {
            var thread = new Thread(() => Work(watch, ended)) { IsBackground = true };
            thread.Start();
        }

        WaitHandle.WaitAny([ended.WaitHandle, hang.WaitHandle]);
        return _failure;
    }

    private void Work(InputWatch watch, CountdownEvent ended)
    {
        try
        {
            Work(watch);
        }
        finally
        {
            ended.Signal();
        }
    }

    private void Work(InputWatch watch)
    {
        using var workspace = new FuzzWorkspace();
        using var note = new InputNote(workspace.NotePath);
        var kinds = _shares.Select(s => s.Make(workspace)).ToList();
        while (_batches.TryDequeue(out var batch))
        {
            for (var number = batch.First; number < batch.First + batch.Count; number++)
            {
                if (Volatile.Read(ref _failure) is not null || (_options.Time is { } most && Elapsed >= most))
                {
                    return;
                }

                note.Write(kinds[batch.Kind].Name, number);
                One(kinds[batch.Kind], Figures[batch.Kind], number, watch);
            }
        }
    }

    private void One(IFuzzKind kind, KindFigures figures, long number, InputWatch watch)
    {
        var input = kind.Make(FuzzRandom.Of(_options.Seed, kind.Name, number));
        var isTaken = false;
        Exception? error = null;
        watch.Begin(kind.Name, number);
        try
        {
            isTaken = kind.Try(input);
        }
        catch (Exception e)
        {
            error = e;
        }

        var took = watch.End();
        figures.Add(isTaken, took);
        if (error is not null)
        {
            var least = InputMinimiser.Minimise(input, i => FailsAs(kind, i, error), () => Volatile.Read(ref _failure) is null);
            Report(new(kind.Name, _options.Seed, number, least, kind.Describe(least), error.ToString()));
        }
        else if (took > _options.Bound && IsSlow(kind, input))
        {
            Report(new(kind.Name, _options.Seed, number, input, kind.Describe(input),
                $"took {took.TotalSeconds:F1} s; {_options.Bound.TotalSeconds} s are the most"));
        }
    }

    // By itself and three times: the machine may have had other things to do.
    private bool IsSlow(IFuzzKind kind, FuzzInput input)
    {
        for (var again = 0; again < 3; again++)
        {
            var (started, processor) = (_time.GetTimestamp(), Environment.CpuUsage.TotalTime);
            kind.Try(input);
            if (_time.GetElapsedTime(started) < _options.Bound || Environment.CpuUsage.TotalTime - processor < _options.Bound)
            {
                return false;
            }
        }

        return true;
    }

    private static bool FailsAs(IFuzzKind kind, FuzzInput input, Exception error)
    {
        try
        {
            kind.Try(input);
            return false;
        }
        catch (Exception e)
        {
            return e.GetType() == error.GetType() && e.TargetSite == error.TargetSite && (e is not BrokenPromiseException || e.Message == error.Message);
        }
    }

    private void LookForHangs(ManualResetEventSlim hang)
    {
        foreach (var busy in _watches.Select(w => w.Over(_options.Bound * HangsAfter)).OfType<(string Kind, long Number)>())
        {
            using var workspace = new FuzzWorkspace();
            var kind = _shares.First(s => s.Name == busy.Kind).Make(workspace);
            var input = kind.Make(FuzzRandom.Of(_options.Seed, busy.Kind, busy.Number));
            Report(new(busy.Kind, _options.Seed, busy.Number, input, kind.Describe(input),
                $"has not ended after {(_options.Bound * HangsAfter).TotalSeconds} s of processor time"));
            hang.Set();
        }
    }

    private void Report(FuzzFailure failure) => Interlocked.CompareExchange(ref _failure, failure, null);
}
