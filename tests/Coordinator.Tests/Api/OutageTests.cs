using System.Net;
using IocExplorer.Coordinator.Api.Access;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Testing.Postgres;
using static IocExplorer.Coordinator.Tests.Api.ApiService;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>The database goes and comes back.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task DatabaseThatIsAway_Is503_WithoutASecret_AndAllIsThereWhenItIsBack()
    {
        await using var server = await PostgresServer.StartNewAsync();
        Assert.SkipWhen(server.IsForeign, "The server belongs to somebody else.");
        await using var service = await StartAsync(o => o with { AdminTokenHash = TokenText.Hash("the token of the file") }, server);
        var client = service.Client("the token of the file");
        var hunt = await SubmitAsync(client, "a.com", "b.com");
        await service.FinishAsync(hunt.Id, 1);

        await server.StopAsync();
        foreach (var path in new[]
        {
            "hunts", "hunts/1", "hunts/1/progress", "hunts/1/summary", "hunts/1/trees", "hunts/1/trees/1.txt", "hunts/1/results.zip", "tokens",
        })
        {
            await ShouldBeAwayAsync(await client.GetAsync("/api/v1/" + path, Cancellation));
        }

        await ShouldBeAwayAsync(await client.PostAsync("/api/v1/hunts", Csv("c.com"), Cancellation));
        await ShouldBeAwayAsync(await client.PostAsync("/api/v1/hunts/1/pause", null, Cancellation));
        await ShouldBeAwayAsync(await client.DeleteAsync("/api/v1/hunts/1", Cancellation));
        await ShouldBeAwayAsync(await service.Client("some other token").GetAsync("/api/v1/hunts", Cancellation));
        (await client.GetAsync("/nowhere", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await server.StartAsync();
        (await client.GetStringAsync("/api/v1/hunts/1/trees/1.txt", Cancellation)).ShouldBe("text of a.com\n");
        (await service.Hunts.ListAsync(null, null, 9, Cancellation)).ShouldHaveSingleItem().State.ShouldBe(HuntState.Running);
    }

    [Fact]
    public async Task SupervisorThatDoesNotAnswer_Is503_AndTheHuntStaysAsItIsListed()
    {
        await using var service = await StartAsync(commands: new SilentCommands());
        var client = service.Client();
        var hunt = await SubmitAsync(client, "a.com");

        foreach (var order in new[] { "pause", "resume", "cancel", "retry" })
        {
            await ShouldBeSilentAsync(await client.PostAsync($"/api/v1/hunts/{hunt.Id}/{order}", null, Cancellation), hunt.Id);
        }

        await ShouldBeSilentAsync(await client.DeleteAsync($"/api/v1/hunts/{hunt.Id}", Cancellation), hunt.Id);
        (await service.Hunts.FindAsync(new(hunt.Id), Cancellation))!.State.ShouldBe(HuntState.Running);
    }

    [Fact]
    public void NodeWithoutDatabaseYet_Is503()
    {
        using var gate = new Coordinator.Api.BackendProvider();

        Should.Throw<Persistence.LedgerException>(() => gate.Backend()).Kind.ShouldBe(Persistence.LedgerErrorKind.Unavailable);
    }

    private static async Task ShouldBeSilentAsync(HttpResponseMessage response, long hunt)
    {
        using (response)
        {
            var problem = await response.ProblemAsync(HttpStatusCode.ServiceUnavailable, "supervisor-away");
            response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
            problem.Detail().ShouldContain($"hunt {hunt}");
        }
    }

    private static async Task ShouldBeAwayAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var problem = await response.ProblemAsync(HttpStatusCode.ServiceUnavailable, "database-away");
            response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(2));
            problem.Detail().ShouldNotContain("127.0.0.1");
        }
    }
}
