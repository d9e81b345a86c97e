using System.Text.Json;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Nodes;

namespace IocExplorer.Messages.Tests;

/// <summary>What is written of a window is read by other versions: names and numbers of those there are never change.</summary>
public sealed class QuotaWindowTests
{
    public static TheoryData<string> Calendar => [.. QuotaWindow.Calendar.Select(window => window.Name)];

    [Theory]
    [InlineData("minute", "perMinute", "a minute", "this minute", 2, 6)]
    [InlineData("day", "perDay", "a day", "today", 3, 7)]
    [InlineData("month", "perMonth", "a month", "this month", 4, 8)]
    public void Window_HasTheNamesAndNumbersThatAreWrittenElsewhere(string name, string setting, string each, string current, int limitField, int leftField)
    {
        var window = QuotaWindow.All.Single(w => w.Name == name);

        (window.Setting, window.Each, window.Current, window.LimitField, window.LeftField).ShouldBe((setting, each, current, limitField, leftField));
    }

    [Fact]
    public void FieldsOfWindows_AreNobodyElses()
    {
        int[] demand = [1, 5, 6, 7, 8, 9], news = [1, 2, 3, 4, 5];

        QuotaWindow.All.Select(w => w.LimitField).Concat(demand).ShouldBeUnique();
        QuotaWindow.All.Select(w => w.LeftField).Concat(news).ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Calendar))]
    public void Period_OfAnyTime_HoldsIt_AndTheNextBeginsWhereItEnds(string name)
    {
        var window = QuotaWindow.Calendar.Single(w => w.Name == name);
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var at = new DateTimeOffset(random.NextInt64(TimeSpan.TicksPerDay * 365 * 1900, TimeSpan.TicksPerDay * 365 * 2200), TimeSpan.Zero);
            var period = window.PeriodOf(at);

            window.StartOf(period).ShouldBeLessThanOrEqualTo(at);
            window.StartOf(period + 1).ShouldBeGreaterThan(at);
            window.PeriodOf(window.StartOf(period)).ShouldBe(period);
            window.PeriodOf(window.StartOf(period + 1)).ShouldBe(period + 1);
        }
    }

    [Fact]
    public void Calendar_GoesFromTheShortestToTheLongest()
    {
        var now = new DateTimeOffset(2026, 3, 5, 12, 30, 0, TimeSpan.Zero);

        QuotaWindow.Calendar.Select(w => w.StartOf(w.PeriodOf(now) + 1) - w.StartOf(w.PeriodOf(now))).ShouldBeInOrder(SortDirection.Ascending);
    }

    [Fact]
    public void Progress_HasAMemberForEachWindow_BetweenThoseBeforeAndAfter_AndReadsIt()
    {
        var left = QuotaLimits.Of(window => 1000 + window.LeftField);
        var progress = new SourceProgress { Source = "VirusTotal", Requests = 1, Left = left, Waiting = "why" };

        var json = JsonSerializer.Serialize(new WorkerStatus([progress]), ServiceJson.Default.WorkerStatus);

        var members = JsonDocument.Parse(json).RootElement.GetProperty("sources")[0].EnumerateObject().ToList();
        members.Where(m => m.Name.StartsWith("left", StringComparison.Ordinal)).Select(m => m.Value.GetInt32())
            .ShouldBe(QuotaWindow.All.Select(w => left[w]!.Value));
        members.Select(m => m.Name).ShouldBe(
            ["source", "requests", "found", "empty", "notAnswered", "droppedValues", "inFlight",
                .. members.Where(m => m.Name.StartsWith("left", StringComparison.Ordinal)).Select(m => m.Name), "waiting"]);
        members.Select(m => m.Name).Where(name => name is "leftThisMinute" or "leftToday" or "leftThisMonth")
            .ShouldBe(["leftThisMinute", "leftToday", "leftThisMonth"]);
        JsonSerializer.Deserialize(json, ServiceJson.Default.WorkerStatus)!.Sources.ShouldBe([progress]);
    }

    [Fact]
    public void Progress_WithoutALimit_LeavesItsMemberOut() => JsonSerializer
        .Serialize(new WorkerStatus([new() { Source = "own", LeftToday = 0 }]), ServiceJson.Default.WorkerStatus)
        .ShouldContain("\"inFlight\":0,\"leftToday\":0}");
}
