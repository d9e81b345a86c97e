using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Tokens;
using IocExplorer.Messages.Service.Trees;
using static IocExplorer.Coordinator.Tests.Api.ApiService;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>Hunts as they are watched.</summary>
public sealed class ProgressTests
{
    private static readonly Operation Flint = new("QiAnXin", "flint", "v1", [IocType.Domain], IsExternal: true);
    private static readonly Operation Resolutions = new("VirusTotal", "resolutions", "v1", [IocType.Domain], IsExternal: true);

    [Fact]
    public async Task Progress_SumsUpTheTreesThatAreOver_InWhateverOrder_AndAfterARetry()
    {
        await using var service = await StartAsync(o => o with { ProgressEvery = TimeSpan.Zero });
        await service.OfferAsync(Flint);
        var hunt = await SubmitAsync(service.Client(), "a.com", "b.com", "c.com", "d.com");
        var trees = await service.OpenAsync(hunt.Id, 4);
        await service.Supervisors.WhenListedAsync(new(hunt.Id), standing => standing.Exploring == 4);

        (await ProgressAsync(service, hunt.Id)).Queries.ShouldBe(QueryTotals.None);
        await service.FinishAsync(trees[3]);
        (await ProgressAsync(service, hunt.Id)).Queries.ShouldBe(new(3, 2, 1, 0, 1, 0));
        await service.FinishAsync(trees[0], WithMissing);
        var two = await ProgressAsync(service, hunt.Id);
        await service.FinishAsync(trees[1], WithMissing);
        await service.FinishAsync(trees[2]);
        var summary = await SummaryAsync(service, hunt.Id);
        await service.Commands.SendAsync(new HuntProtocol.Retry(new(hunt.Id)), Cancellation);
        var retried = await ProgressAsync(service, hunt.Id);
        await service.FinishAsync(hunt.Id, 2);
        var end = await SummaryAsync(service, hunt.Id);

        two.Queries.ShouldBe(new(8, 3, 3, 2, 1, 0));
        two.BySource.ShouldHaveSingleItem().Key.ShouldBe("VirusTotal");
        two.Hunt.Trees.ShouldBe(new(0, 2, 1, 1, 0));
        summary.Queries.ShouldBe(new(16, 6, 6, 4, 2, 0));
        summary.Missing.ShouldBe([new("VirusTotal", "domain_resolutions", "throttled", "HTTP 429", 4, 2)]);
        summary.NotAsked.Inside.ShouldBe(2);
        retried.Queries.ShouldBe(new(6, 4, 2, 0, 2, 0));
        end.Queries.ShouldBe(new(12, 8, 4, 0, 4, 0));
        end.Missing.ShouldBeEmpty();
    }

    [Fact]
    public async Task Summary_OfTreesGivenUp_NamesTheFirstTwenty()
    {
        await using var service = await StartAsync();
        var hunt = await SubmitAsync(service.Client(), Enumerable.Range(0, 25).Select(i => $"n{i}.com"));
        var trees = await service.OpenAsync(hunt.Id, 25);
        foreach (var tree in trees.Reverse())
        {
            await service.FinishAsync(tree, t => t with
            {
                State = TreeState.GivenUp,
                Files = null,
                Tally = null,
                Nodes = null,
                Missing = null,
                Problem = "Given up.",
            });
        }

        var summary = await SummaryAsync(service, hunt.Id);

        summary.FirstProblems.ShouldBe(Enumerable.Range(1, 20).Select(i => $"Tree {i}: Given up."));
        (summary.Hunt.State, summary.Hunt.Trees.GivenUp).ShouldBe((HuntState.Finished, 25));
    }

    [Fact]
    public async Task Progress_SaysWhyNothingMoves()
    {
        await using var service = await StartAsync(o => o with { ProgressEvery = TimeSpan.Zero });
        var hunt = await SubmitAsync(service.Client(), "a.com", "b.com");

        (await ProgressAsync(service, hunt.Id)).Problem.ShouldBe("No worker node is there to ask sources. Start one.");
        await service.OfferAsync(Resolutions, Flint);
        await service.Supervisors.WhenListedAsync(new(hunt.Id), standing => standing.Exploring == 2);
        (await ProgressAsync(service, hunt.Id)).Problem.ShouldBeNull();

        await service.OfferAsync(Flint);
        (await ProgressAsync(service, hunt.Id)).Problem.ShouldBe(
            "No worker node offers VirusTotal resolutions, which this hunt asks: trees that need it wait until one does.");
        await service.Commands.SendAsync(new HuntProtocol.Pause(new(hunt.Id)), Cancellation);
        (await ProgressAsync(service, hunt.Id)).Problem.ShouldBe("The hunt is paused. Resume it to go on.");
        await service.Commands.SendAsync(new HuntProtocol.Cancel(new(hunt.Id)), Cancellation);
        (await ProgressAsync(service, hunt.Id)).Problem.ShouldBeNull();
    }

