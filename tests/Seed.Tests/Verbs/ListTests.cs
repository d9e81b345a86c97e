using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Nodes;
using IocExplorer.Messages.Service.Tokens;
using IocExplorer.Seed.Tests.Runs;
using IocExplorer.Seed.Tests.Service;

namespace IocExplorer.Seed.Tests.Verbs;

public sealed class ListTests
{
    private const string Evil = "\u001b[2J\u202eevil\n[red]";

    [Fact]
    public async Task Hunts_AreListedTheNewestFirst()
    {
        await using var service = await FakeService.StartAsync();
        service.On("GET hunts", Answers.Json(
            new HuntPage(
                [
                    Hunts.Running with { Id = 12, Name = "feed of the week", State = HuntState.Paused, Seeds = 5000, Trees = new(4000, 0, 900, 90, 10) },
                    Hunts.Running with { Id = 11, Name = Evil, SubmittedBy = Evil, Trees = new(3, 0, 0, 0, 1) },
                    Hunts.Finished with { Trees = new(0, 0, 3, 1, 0) },
                ],
                7),
            j => j.HuntPage));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("hunts");

        exitCode.ShouldBe(0);
        run.Output.ShouldBeTheScreen("Verbs/hunts.txt");
    }

    [Fact]
    public async Task Hunts_OfAnOlderPage_AreAskedFor()
    {
        await using var service = await FakeService.StartAsync();
        service.On("GET hunts", Answers.Json(new HuntPage([], null), j => j.HuntPage));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("hunts", "--before", "7");

        exitCode.ShouldBe(0);
        run.Output.ShouldBe("There is no older hunt.\n");
        service.Lines.ShouldBe(["GET hunts?before=7&limit=50"]);
    }

    [Fact]
    public async Task Hunts_BeforeWhatIsNoNumber_AreNotAskedFor()
    {
        await using var service = await FakeService.StartAsync();
        using var run = new ServiceRun(service.Address);

        (await run.RunAsync("hunts", "--before", "x&state=all")).ShouldBe(2);

        service.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nodes_AreListedWithWhatTheyAreAt()
    {
        var node = new NodeView
        {
            Id = 1,
            Kind = NodeKind.Coordinator,
            Name = "c1",
            Address = "akka.tcp://ioc-explorer@10.0.0.1:4711",
            Version = "2.0.0",
            State = "up",
            StartedAt = Hunts.Submitted,
            BeatAgeSeconds = 1.26,
            Hunts = 1,
            Trees = 2,
        };
        await using var service = await FakeService.StartAsync();
        service.On("GET nodes", Answers.Json(
            new NodeList(
                [
                    node,
                    node with
                    {
                        Id = 2,
                        Kind = NodeKind.Worker,
                        Name = Evil,
                        Address = "akka.tcp://ioc-explorer@10.0.0.2:4712",
                        State = "leaving",
                        Hunts = null,
                        Trees = null,
                        Throttles = [new("VirusTotal", 40, 2)],
                        Sources =
                        [
                            new()
                            {
                                Source = "VirusTotal",
                                Requests = 1234,
                                InFlight = 2,
                                Waiting = "the quota of the day is used up",
                                WaitingUntil = Hunts.Submitted.AddHours(13),
                            },
                            new() { Source = "QiAnXin", Requests = 1 },
                        ],
                    },
                    node with { Id = 3, Kind = NodeKind.Worker, Name = "w2", State = "joining", Hunts = null, Trees = null },
                ]),
            j => j.NodeList));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("nodes");

        exitCode.ShouldBe(0);
        run.Output.ShouldBeTheScreen("Verbs/nodes.txt");
    }

    [Fact]
    public async Task Nodes_WithoutAWorker_SayThatNothingIsAsked()
    {
        await using var service = await FakeService.StartAsync();
        service.On("GET nodes", Answers.Json(new NodeList([]), j => j.NodeList));
        using var run = new ServiceRun(service.Address);

        await run.RunAsync("nodes");

        run.Output.ShouldEndWith("No worker is there: nothing is asked until one is started.\n");
    }

    [Fact]
    public async Task Sources_OfAService_SayWhatEachWorkerHoldsAndSinceWhen()
    {
        var node = new NodeView { Id = 1, Kind = NodeKind.Worker, Name = "w1", Address = "a@b", Version = "2.0.0", State = "up" };
        await using var service = await FakeService.StartAsync();
        service.On("GET nodes", Answers.Json(
            new NodeList(
                [
                    node with
                    {
                        Sources =
                        [
                            new() { Source = "VirusTotal" },
                            new()
                            {
                                Source = "file",
                                Holds = [new("/data/own.csv", 1234, Hunts.Submitted), new("/data/new.json", 0, null) { Trouble = "is being written" }],
                            },
                        ],
                    },
                    node with
                    {
                        Id = 2,
                        Name = "w2",
                        Sources = [new() { Source = "file", Holds = [new("/data/own.csv", 1200, Hunts.Submitted) { Trouble = "is gone" }] }],
                    },
                ]),
            j => j.NodeList));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("sources", "--server", service.Address.ToString());

        exitCode.ShouldBe(0);
        run.Output.ShouldBeTheScreen("Verbs/sources-held.txt");
    }

    [Fact]
    public async Task Tokens_AreListedByName()
    {
        await using var service = await FakeService.StartAsync();
        service.On("GET tokens",
            Answers.Json(new TokenList([new("ana", TokenRole.Admin, Hunts.Submitted), new("ci", TokenRole.Read, Hunts.Submitted)]), j => j.TokenList));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("token", "list");

        exitCode.ShouldBe(0);
        run.Output.ShouldBeTheScreen("Verbs/tokens.txt");
    }

    [Fact]
    public async Task TokenAdd_PrintsTheTokenAlone()
    {
        await using var service = await FakeService.StartAsync();
        service.On("POST tokens", Answers.Json(new MadeToken("ci", TokenRole.Submit, "new-token"), j => j.MadeToken, 201));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("token", "add", "ci", "--role", "submit");

        exitCode.ShouldBe(0);
        run.Output.ShouldBe("new-token\n");
        run.Error.ShouldBe("Token ci with the role submit. It is shown this once: the service keeps a hash of it only.\n");
        service.Requests.Single().Body.ShouldBe("""{"name":"ci","role":"submit"}""");
    }

    [Theory]
    [InlineData("--role", "root", ", not `root`")]
    [InlineData("--insecure", null, "")]
    public async Task TokenAdd_WithoutAGoodRole_AsksNobody(string option, string? value, string shown)
    {
        await using var service = await FakeService.StartAsync();
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync(["token", "add", "ci", option, .. value is null ? Array.Empty<string>() : [value]]);

        exitCode.ShouldBe(2);
        run.Error.ShouldBe($"command line: --role must be read, submit or admin{shown}.\n");
        service.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task TokenRevoke_OfAnyName_NamesItSafely()
    {
        await using var service = await FakeService.StartAsync();
        service.On("DELETE tokens/a%2Fb", Answers.Nothing);
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("token", "revoke", "a/b");

        exitCode.ShouldBe(0);
        run.Output.ShouldBe("The token a/b is revoked.\n");
    }
}
