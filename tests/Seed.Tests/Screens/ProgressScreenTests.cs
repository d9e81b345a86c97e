using IocExplorer.Seed.Progress;
using IocExplorer.Seed.Screens;
using IocExplorer.Seed.Tests.Runs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace IocExplorer.Seed.Tests.Screens;

public sealed class ProgressScreenTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Line_TellsTreesQueriesRatesQuotasAndTheLeastTimeLeft() => ProgressScreen.Line(Run()).ShouldBe(
        "00:02:05  3 of 40 trees; 1,234 queries, 800 answered, 2 without an answer; VirusTotal 3.9/min, 1 this minute, 488 today, 15,000 this month left "
        + "(now: the quota of the minute is used up [for now], 42 s); file 12,345/min; at least 1 h 48 min to go (4 requests a minute)");

    [Fact]
    public void Line_OfASourceThatSaidLater_SaysForHowLong()
    {
        var line = Run().Sources[0];
        var waiting = line with { Progress = line.Progress with { Waiting = "HTTP 429", WaitingUntil = Now.AddSeconds(12) } };

        ProgressScreen.Line(Run() with { Sources = [waiting], TimeLeft = null }).ShouldEndWith("15,000 this month left (now: HTTP 429, 12 s)");
    }

    [Fact]
    public void Line_AtTheStart_IsShort() => ProgressScreen.Line(Run() with
    {
        Counters = new(0, 0, 0, 0, [], new Dictionary<string, long>()),
        Sources = [],
        TimeLeft = null,
        Elapsed = TimeSpan.Zero,
    })
        .ShouldBe("00:00:00  0 of 40 trees; 0 queries, 0 answered");

    [Fact]
    public void Line_OfAnEstimate_SaysAbout() => ProgressScreen.Line(Run() with
    {
        Sources = [],
        TimeLeft = new(TimeSpan.FromMinutes(12), "at the pace of the trees so far") { IsEstimate = true },
    })
        .ShouldEndWith("; about 12 min to go (at the pace of the trees so far)");

    /// <summary>A terminal shows ^C behind the picture: where that begins another row, the next picture is painted one too low.</summary>
    [Theory]
    [InlineData(69)]
    [InlineData(70)]
    [InlineData(120)]
    public void Table_OfAnyWidth_LeavesRoomForWhatATerminalShowsBehindIt(int width) =>
        Rendered(ProgressScreen.Table(Run()), width).Split('\n').Max(l => l.Length).ShouldBeLessThanOrEqualTo(width - 2);

    [Fact]
    public void Table_OnANarrowTerminal_IsTheFirstLineAlone() => Rendered(ProgressScreen.Table(Run()), width: 60)
        .ShouldBe("00:02:05  3 of 40 trees; 1,234 queries, 800 answered, 2 \nwithout an answer; at least 1 h 48 min to go (4 requests a\nminute)");

    [Fact]
    public void Table_IsTheCheckedInScreen() => Rendered(ProgressScreen.Table(Run())).ShouldBeTheScreen("Screens/progress.txt");

    [Fact]
    public void LongWait_OfHours_SaysUntilWhenAndHowToGoOn()
    {
        var line = Run().Sources[0];
        var waiting = line with { Progress = line.Progress with { Waiting = "the quota of the day is used up", WaitingUntil = Now.AddHours(12) } };

        ProgressScreen.LongWait(waiting, Now, "Ctrl-C stops.").ShouldBe(
            "VirusTotal waits until 2026-01-06 00:00 UTC (another 12 h): the quota of the day is used up. Ctrl-C stops.");
    }

    [Fact]
    public void LongWait_OfTheUsualMinute_SaysNothing()
    {
        var line = Run().Sources[0];
        var waiting = line with { Progress = line.Progress with { Waiting = "quota", WaitingUntil = Now.AddSeconds(59) } };

        ProgressScreen.LongWait(waiting, Now, "").ShouldBeNull();
    }

    [Fact]
    public void LongWait_OfASourceForWhichNoQueryIsOpen_SaysNothing()
    {
        var line = Run().Sources[0];
        var waiting = line with { Open = 0, Progress = line.Progress with { Waiting = "quota", WaitingUntil = Now.AddHours(12) } };

        ProgressScreen.LongWait(waiting, Now, "Ctrl-C stops.").ShouldBeNull();
    }

    internal static string Rendered(IRenderable renderable, int width = 120)
    {
        var writer = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = width;
        console.Write(renderable);
        return writer.ToString().ReplaceLineEndings("\n");
    }

    private static RunProgress Run() => new(
        40,
        new(3, 1234, 800, 2, [], new Dictionary<string, long>()),
        TimeSpan.FromSeconds(125),
        Now,
        [
            new(
                new()
                {
                    Source = "VirusTotal",
                    Requests = 12,
                    InFlight = 2,
                    LeftThisMinute = 1,
                    LeftToday = 488,
                    LeftThisMonth = 15_000,
                    Waiting = "the quota of the minute is used up [for now]",
                    WaitingUntil = Now.AddSeconds(42),
                },
                3.94,
                434),
            new(new() { Source = "QiAnXin" }, 0, 0),
            new(new() { Source = "file", Requests = 20_000, InFlight = 1 }, 12_345.4, 1),
        ],
        new(TimeSpan.FromMinutes(108), "4 requests a minute"));
}