    [Fact]
    public async Task Stream_TellsAtOnce_WhenSomethingChanges_AndTheEnd()
    {
        await using var service = await StartAsync();
        var hunt = await SubmitAsync(service.Client(), "a.com", "b.com");
        using var response = await WatchAsync(service, hunt.Id);
        await using var events = Read(response);

        (await NextAsync(events)).ShouldBe(("progress", 0, HuntState.Running));
        await service.FinishAsync(hunt.Id, 1);
        (await NextWhereAsync(events, e => e.Written == 1)).ShouldBe(("progress", 1, HuntState.Running));
        await service.Commands.SendAsync(new HuntProtocol.Pause(new(hunt.Id)), Cancellation);
        (await NextWhereAsync(events, e => e.State == HuntState.Paused)).ShouldBe(("progress", 1, HuntState.Paused));
        await service.Commands.SendAsync(new HuntProtocol.Resume(new(hunt.Id)), Cancellation);
        (await NextWhereAsync(events, e => e.State == HuntState.Running)).ShouldBe(("progress", 1, HuntState.Running));
        await service.FinishAsync(hunt.Id, 1);
        (await NextWhereAsync(events, e => e.Name == "end")).ShouldBe(("end", 2, HuntState.Finished));
        (await events.MoveNextAsync().AsTask().InTime()).ShouldBeFalse();
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
    }

