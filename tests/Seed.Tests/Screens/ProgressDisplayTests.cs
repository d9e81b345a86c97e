using IocExplorer.Messages;
using IocExplorer.Seed.Progress;
using IocExplorer.Seed.Screens;
using IocExplorer.Testing;
using Spectre.Console;

namespace IocExplorer.Seed.Tests.Screens;

public sealed class ProgressDisplayTests
{
    private readonly FakeTime _time = new();
    private readonly StringWriter _error = new();
    private readonly StringWriter _output = new();
    private readonly TaskCompletionSource _run = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SourceProgress _source = new() { Source = "own" };
    private long _answered = 4;

    [Fact]
    public async Task ShowUntil_WithoutATerminal_WritesALineNowAndThen_AndTheSameOnceAMinute()
    {
        var shown = CreateDisplay(isTerminal: false).ShowUntilAsync(_run.Task);
        await PassAsync(ProgressDisplay.LineEvery);
        _answered = 5;
        await PassLinesAsync(ProgressDisplay.SameLineEvery + ProgressDisplay.LineEvery);
        _run.SetResult();
        await shown;

        Lines.ShouldBe(
        [
            "00:00:05  0 of 2 trees; 10 queries, 4 answered; own 0/min",
            "00:00:10  0 of 2 trees; 10 queries, 5 answered; own 0/min",
            "00:01:10  0 of 2 trees; 10 queries, 5 answered; own 0/min",
        ]);
    }

    [Fact]
    public async Task ShowUntil_WhileOnlyCountdownsGoOn_SaysTheLineOnceAMinute()
    {
        _source = _source with { Found = 4, Waiting = "quota", WaitingUntil = _time.GetUtcNow().AddSeconds(100) };
        var shown = CreateDisplay(isTerminal: false).ShowUntilAsync(_run.Task);
        await PassLinesAsync(ProgressDisplay.SameLineEvery + ProgressDisplay.LineEvery);
        _run.SetResult();
        await shown;

        Lines.ShouldBe(
        [
            "00:00:05  0 of 2 trees; 10 queries, 4 answered; own 0/min (now: quota, 1 min 35 s)",
            "00:01:05  0 of 2 trees; 10 queries, 4 answered; own 0/min (now: quota, 35 s); at least 1 min 38 s to go (at the pace of own so far)",
        ]);
    }

    [Fact]
    public async Task ShowUntil_WhileASourceWaitsLong_SaysSoOnce()
    {
        _source = _source with { Waiting = "quota", WaitingUntil = _time.GetUtcNow().AddHours(12) };
        var shown = CreateDisplay(isTerminal: false).ShowUntilAsync(_run.Task);
        await PassAsync(ProgressDisplay.LineEvery);
        await PassAsync(ProgressDisplay.LineEvery);
        _run.SetResult();
        await shown;

        Lines.Count(l => l.StartsWith("own waits until 2026-01-06 00:00 UTC", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task ShowUntil_WithQuiet_WritesNothing()
    {
        var shown = CreateDisplay(isTerminal: true, quiet: true).ShowUntilAsync(_run.Task);
        _run.SetException(new InvalidOperationException("left to whoever started the run"));
        await shown;

        _output.ToString().ShouldBeEmpty();
        _time.ArmedTimers.ShouldBe(0);
    }

    [Fact]
    public async Task ShowUntil_OnATerminal_PaintsThePictureAndTakesItAwayAtTheEnd()
    {
        var screen = CreateScreen(isTerminal: true, quiet: false);
        var shown = CreateDisplay(screen).ShowUntilAsync(_run.Task);
        await PassAsync(ProgressDisplay.PictureEvery);
        screen.Complain("an error above the picture");
        await PassAsync(ProgressDisplay.PictureEvery);
        _run.SetResult();
        await shown;
        screen.Complain("an error after it");

        var painted = _output.ToString();
        painted.ShouldContain("0 of 2 trees");
        painted.ShouldContain("an error above the picture");
        painted.TrimEnd().ShouldEndWith("\e[?25h");
        _error.ToString().Trim().ShouldBe("an error after it");
    }

    private IReadOnlyList<string> Lines => [.. _output.ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private async Task PassLinesAsync(TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += ProgressDisplay.LineEvery)
        {
            await PassAsync(ProgressDisplay.LineEvery);
        }
    }

    private async Task PassAsync(TimeSpan span)
    {
        await _time.WaitForTimersAsync(1);
        _time.Advance(span);
    }

    private ProgressDisplay CreateDisplay(bool isTerminal, bool quiet = false) => CreateDisplay(CreateScreen(isTerminal, quiet));

    private ProgressDisplay CreateDisplay(Screen screen)
    {
        var reader = new ProgressReader(new Dictionary<string, SourceQuota>(), trees: 2);
        var started = _time.GetTimestamp();
        return new(
            screen,
            _time,
            () => reader.Read(
                new(0, 10, _answered, 0, [_source], new Dictionary<string, long> { ["own"] = 6 }), _time.GetElapsedTime(started), _time.GetUtcNow()),
            "Ctrl-C stops.");
    }

    private Screen CreateScreen(bool isTerminal, bool quiet)
    {
        var console = AnsiConsole.Create(new()
        {
            Ansi = isTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new Terminal(_output, isTerminal),
        });
        return new(console, _error, quiet, errorIsTerminal: isTerminal);
    }
}
