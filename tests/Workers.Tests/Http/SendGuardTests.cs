using IocExplorer.Workers.Http;
using IocExplorer.Workers.Tests.Doubles;

namespace IocExplorer.Workers.Tests.Http;

public sealed class SendGuardTests : IDisposable
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;
    private readonly SourceHttp _http = new(new() { MaxConnections = 4, AnswerBytes = 1024, ChecksBeforeSending = true }, TimeProvider.System);

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Send_WithAGoodPermit_AsksOnceForEachRequest()
    {
        await using var server = ScriptedServer.Start(_ => "ok a.example");
        var asked = 0;
        SendGuard.Ask(() => ++asked > 0);
        (await SendAsync(server)).ShouldBe(200);
        SendGuard.Ask(() => ++asked > 0);
        (await SendAsync(server)).ShouldBe(200);

        asked.ShouldBe(2);
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Send_WhenThePermitIsTooOldOnANewConnection_SendsNotAByte()
    {
        await using var server = ScriptedServer.Start(_ => "ok a.example");
        SendGuard.Ask(() => false);

        var error = await Should.ThrowAsync<Exception>(async () => await SendAsync(server));

        PermitExpiredException.IsCauseOf(error).ShouldBeTrue();
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_WhenThePermitIsTooOldOnAConnectionThatWasUsed_SendsNotAByte()
    {
        await using var server = ScriptedServer.Start(_ => "ok a.example");
        (await SendAsync(server)).ShouldBe(200);
        SendGuard.Ask(() => false);

        var error = await Should.ThrowAsync<Exception>(async () => await SendAsync(server));

        PermitExpiredException.IsCauseOf(error).ShouldBeTrue();
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Send_OfSeveralAtOnce_AsksEachForItself()
    {
        await using var server = ScriptedServer.Start(_ => "ok a.example");

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            SendGuard.Ask(() => i % 2 == 0);
            try
            {
                return await SendAsync(server);
            }
            catch (Exception error) when (PermitExpiredException.IsCauseOf(error))
            {
                return 0;
            }
        }));

        results.ShouldBe(Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? 200 : 0));
        server.Requests.Count.ShouldBe(10);
    }

    private async Task<int> SendAsync(ScriptedServer server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.BaseUrl);
        using var reply = await _http.SendAsync(request, None);
        return reply.Status;
    }
}