    [Fact]
    public async Task Stream_BeyondTheMostOfANode_IsRefused_AndEverythingElseIsServed()
    {
        await using var service = await StartAsync(o => o with { MaxStreams = 2 });
        var hunt = await SubmitAsync(service.Client(), "a.com");
        using var first = await WatchAsync(service, hunt.Id);
        using (var second = await WatchAsync(service, hunt.Id))
        {
            await using var events = Read(second);
            await NextAsync(events);

            using var third = await WatchAsync(service, hunt.Id);

            await third.ProblemAsync(HttpStatusCode.ServiceUnavailable, "too-many-streams");
            third.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(10));
            (await ProgressAsync(service, hunt.Id)).Hunt.Id.ShouldBe(hunt.Id);
            (await service.Client().GetAsync("/api/v1/hunts", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        // The place of a stream is free when the server has seen that its reader is gone.
        using var again = await WhenServedAsync(service, hunt.Id);
        await using var next = Read(again);
        (await NextAsync(next)).ShouldBe(("progress", 0, HuntState.Running));
    }

    [Fact]
    public async Task Stream_OfAHuntThatIsOver_IsItsEnd()
    {
        await using var service = await StartAsync();
        var hunt = await SubmitAsync(service.Client(), "a.com");
        await service.Commands.SendAsync(new HuntProtocol.Cancel(new(hunt.Id)), Cancellation);
        using var response = await WatchAsync(service, hunt.Id);
        await using var events = Read(response);

        (await NextAsync(events)).ShouldBe(("end", 0, HuntState.Cancelled));
        (await events.MoveNextAsync().AsTask().InTime()).ShouldBeFalse();
    }

    [Fact]
    public async Task Stream_WhileNothingChanges_TellsThatItIsStillThere()
    {
        await using var service = await StartAsync(o => o with { ProgressAtLeast = TimeSpan.FromMilliseconds(30) });
        var hunt = await SubmitAsync(service.Client(), "a.com");
        using var response = await WatchAsync(service, hunt.Id);
        await using var events = Read(response);

        for (var i = 0; i < 3; i++)
        {
            (await NextAsync(events)).ShouldBe(("progress", 0, HuntState.Running));
        }
    }

    [Fact]
    public async Task Stream_OfANodeThatStops_EndsWithoutAnEnd_AndGoesOnAtAnother()
    {
        await using var service = await StartAsync();
        var hunt = await SubmitAsync(service.Client(), "a.com", "b.com");
        await using var other = await StartAsync(database: service.Database);
        using var response = await WatchAsync(service, hunt.Id);
        await using var events = Read(response);
        (await NextAsync(events)).Name.ShouldBe("progress");

        service.Gate.Drain();
        await service.FinishAsync(hunt.Id, 1);

        (await RestAsync(events)).ShouldNotContain("end");
        using var again = await WatchAsync(other, hunt.Id);
        await using var more = Read(again);
        (await NextAsync(more)).ShouldBe(("progress", 1, HuntState.Running));
        await service.FinishAsync(hunt.Id, 1);
        (await NextWhereAsync(more, e => e.Name == "end")).ShouldBe(("end", 2, HuntState.Finished));
    }

    [Fact]
    public async Task Stream_OfAHuntThatIsDeleted_Ends()
    {
        await using var service = await StartAsync();
        var hunt = await SubmitAsync(service.Client(), "a.com");
        using var response = await WatchAsync(service, hunt.Id);
        await using var events = Read(response);
        (await NextAsync(events)).Name.ShouldBe("progress");

        (await service.Client().DeleteAsync($"/api/v1/hunts/{hunt.Id}", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        // It may see the moment between cancel and delete.
        (await RestAsync(events)).Count.ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task Stream_OfATokenThatIsRevoked_Ends()
    {
        await using var service = await StartAsync(o => o with { ProgressAtLeast = TimeSpan.FromHours(1) });
        var reader = await service.ClientAsync(TokenRole.Read, "reader");
        var hunt = await SubmitAsync(await service.ClientAsync(TokenRole.Submit), "a.com");
        using var response = await WatchAsync(service, hunt.Id, reader);
        await using var events = Read(response);
        (await NextAsync(events)).Name.ShouldBe("progress");

        (await service.Tokens.RevokeAsync("reader", Cancellation)).ShouldBeTrue();

        (await RestAsync(events)).ShouldNotContain("end");
        (await reader.GetAsync($"/api/v1/hunts/{hunt.Id}", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Stream_WithoutAToken_EndsWhenTheServiceHasTokens()
    {
        await using var service = await StartAsync(o => o with { ProgressAtLeast = TimeSpan.FromHours(1) });
        var hunt = await SubmitAsync(service.Client(), "a.com");
        using var response = await WatchAsync(service, hunt.Id);
        await using var events = Read(response);
        (await NextAsync(events)).Name.ShouldBe("progress");

        await service.TokenAsync(TokenRole.Admin);

        (await RestAsync(events)).ShouldNotContain("end");
    }

    private static Task<HttpResponseMessage> WatchAsync(ApiService service, long hunt, HttpClient? client = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/hunts/{hunt}/progress") { Headers = { { "Accept", "text/event-stream" } } };
        return (client ?? service.Client()).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    private static async Task<HttpResponseMessage> WhenServedAsync(ApiService service, long hunt)
    {
        while (true)
        {
            var response = await WatchAsync(service, hunt);
            if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                return response;
            }

            response.Dispose();
        }
    }

    private static IAsyncEnumerator<SseItem<string>> Read(HttpResponseMessage response) =>
        SseParser.Create(response.Content.ReadAsStream(Cancellation)).EnumerateAsync(Cancellation).GetAsyncEnumerator(Cancellation);

    private static async Task<(string Name, int Written, HuntState State)> NextAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        (await events.MoveNextAsync().AsTask().InTime()).ShouldBeTrue();
        var view = JsonSerializer.Deserialize(events.Current.Data, ServiceJson.Default.ProgressView)!;
        return (events.Current.EventType, view.Hunt.Trees.Written, view.Hunt.State);
    }

    private static async Task<(string Name, int Written, HuntState State)> NextWhereAsync(
        IAsyncEnumerator<SseItem<string>> events, Predicate<(string Name, int Written, HuntState State)> isIt)
    {
        while (true)
        {
            if (await NextAsync(events) is var next && isIt(next))
            {
                return next;
            }
        }
    }

    private static async Task<IReadOnlyList<string>> RestAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        List<string> names = [];
        while (await events.MoveNextAsync().AsTask().InTime())
        {
            names.Add(events.Current.EventType);
        }

        return names;
    }

    private static async Task<ProgressView> ProgressAsync(ApiService service, long hunt)
    {
        using var response = await service.Client().GetAsync($"/api/v1/hunts/{hunt}/progress", Cancellation);
        return await response.ReadAsync(HttpStatusCode.OK, ServiceJson.Default.ProgressView);
    }

    private static async Task<SummaryView> SummaryAsync(ApiService service, long hunt)
    {
        using var response = await service.Client().GetAsync($"/api/v1/hunts/{hunt}/summary", Cancellation);
        return await response.ReadAsync(HttpStatusCode.OK, ServiceJson.Default.SummaryView);
    }
}
