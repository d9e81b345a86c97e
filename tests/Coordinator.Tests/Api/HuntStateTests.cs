using System.Globalization;
using System.Net;
using System.Text.Json;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Nodes;
using IocExplorer.Messages.Service.Trees;
using static IocExplorer.Coordinator.Tests.Api.ApiService;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>What can be done with a hunt in which state, and how hunts and trees are listed.</summary>
public sealed class HuntStateTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiService _service = fixture.Service;

    public static TheoryData<string, string, bool, string> Orders => new()
    {
        { "running", "pause", true, "paused" },
        { "running", "resume", false, "running" },
        { "running", "cancel", true, "cancelled" },
        { "running", "retry", false, "running" },
        { "paused", "pause", false, "paused" },
        { "paused", "resume", true, "running" },
        { "paused", "cancel", true, "cancelled" },
        { "paused", "retry", false, "paused" },
        { "cancelled", "pause", false, "cancelled" },
        { "cancelled", "resume", false, "cancelled" },
        { "cancelled", "cancel", false, "cancelled" },
        { "cancelled", "retry", true, "running" },
        { "finished", "pause", false, "finished" },
        { "finished", "resume", false, "finished" },
        { "finished", "cancel", false, "finished" },
        { "finished", "retry", false, "finished" },
        { "interrupted", "pause", false, "interrupted" },
        { "interrupted", "resume", false, "interrupted" },
        { "interrupted", "cancel", false, "interrupted" },
        { "interrupted", "retry", true, "running" },
        { "lacking", "pause", false, "finished" },
        { "lacking", "retry", true, "running" },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Order_IsCarriedOutInTheStatesThatAllowIt_AndRefusedInTheOthers(string state, string order, bool isAllowed, string after)
    {
        var hunt = await HuntInAsync(state);

        using var response = await Client.PostAsync($"/api/v1/hunts/{hunt}/{order}", null, Cancellation);

        if (isAllowed)
        {
            (await response.ReadAsync(HttpStatusCode.OK, ServiceJson.Default.HuntView)).State.ToString().ToLowerInvariant().ShouldBe(after);
        }
        else
        {
            (await response.ProblemAsync(HttpStatusCode.Conflict, "wrong-state")).Detail().ShouldStartWith($"Hunt {hunt} is {after} and cannot be ");
        }

        (await _service.Hunts.FindAsync(new(hunt), Cancellation))!.State.ToString().ToLowerInvariant().ShouldBe(after);
    }

    [Theory]
    [InlineData("running")]
    [InlineData("paused")]
    [InlineData("cancelled")]
    [InlineData("finished")]
    [InlineData("interrupted")]
    public async Task Delete_InAnyState_LeavesNothing(string state)
    {
        var hunt = await HuntInAsync(state);

        (await Client.DeleteAsync($"/api/v1/hunts/{hunt}", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        foreach (var path in new[] { "", "/progress", "/summary", "/trees", "/trees/1.txt", "/results.zip" })
        {
            using var response = await Client.GetAsync($"/api/v1/hunts/{hunt}{path}", Cancellation);
            await response.ProblemAsync(HttpStatusCode.NotFound, "no-such-hunt");
        }

        using var again = await Client.DeleteAsync($"/api/v1/hunts/{hunt}", Cancellation);
        await again.ProblemAsync(HttpStatusCode.NotFound, "no-such-hunt");
    }

    [Fact]
    public async Task HuntThatWasInterrupted_IsListedAsItWas_AndGoesOnWithItsOpenTreesWhenRetried()
    {
        await using var service = await StartAsync();
        var hunt = (await HuntOnDatabase.SubmitInterruptedAsync(service.Store, 2, "a.com", "b.com", "c.com")).Value;
        await service.OfferAsync(new Operation("QiAnXin", "flint", "v1", [IocType.Domain], IsExternal: true));

        var interrupted = await PageAsync("interrupted");
        using var retry = await service.Client().PostAsync($"/api/v1/hunts/{hunt}/retry", null, Cancellation);
        await retry.ReadAsync(HttpStatusCode.OK, ServiceJson.Default.HuntView);
        await service.Supervisors.WhenListedAsync(new(hunt), standing => standing.Exploring == 1);
        var running = await PageAsync("running");
        await service.FinishAsync(hunt, 3);
        var finished = await PageAsync("finished");

        (interrupted.Trees, interrupted.Nodes, interrupted.EndedAt is null).ShouldBe((new(1, 0, 2, 0, 0), 6, false));
        (running.Trees, running.Nodes, running.EndedAt).ShouldBe((new(0, 1, 2, 0, 0), 6, null));
        (finished.Trees, finished.Nodes, finished.EndedAt is null).ShouldBe((new(0, 0, 3, 0, 0), 9, false));

        async Task<HuntView> PageAsync(string state)
        {
            using var response = await service.Client().GetAsync("/api/v1/hunts?state=" + state, Cancellation);
            return (await response.ReadAsync(HttpStatusCode.OK, ServiceJson.Default.HuntPage)).Hunts.ShouldHaveSingleItem();
        }
    }

    [Theory]
    [InlineData("running", "Only a finished, cancelled or interrupted hunt can be; cancel it first.")]
    [InlineData("paused", "Only a finished, cancelled or interrupted hunt can be; cancel it first.")]
    [InlineData("finished", "It lacks nothing.")]
    public async Task RetryThatIsRefused_SaysWhatCanBeDone(string state, string advice)
    {
        var hunt = await HuntInAsync(state);

        using var response = await Client.PostAsync($"/api/v1/hunts/{hunt}/retry", null, Cancellation);

        (await response.ProblemAsync(HttpStatusCode.Conflict, "wrong-state")).Detail().ShouldBe($"Hunt {hunt} is {state} and cannot be retried. {advice}");
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/progress")]
    [InlineData("GET", "/summary")]
    [InlineData("GET", "/trees")]
    [InlineData("GET", "/trees/1.txt")]
    [InlineData("GET", "/trees/1.json")]
    [InlineData("GET", "/results.zip")]
    [InlineData("POST", "/pause")]
    [InlineData("POST", "/resume")]
    [InlineData("POST", "/cancel")]
    [InlineData("POST", "/retry")]
    [InlineData("DELETE", "")]
    public async Task HuntThatIsNone_IsNotFound(string method, string path)
    {
        foreach (var id in new[] { "987654", "0", "-1", "9223372036854775807" })
        {
            using var request = new HttpRequestMessage(new(method), $"/api/v1/hunts/{id}{path}");
            using var response = await Client.SendAsync(request, Cancellation);
            (await response.ProblemAsync(HttpStatusCode.NotFound, "no-such-hunt")).Detail()
                .ShouldBe($"There is no hunt {id}. `ioc-explorer hunts` or GET /api/v1/hunts lists those there are.");
        }

        foreach (var id in new[] { "9223372036854775808", "x", "1%27%20OR%201=1", "%3Cscript%3E", "..%2f..%2fetc" })
        {
            using var request = new HttpRequestMessage(new(method), $"/api/v1/hunts/{id}{path}");
            using var response = await Client.SendAsync(request, Cancellation);
            await response.ProblemAsync(HttpStatusCode.NotFound, "no-such-address");
        }
    }

    [Fact]
    public async Task Hunts_AreListedNewestFirst_PageByPage_AndByState()
    {
        await using var service = await StartAsync();
        var client = service.Client();
        for (var i = 0; i < 5; i++)
        {
            await SubmitAsync(client, "a.com");
        }

        await service.Commands.SendAsync(new HuntProtocol.Pause(new(2)), Cancellation);
        await service.Commands.SendAsync(new HuntProtocol.Pause(new(4)), Cancellation);

        (await PageAsync("limit=2")).ShouldBe("5 4 then 4");
        (await PageAsync("limit=2&before=4")).ShouldBe("3 2 then 2");
        (await PageAsync("limit=2&before=2")).ShouldBe("1 then null");
        (await PageAsync("limit=5")).ShouldBe("5 4 3 2 1 then null");
        (await PageAsync("state=paused&limit=1")).ShouldBe("4 then 4");
        (await PageAsync("state=paused&before=4")).ShouldBe("2 then null");
        (await PageAsync("state=finished")).ShouldBe(" then null");

        async Task<string> PageAsync(string query)
        {
            using var response = await client.GetAsync("/api/v1/hunts?" + query, Cancellation);
            var page = await response.ReadAsync(HttpStatusCode.OK, ServiceJson.Default.HuntPage);
            return $"{string.Join(' ', page.Hunts.Select(h => h.Id))} then {page.Next?.ToString(CultureInfo.InvariantCulture) ?? "null"}";
        }
    }

    [Fact]
    public async Task Trees_AreListedInTheOrderOfTheSeeds_PageByPage()
    {
        var hunt = await SubmitAsync(Client, Enumerable.Range(0, 5).Select(i => $"n{i}.com"));
        await _service.FinishAsync(hunt.Id, 1);
        await _service.FinishAsync(hunt.Id, 1, tree => tree with
        {
            State = TreeState.GivenUp,
            Files = null,
            Tally = null,
            Nodes = null,
            Missing = null,
            Problem = "Given up: <b>\u202e",
        });

        using var first = await Client.GetAsync($"/api/v1/hunts/{hunt.Id}/trees?limit=3", Cancellation);
        using var second = await Client.GetAsync($"/api/v1/hunts/{hunt.Id}/trees?limit=3&after=3", Cancellation);
        var one = await first.ReadAsync(HttpStatusCode.OK, ServiceJson.Default.TreePage);
        var two = await second.ReadAsync(HttpStatusCode.OK, ServiceJson.Default.TreePage);

        one.Trees.ShouldBe(
        [
            new() { Number = 1, Type = "domain", Value = "n0.com", State = TreeState.Complete, Nodes = 3, Missing = 0,
                FileName = "n0.com_depth_3_202601051200" },
            new() { Number = 2, Type = "domain", Value = "n1.com", State = TreeState.GivenUp, Problem = "Given up: <b>\u202e" },
            new() { Number = 3, Type = "domain", Value = "n2.com", State = TreeState.Waiting },
        ]);
        (one.Next, two.Next).ShouldBe((3, null));
        two.Trees.Select(t => t.Number).ShouldBe([4, 5]);
    }

    [Theory]
    [InlineData("hunts?limit=0")]
    [InlineData("hunts?limit=1001")]
    [InlineData("hunts?limit=ten")]
    [InlineData("hunts?limit=1&limit=2")]
    [InlineData("hunts?limit=1;DROP TABLE hunts")]
    [InlineData("hunts?before=-1")]
    [InlineData("hunts?before=9999999999999999999")]
    [InlineData("hunts?state=RUNNING")]
    [InlineData("hunts?state=' OR 1=1 --")]
    [InlineData("hunts?state=%E2%80%AE%00%1B[31m<script>")]
    [InlineData("hunts/1/trees?after=2147483648")]
    [InlineData("hunts/1/trees?after=-1")]
    [InlineData("hunts/1/trees?limit=x")]
    public async Task ParameterThatIsWrong_IsRefused_AndNotRepeated(string path)
    {
        using var response = await Client.GetAsync("/api/v1/" + path, Cancellation);

        var problem = await response.ProblemAsync(HttpStatusCode.UnprocessableEntity, "wrong-values");
        problem.Detail().ShouldStartWith("The parameter ");
        problem.Detail().ShouldNotContain("<");
    }

    [Fact]
    public async Task AddressOrMethodThatIsNone_IsAProblem()
    {
        using var address = await Client.GetAsync("/api/v1/%3Cscript%3E/../x", Cancellation);
        using var method = await Client.PutAsync("/api/v1/hunts", null, Cancellation);

        await address.ProblemAsync(HttpStatusCode.NotFound, "no-such-address");
        await method.ProblemAsync(HttpStatusCode.MethodNotAllowed, "wrong-method");
        method.Content.Headers.Allow.ShouldBe(["GET", "POST"], ignoreOrder: true);
    }

    [Fact]
    public async Task EveryAnswer_IsNotToBeKeptNorTakenForSomethingElse()
    {
        foreach (var path in new[] { "/api/v1/hunts", "/api/v1/hunts/4711", "/nowhere", "/openapi/v1.json" })
        {
            using var response = await Client.GetAsync(path, Cancellation);
            response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Nodes_AreListed()
    {
        using var response = await Client.GetAsync("/api/v1/nodes", Cancellation);
        var nodes = await response.ReadAsync(HttpStatusCode.OK, ServiceJson.Default.NodeList);

        var node = nodes.Nodes.ShouldHaveSingleItem();
        (node.Id, node.Kind, node.Name, node.Version, node.State).ShouldBe((4711, NodeKind.Coordinator, "api", "1.2.3", "up"));
    }

    [Fact]
    public async Task Nodes_TellWhatTheyHost_AndThoseThatHaveToldNothingYetSaySo()
    {
        await using var service = await StartAsync();
        var source = new SourceProgress { Source = "VirusTotal", Requests = 7 };
        var throttle = new ThrottleView("VirusTotal", Queued: 5, InFlight: 2);
        var started = new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
        service.Nodes.Replace(
        [
            CoordinatorNode() with
            {
                StartedAt = started,
                Age = TimeSpan.FromSeconds(0.5),
                Detail = JsonSerializer.Serialize(new CoordinatorStatus(3, [], Supervised: 2), ServiceJson.Default.CoordinatorStatus),
            },
            CoordinatorNode() with { Id = 1, Name = "new", Version = null, Member = "joining" },
            CoordinatorNode() with
            {
                Id = 2,
                Kind = NodeKind.Worker,
                Member = "unreachable",
                Detail = new WorkerStatus([source]) { Throttles = [throttle] }.ToText(),
            },
        ]);

        using var response = await service.Client().GetAsync("/api/v1/nodes", Cancellation);
        var nodes = (await response.ReadAsync(HttpStatusCode.OK, ServiceJson.Default.NodeList)).Nodes;

        nodes[0].ShouldBe(new()
        {
            Id = 4711,
            Kind = NodeKind.Coordinator,
            Name = "api",
            Address = "akka.tcp://ioc-explorer@127.0.0.1:4711",
            Version = "1.2.3",
            State = "up",
            StartedAt = started,
            BeatAgeSeconds = 0.5,
            Hunts = 2,
            Trees = 3,
        });
        (nodes[1].Name, nodes[1].Version, nodes[1].State, nodes[1].Hunts, nodes[1].Trees).ShouldBe(("new", "", "joining", null, null));
        (nodes[2].Kind, nodes[2].State, nodes[2].Hunts).ShouldBe((NodeKind.Worker, "unreachable", null));
        nodes[2].Sources.ShouldBe([source]);
        nodes[2].Throttles.ShouldBe([throttle]);
    }

    private HttpClient Client => _service.Client();

    private async Task<long> HuntInAsync(string state)
    {
        var hunt = (await SubmitAsync(Client, "a.com", "b.com")).Id;
        switch (state)
        {
            case "paused":
                await _service.Commands.SendAsync(new HuntProtocol.Pause(new(hunt)), Cancellation);
                break;
            case "cancelled":
                await _service.Commands.SendAsync(new HuntProtocol.Cancel(new(hunt)), Cancellation);
                break;
            case "finished":
                await _service.FinishAsync(hunt, 2);
                break;
            case "lacking":
                await _service.FinishAsync(hunt, 2, WithMissing);
                break;
            case "interrupted":
                return (await HuntOnDatabase.SubmitInterruptedAsync(_service.Store, 1, "a.com", "b.com")).Value;
            default:
                break;
        }

        return hunt;
    }
}
