using System.Net;
using IocExplorer.SourceSimulator.Accounting;
using IocExplorer.SourceSimulator.Troubles;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Troubles;

/// <summary>Troubles that are a status, and for which requests they hold.</summary>
public sealed class StatusTroubleTests : TroubleTest
{
    [Theory]
    [InlineData(400, "BadRequestError")]
    [InlineData(401, "WrongCredentialsError")]
    [InlineData(403, "ForbiddenError")]
    [InlineData(404, "NotFoundError")]
    [InlineData(409, "AlreadyExistsError")]
    [InlineData(429, "QuotaExceededError")]
    [InlineData(500, "ServerError")]
    [InlineData(502, "ServerError")]
    [InlineData(503, "TransientError")]
    [InlineData(504, "DeadlineExceededError")]
    public async Task Status_ComesWithTheSourcesOwnError(int status, string code)
    {
        await using var simulator = await StartAsync($"status:{status}");
        using var wire = new WireClient(simulator);

        using var virusTotal = await wire.AskAsync(Operation.DomainResolutions, Name);
        using var qiAnXin = await wire.AskAsync(Operation.Flint, Name);

        ((int)virusTotal.StatusCode).ShouldBe(status);
        (await WireClient.ReadJsonAsync(virusTotal)).GetProperty("error").GetProperty("code").GetString().ShouldBe(code);
        virusTotal.Headers.RetryAfter.ShouldBeNull();
        ((int)qiAnXin.StatusCode).ShouldBe(status);
        (await WireClient.ReadJsonAsync(qiAnXin)).GetProperty("code").GetInt32().ShouldBe(status);
    }

    [Theory]
    [InlineData("7", "7")]
    [InlineData("0", "0")]
    [InlineData("future", "Sun, 01 Mar 2026 12:00:30 GMT")]
    [InlineData("past", "Sun, 01 Mar 2026 11:59:30 GMT")]
    [InlineData("date+90", "Sun, 01 Mar 2026 12:01:30 GMT")]
    [InlineData("date-3600", "Sun, 01 Mar 2026 11:00:00 GMT")]
    [InlineData("soon", "soon")]
    public async Task RetryAfter_SaysWhatTheRuleSays(string rule, string header)
    {
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { World = World, TimeProvider = new ManualTime() });
        simulator.SetTroubles($"status:503,retry-after={rule}");
        using var wire = new WireClient(simulator);

        using var response = await wire.AskAsync(Operation.DomainResolutions, Name);

        response.Headers.NonValidated["Retry-After"].ToString().ShouldBe(header);
    }

    [Fact]
    public async Task Edge429_IsAWebPage()
    {
        await using var simulator = await StartAsync("edge-429");
        using var wire = new WireClient(simulator);

        using var response = await wire.AskAsync(Operation.DomainResolutions, Name);

        response.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await response.Content.ReadAsStringAsync(Stop)).ShouldStartWith("<title>429</title>");
    }

    [Fact]
    public async Task QuotaText_InJson_IsTheSourcesErrorWithStatus200()
    {
        await using var simulator = await StartAsync("quota-text:json");
        using var wire = new WireClient(simulator);

        (await wire.AskForJsonAsync(Operation.DomainResolutions, Name)).GetProperty("error").GetProperty("code").GetString().ShouldBe("QuotaExceededError");
        (await wire.AskForJsonAsync(Operation.Flint, Name)).GetProperty("code").GetInt32().ShouldNotBe(200);
        (await wire.AskForJsonAsync(Operation.FileReputation, "aa11")).GetProperty("status").GetInt32().ShouldNotBe(10000);
    }

    [Fact]
    public async Task AQueryThatIsTroubledOnce_IsAnsweredAtTheNextAttempt()
    {
        await using var simulator = await StartAsync("status:500,first=1");
        using var wire = new WireClient(simulator);

        using var first = await wire.AskAsync(Operation.DomainResolutions, Name);
        using var second = await wire.AskAsync(Operation.DomainResolutions, Name);

        first.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        simulator.CountOf(Operation.DomainResolutions, Name).ShouldBe(
            new QueryCount { Operation = "domain_resolutions", Value = Name, Asked = 2, Answered = 1, Troubled = 1 });
        simulator.Stats.ByTrouble.ShouldBe(new Dictionary<string, long> { ["status"] = 1 });
    }

    [Fact]
    public async Task TroublesWithCountedTotals_StillKnowTheAttempt()
    {
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions
        {
            World = World,
            Count = CountingMode.Totals,
            Troubles = [TroubleRule.Parse("status:500,first=1")],
        });
        using var wire = new WireClient(simulator);

        using var first = await wire.AskAsync(Operation.DomainResolutions, Name);
        using var second = await wire.AskAsync(Operation.DomainResolutions, Name);

        second.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task TroublesSetToNone_LeaveEverythingHealthy()
    {
        await using var simulator = await StartAsync("status:500");
        using var wire = new WireClient(simulator);

        simulator.Troubles = [];
        using var response = await wire.AskAsync(Operation.DomainResolutions, Name);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
