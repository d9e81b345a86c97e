using System.Net;
using System.Net.Sockets;
using System.Text;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Tokens;
using IocExplorer.Seed.Service;

namespace IocExplorer.Seed.Tests.Service;

public sealed class ServiceClientTests
{
    private const string Token = "tok-1234567890-secret";

    private readonly HastyTime _time = new();
    private readonly List<string> _told = [];

    [Theory]
    [InlineData(401, "Unauthorized",
        "The hunts were not listed (HTTP 401 Unauthorized). The token is mistyped, revoked, or that of another service: ask an administrator of the service "
        + "for a new one.")]
    [InlineData(403, "Forbidden", "The hunts were not listed (HTTP 403 Forbidden). Use a token with a role that may do this.")]
    [InlineData(404, "Not Found", "The hunts were not listed (HTTP 404 Not Found). Check --server: this is no address of IOC Explorer's service.")]
    [InlineData(409, "Conflict", "The hunts were not listed (HTTP 409 Conflict). `ioc-explorer hunts` shows where each hunt stands.")]
    [InlineData(413, "Too large",
        "The hunts were not listed (HTTP 413 Too large). Split the seeds into several hunts, or have the service's service.maxBodyBytes raised.")]
    [InlineData(422, "Unprocessable", "The hunts were not listed (HTTP 422 Unprocessable).")]
    public async Task Ask_WhenItIsRefusedWithoutADetail_SaysWhatHappenedToWhatAndWhatToDo(int status, string title, string line)
    {
        (await RefusedAsync(status, title, "")).ShouldBe([line]);
        _told.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(413)]
    [InlineData(422)]
    public async Task Ask_WhenTheServiceSaysWhatToDo_AddsNothingToIt(int status) =>
        (await RefusedAsync(status, "Refused", "No good. Do this")).ShouldBe([$"The hunts were not listed (HTTP {status} Refused). No good. Do this."]);

    /// <summary>The service gives its own 404 a detail. One without is from another server, whatever was asked.</summary>
    [Fact]
    public async Task Ask_OfAServerOfAnotherKind_SaysToCheckTheAddress()
    {
        await using var other = await FakeService.StartAsync();
        other.On("GET nodes", Answers.Problem(404, "Not Found", ""));
        using var client = CreateClient(other.Address);

        var error = await Should.ThrowAsync<ServiceException>(() => client.AskAsync(ServiceCalls.Nodes, j => j.NodeList, default));

        error.Lines.ShouldBe(["The nodes were not listed (HTTP 404 Not Found). Check --server: this is no address of IOC Explorer's service."]);
    }

    [Fact]
    public async Task Ask_WithoutATokenWhereOneIsWanted_SaysHowToGiveOne()
    {
        await using var service = await FakeService.StartAsync();
        service.On("GET hunts", Answers.Problem(401, "Unauthorized", ""));
        using var client = CreateClient([service.Address], token: null);

        var error = await Should.ThrowAsync<ServiceException>(() => ListAsync(client));

        error.Lines.ShouldBe(["The hunts were not listed (HTTP 401 Unauthorized). Give a token with --token-file FILE or IOCEXPLORER_TOKEN_FILE."]);
        service.Requests.Single().Authorization.ShouldBeNull();
    }

    [Fact]
    public async Task Ask_WhenSeveralThingsAreWrong_ListsThem()
    {
        await using var service = await FakeService.StartAsync();
        service.On("GET hunts", Answers.Problem(422, "Bad values", "", errors: """["depth is too large", "name is too long"]"""));
        using var client = CreateClient(service.Address);

        var error = await Should.ThrowAsync<ServiceException>(() => ListAsync(client));

        error.Lines.ShouldBe(["The hunts were not listed (HTTP 422 Bad values).", "  depth is too large", "  name is too long"]);
    }

    [Fact]
    public async Task Ask_WhenTheServerRepeatsTheToken_TakesItOut()
    {
        await using var service = await FakeService.StartAsync();
        service.On("GET hunts", Answers.Problem(403, $"No {Token}", $"Your {Token} may not.", errors: $"[\"{Token}\"]"));
        using var client = CreateClient(service.Address);

        var error = await Should.ThrowAsync<ServiceException>(() => ListAsync(client));

        string.Join('\n', [.. error.Lines, error.Why, error.Message]).ShouldNotContain(Token);
        error.Lines[1].ShouldBe("  (the token)");
    }

