using IocExplorer.Seed.Progress;
using Spectre.Console;

namespace IocExplorer.Seed.Screens;

/// <summary>Shows the progress of a run until it ends: a live display on a terminal, else a line at intervals, nothing with <c>--quiet</c>.</summary>
/// <param name="longWaitAdvice">What to do while a source waits for long: sentences.</param>
internal sealed class ProgressDisplay(Screen screen, TimeProvider time, Func<RunProgress> read, string longWaitAdvice)
{
    /// <summary>Between two pictures.</summary>
    public static TimeSpan PictureEvery { get; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Between two lines.</summary>
    public static TimeSpan LineEvery { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Between two lines that say the same: a hunt may be paused, or wait for a quota, for days.</summary>
    public static TimeSpan SameLineEvery { get; } = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, DateTimeOffset> _announced = [];
    private string? _said;
    private TimeSpan _saidAt;

    /// <summary>Ends when the run does; its failure is left to the caller.</summary>
    public async Task ShowUntilAsync(Task run)
    {
        if (screen.IsQuiet)
        {
            await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        else if (screen.CanMove)
        {
            await MoveAsync(run);
        }
        else
        {
            await EachAsync(run, LineEvery, SayLine);
        }
    }

    private void SayLine(RunProgress progress)
    {
        // Clocks and countdowns differ each time and say nothing new; at the end of time, no wait has anything left to tell.
        var content = ProgressScreen.Line(progress with { Elapsed = TimeSpan.Zero, Now = DateTimeOffset.MaxValue, TimeLeft = null });
        if (content != _said || progress.Elapsed - _saidAt >= SameLineEvery)
        {
            (_said, _saidAt) = (content, progress.Elapsed);
            screen.Say(ProgressScreen.Line(progress));
        }
    }

    private async Task MoveAsync(Task run)
    {
        screen.SetLive(true);
        try
        {
            await screen.Console.Live(ProgressScreen.Table(read())).AutoClear(true).StartAsync(
                picture => EachAsync(run, PictureEvery, progress => picture.UpdateTarget(ProgressScreen.Table(progress))));
        }
        finally
        {
            screen.SetLive(false);
        }
    }

    private async Task EachAsync(Task run, TimeSpan every, Action<RunProgress> show)
    {
        using var over = new CancellationTokenSource();
        while (!run.IsCompleted && await Task.WhenAny(run, Task.Delay(every, time, over.Token)) != run)
        {
            var progress = read();
            AnnounceLongWaits(progress);
            show(progress);
        }

        await over.CancelAsync();
    }

    /// <summary>Each wait is worth one line, not one every few seconds.</summary>
    private void AnnounceLongWaits(RunProgress progress)
    {
        foreach (var line in progress.Sources)
        {
            if (ProgressScreen.LongWait(line, progress.Now, longWaitAdvice) is { } wait
                && _announced.GetValueOrDefault(line.Progress.Source) != line.Progress.WaitingUntil)
            {
                _announced[line.Progress.Source] = line.Progress.WaitingUntil!.Value;
                screen.Say(wait);
            }
        }
    }
}
