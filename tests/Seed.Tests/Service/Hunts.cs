using IocExplorer.Messages;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Trees;

namespace IocExplorer.Seed.Tests.Service;

/// <summary>Hunt 7 at several moments.</summary>
internal static class Hunts
{
    public static readonly DateTimeOffset Submitted = new(2026, 1, 5, 11, 0, 0, TimeSpan.Zero);

    public static HuntView Running { get; } = new()
    {
        Id = 7,
        Name = "ioc",
        State = HuntState.Running,
        SubmittedBy = "ana",
        SubmittedAt = Submitted,
        Depth = 3,
        Plain = false,
        FactsSince = Submitted.AddDays(-1),
        Seeds = 4,
        Duplicates = 1,
        BadLines = 0,
        FirstBadLines = [],
        Trees = new(2, 1, 1, 0, 0),
        Nodes = 12,
    };

    public static HuntView Finished { get; } = Running with
    {
        State = HuntState.Finished,
        EndedAt = Submitted.AddMinutes(5),
        Trees = new(0, 0, 4, 0, 0),
        Nodes = 62,
    };

    /// <summary>A minute after it was submitted.</summary>
    public static ProgressView HalfWay { get; } = Progress(Running, 60, new(20, 8, 4, 1, 2, 1));

    public static ProgressView AtTheEnd { get; } = Progress(Finished, 300, new(27, 23, 4, 0, 1, 1));

    public static SummaryView Complete { get; } = new()
    {
        Hunt = Finished,
        ElapsedSeconds = 300,
        Queries = AtTheEnd.Queries,
        BySource = AtTheEnd.BySource,
        NotAsked = default,
        Missing = [],
        FirstProblems = [],
    };

    public static TreePage Trees { get; } = new(
        [.. Enumerable.Range(1, 4).Select(n => new TreeView
        {
            Number = n,
            Type = "domain",
            Value = $"{n}.example.com",
            State = TreeState.Complete,
            Nodes = 3,
            Missing = 0,
            FileName = $"{n}.example.com_depth_3_202601051205",
        })],
        null);

    public static (string Name, string Text)[] Files { get; } =
    [
        .. Trees.Trees.SelectMany(t => new[] { ($"{t.FileName}.txt", $"AnyNode(id='{t.Value}', type='domain')"), ($"{t.FileName}.json", "{}") }),
        ("summary.json", "{ }"),
    ];

    /// <summary>Everything about a hunt that has ended well.</summary>
    public static FakeService HasEnded(this FakeService service) => service
        .On("GET hunts/7/progress", Answers.Events(("progress", AtTheEnd), ("end", AtTheEnd)))
        .On("GET hunts/7/summary", Answers.Json(Complete, j => j.SummaryView))
        .On("GET hunts/7/trees", Answers.Json(Trees, j => j.TreePage))
        .On("GET hunts/7/results.zip", Answers.Zip(Files));

    private static ProgressView Progress(HuntView hunt, double elapsed, QueryTotals queries) => new()
    {
        Hunt = hunt,
        ElapsedSeconds = elapsed,
        Queries = queries,
        BySource = new Dictionary<string, QueryTotals> { ["VirusTotal"] = queries },
        Sources = [new SourceProgress { Source = "VirusTotal", Requests = 1000, Found = 600, Empty = 300, InFlight = 2, LeftThisMinute = 3 }],
    };
}
