using IocExplorer.Messages;
using IocExplorer.Messages.Service;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Testing;
using IocExplorer.Testing.Postgres;

namespace IocExplorer.Persistence.Tests.Postgres;

/// <summary>The server ends as in a crash and comes back; one server of its own.</summary>
public sealed class PostgresRestartTests
{
    private static readonly Freshness AnyAge = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_WhileTheServerIsDown_SayUnavailableAndWorkAgainWithNothingLost()
    {
        await using var server = await PostgresServer.StartNewAsync();
        await using var store = await PostgresStore.OpenAsync(
            new() { ConnectionString = await server.CreateDatabaseAsync(), Kind = NodeKind.Worker, Name = "test", BeatsByItself = false }, Cancellation);
        var operation = (await store.Ledger.RegisterAsync([new("Alpha", "first", "v1", [IocType.Domain], true)], Cancellation)).Single();
        await AskAsync("a");
        var claim = (await store.Ledger.ClaimAsync(new("Alpha", 5, []), Cancellation)).Single();
        await store.Hints.Listening.InTimeAsync("listening", "the node", "LISTEN");
        var missed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = store.Ledger.Hints.WhenMissed(() => missed.TrySetResult());

        await server.StopAsync(immediate: true);

        (await Should.ThrowAsync<LedgerException>(() => AskAsync("b"))).Trouble.ShouldBe(LedgerTrouble.Unavailable);
        (await Should.ThrowAsync<LedgerException>(() => store.Node.BeatAsync(Cancellation))).Trouble.ShouldBe(LedgerTrouble.Unavailable);
        (await Should.ThrowAsync<LedgerException>(async () => await store.Ledger.ClaimAsync(new("Alpha", 5, []), Cancellation)))
            .Message.ShouldContain("is not available");
        await server.StartAsync();
        await missed.Task.InTimeAsync("restarting", "the listener", "the word that hints were missed");
        var id = store.Node.Id;
        await store.Node.BeatAsync(Cancellation);

        store.Node.Id.ShouldBe(id);
        (await store.Ledger.AnswerAsync([new(claim, Answer.Empty.Instance)], Cancellation)).ShouldBe([true]);
        (await AskAsync("a")).Answer.ShouldBe(Answer.Empty.Instance);
        (await AskAsync("b")).Answer.ShouldBeNull();

        async Task<QueryState> AskAsync(string value) =>
            (await store.Ledger.AskAsync(new(new(1), AnyAge, [new(operation, new(IocType.Domain, value))]), Cancellation)).Single();
    }
}