    [Theory]
    [InlineData(429, "7")]
    [InlineData(503, "7")]
    [InlineData(503, "Mon, 05 Jan 2026 12:00:07 GMT")]
    public async Task Ask_WhenToldToComeBackLater_DoesSo(int status, string retryAfter)
    {
        await using var service = await FakeService.StartAsync();
        service.On("GET hunts", Answers.Problem(status, "Later", "", retryAfter), Page);
        using var client = CreateClient(service.Address);

        await ListAsync(client);

        service.Requests.Count.ShouldBe(2);
        _time.Pauses.ShouldBe([TimeSpan.FromSeconds(7)]);
        _told.ShouldBe([$"{service.Address} cannot do it now (HTTP {status} Later): trying again."]);
    }

    [Fact]
    public async Task Ask_WhenToldToComeBackMuchLater_SaysWhen()
    {
        await using var service = await FakeService.StartAsync();
        service.On("GET hunts", Answers.Problem(429, "Too Many Requests", "", "7200"));
        using var client = CreateClient(service.Address);

        var error = await Should.ThrowAsync<ServiceException>(() => ListAsync(client));

        error.Lines.ShouldBe(["The hunts were not listed (HTTP 429 Too Many Requests). Try again in 2 h."]);
        service.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Ask_WhenItNeverGetsBetter_GivesUp()
    {
        await using var service = await FakeService.StartAsync();
        service.On("GET hunts", Answers.Problem(503, "Service Unavailable", "The database is away."));
        using var client = CreateClient(service.Address);

        var error = await Should.ThrowAsync<ServiceException>(() => ListAsync(client));

        error.Lines.ShouldBe(["The hunts were not listed (HTTP 503 Service Unavailable). The database is away."]);
        service.Requests.Count.ShouldBe(ServiceRetryPolicy.Rounds);
        _told.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Ask_WhenNobodyIsThere_SaysSoInTheEnd()
    {
        var nobody = FakeService.NobodyThere();
        using var client = CreateClient(nobody);

        var error = await Should.ThrowAsync<ServiceException>(() => ListAsync(client));

        error.Lines
            .ShouldBe([$"The hunts were not listed: {nobody} cannot be reached (connection refused). Start the service, or give its address with --server."]);
        _time.Pauses.Count.ShouldBe(ServiceRetryPolicy.Rounds - 1);
        _told.ShouldBe([$"{nobody} does not answer (connection refused): trying again."]);
    }

    [Fact]
    public async Task Ask_WhenTheFirstServerIsAway_AsksTheNextAtOnceAndFromThenOn()
    {
        await using var service = await FakeService.StartAsync();
        service.On("GET hunts", Page);
        using var client = CreateClient([FakeService.NobodyThere(), service.Address]);

        await ListAsync(client);
        await ListAsync(client);

        service.Requests.Count.ShouldBe(2);
        client.Server.ToString().ShouldBe(service.Address);
        _time.Pauses.ShouldBeEmpty();
        _told.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_WhenTheAnswerIsCut_AsksAgain(bool inTheBody)
    {
        await using var service = await FakeService.StartAsync();
        service.On("GET hunts", inTheBody ? Answers.CutAfter("{ \"hunts\": ["u8.ToArray(), "application/json") : Answers.CutOff, Page);
        using var client = CreateClient(service.Address);

        await ListAsync(client);

        service.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Ask_ForWhatMayNotBeRepeated_IsNotRepeatedInDoubt()
    {
        await using var service = await FakeService.StartAsync();
        service.On("POST tokens", Answers.CutOff);
        using var client = CreateClient(service.Address);

        var error = await Should.ThrowAsync<ServiceException>(
            () => client.AskAsync(ServiceCalls.MakeToken("ana", TokenRole.Read), j => j.MadeToken, CancellationToken.None));

        service.Requests.Count.ShouldBe(1);
        error.Lines.ShouldBe(
            [$"The token ana was not made, or nobody knows whether it was: {service.Address} was asked, but {error.Why}. Look before you try again."]);
        error.Why.ShouldBeOneOf("the answer was cut short", "the connection was reset");
    }

    [Fact]
    public async Task Ask_WhenTheServerIsSilent_GivesUpAfterAWhile()
    {
        await using var service = await FakeService.StartAsync();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        service.On(
            "POST tokens",
            async context =>
            {
                asked.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
            });
        using var client = CreateClient(service.Address);
        var asking = client.AskAsync(ServiceCalls.MakeToken("ana", TokenRole.Read), j => j.MadeToken, CancellationToken.None);
        await asked.Task;

        _time.Advance(ServiceClient.Patience);

        (await Should.ThrowAsync<ServiceException>(() => asking)).Why.ShouldBe("there was no answer within 60 s");
    }

    [Theory]
    [InlineData(301)]
    [InlineData(307)]
    public async Task Ask_WhenLedElsewhere_DoesNotFollow(int status)
    {
        await using var elsewhere = await FakeService.StartAsync();
        await using var service = await FakeService.StartAsync();
        service.On("GET hunts", async context =>
        {
            await Answers.Redirect($"{elsewhere.Address}/api/v1/hunts")(context);
            context.Response.StatusCode = status;
        });
        using var client = CreateClient(service.Address);

        var error = await Should.ThrowAsync<ServiceException>(() => ListAsync(client));

        elsewhere.Requests.ShouldBeEmpty();
        error.Lines.Single().ShouldEndWith("That leads elsewhere, and is not followed. Give the right address with --server.");
    }

    [Theory]
    [InlineData("<html>hello</html>", "no JSON")]
    [InlineData("""{ "hunts": null }""", "at $.hunts")]
    [InlineData("""{ "hunts": [{ "id": "seven" }] }""", "at $.hunts[0].id")]
    [InlineData("""{ "hunts": [], "next": 99999999999999999999 }""", "at $.next")]
    [InlineData("null", "no JSON")]
    [InlineData("<html>hello</html>", "text/html instead of application/json", "text/html")]
    public async Task Ask_WhenTheAnswerIsNotThatOfAService_SaysSo(string answer, string where, string contentType = "application/json")
    {
        await using var service = await FakeService.StartAsync();
        service.On("GET hunts", Answers.Text(answer, contentType));
        using var client = CreateClient(service.Address);

        var error = await Should.ThrowAsync<ServiceException>(() => ListAsync(client));

        error.Lines.Single().ShouldStartWith(
            $"The hunts were not listed: what {service.Address} sent is not the answer of IOC Explorer's service, or of another version ({where}).");
        service.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Ask_WhenTheAnswerHasNoEnd_StopsReading()
    {
        await using var service = await FakeService.StartAsync();
        var piece = Encoding.UTF8.GetBytes(new string(' ', 1024 * 1024));
        service.On("GET hunts", async context =>
        {
            context.Response.ContentType = "application/json";
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(piece);
            }
        });
        using var client = CreateClient(service.Address);

        var error = await Should.ThrowAsync<ServiceException>(() => ListAsync(client));

        error.Why.ShouldBe("more than 64 MB");
    }

    [Fact]
    public async Task Ask_WhenTheAnswerIsNoHttp_SaysSo()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync(CancellationToken.None);
            await client.GetStream().WriteAsync("220 mail.example.org ESMTP\r\n"u8.ToArray(), CancellationToken.None);
        }, CancellationToken.None);
        using var client = CreateClient($"http://{listener.LocalEndpoint}");

        var error = await Should.ThrowAsync<ServiceException>(
            () => client.AskAsync(ServiceCalls.MakeToken("ana", TokenRole.Read), j => j.MadeToken, CancellationToken.None));
        await serving;

        error.Why.ShouldBe("the answer is not HTTP");
    }

    [Fact]
    public async Task Ask_WhenStopped_IsCancelledAndNotAFailure()
    {
        using var stop = new CancellationTokenSource();
        await using var service = await FakeService.StartAsync();
        service.On("GET hunts", async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        using var client = CreateClient(service.Address);

        await Should.ThrowAsync<OperationCanceledException>(() => client.AskAsync(ServiceCalls.Hunts(null, 50), j => j.HuntPage, stop.Token));
    }

    [Fact]
    public async Task Ask_WhenStopped_IsCancelledEvenIfTheReadFailsOfIt()
    {
        using var stop = new CancellationTokenSource();
        await using var service = await FakeService.StartAsync();
        service.On("GET hunts", Page);
        using var client = CreateClient(service.Address);

        await Should.ThrowAsync<OperationCanceledException>(() => client.SendAsync<bool>(
            ServiceCalls.Hunts(null, 50),
            async (_, _) =>
            {
                await stop.CancelAsync();
                throw new IOException("The connection was closed.");
            },
            stop.Token));
    }

    private static Func<Microsoft.AspNetCore.Http.HttpContext, Task> Page { get; } = Answers.Json(new HuntPage([], null), j => j.HuntPage);

    private static Task<HuntPage> ListAsync(ServiceClient client) => client.AskAsync(ServiceCalls.Hunts(null, 50), j => j.HuntPage, default);

    /// <summary>What the console says of the one request that the service refuses.</summary>
    private async Task<IReadOnlyList<string>> RefusedAsync(int status, string title, string detail)
    {
        await using var service = await FakeService.StartAsync();
        service.On("GET hunts", Answers.Problem(status, title, detail));
        using var client = CreateClient(service.Address);
        var error = await Should.ThrowAsync<ServiceException>(() => ListAsync(client));
        service.Requests.Count.ShouldBe(1);
        return error.Lines;
    }

    private ServiceClient CreateClient(string server) => CreateClient([server], Token);

    private ServiceClient CreateClient(IEnumerable<string> servers, string? token = Token) =>
        new(new([.. servers.Select(s => ServiceAddress.Read(s, out _)!)], token), _time, new(1), _told.Add);
}
