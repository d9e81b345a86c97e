using System.Net;
using IocExplorer.Seed.Screens;
using IocExplorer.Testing;

namespace IocExplorer.Seed.Tests.Runs;

/// <summary>A run that has to wait for so long that its user may want to leave.</summary>
public sealed class LongWaitTests
{
    [Fact]
    public async Task Explore_WhileASourceWantsToBeAskedMuchLater_SaysHowToStopAndToGoOn()
    {
        using var upstream = new FakeUpstream((_, _) =>
        {
            var later = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            later.Headers.RetryAfter = new(TimeSpan.FromMinutes(5));
            return Task.FromResult(later);
        });
        using var run = new ConsoleRun { Http = () => upstream, Time = new QuickLines() };
        run.Environment["IOCEXPLORER_sources__VirusTotal__apiKeys__0"] = "a-key";
        run.Write("seeds.csv", "domain,example.com\n");
        await using var output = new WatchedOutput("waits until");

        var running = SeedConsole.RunAsync(["explore", "-i", "seeds.csv"], run.ConsoleContext(output));
        var wait = await output.Seen.InTimeAsync("waiting", "the run", "a line about it", () => $"{output}{run.Error}");
        run.Interrupts.Signal();
        var exitCode = await running;

        wait.ShouldBe(
            "VirusTotal waits until 2026-01-05 12:05 UTC (another 5 min): HTTP 429. Ctrl-C stops; the same command goes on later.");
        exitCode.ShouldBe(ExitCodes.Interrupted);
    }

    /// <summary>It stays noon, and the lines of progress come quickly.</summary>
    private sealed class QuickLines : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

        public override long GetTimestamp() => 0;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, dueTime == ProgressDisplay.LineEvery ? TimeSpan.FromMilliseconds(10) : dueTime, period);
    }

    /// <summary>Says when a line with this text has been written.</summary>
    private sealed class WatchedOutput(string text) : StringWriter
    {
        private readonly TaskCompletionSource<string> _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Seen => _seen.Task;

        public override void Write(string? value)
        {
            base.Write(value);
            if (value is not null && value.Contains(text, StringComparison.Ordinal))
            {
                _seen.TrySetResult(value.Trim());
            }
        }
    }
}
