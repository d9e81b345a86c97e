using System.Net;
using System.Text.Json;
using IocExplorer.Messages.Protocols;
using static IocExplorer.Coordinator.Tests.Api.ApiService;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>Members and headers of answers, as they are sent.</summary>
public sealed class WireTests
{
    [Theory]
    [InlineData("application/json")]
    [InlineData("text/event-stream")]
    [InlineData("image/png")]
    public async Task Problem_IsTheSameForEverybody_WhateverTheyAccept(string accept)
    {
        await using var service = await StartAsync();
        using var response = await AskAsync(service, "/api/v1/hunts/999/progress", accept);

        (await response.Content.ReadAsStringAsync(Cancellation)).ShouldBe(
            """{"type":"urn:ioc-explorer:problem:no-such-hunt","title":"No such hunt","status":404,"detail":"There is no hunt 999. """
            + """\u0060ioc-explorer hunts\u0060 or GET /api/v1/hunts lists those there are.","instance":"/api/v1/hunts/999/progress"}""");
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/problem+json");
        ShouldHaveTheHeadersOfAll(response);
    }

    [Fact]
    public async Task Problem_WithSeveralErrors_NamesEach()
    {
        await using var service = await StartAsync();
        using var response = await service.Client().PostAsync("/api/v1/hunts", Csv("not a seed <b>\n"), Cancellation);

        var problem = await response.ProblemAsync(HttpStatusCode.UnprocessableEntity, "no-seed");

        problem.EnumerateObject().Select(m => m.Name).ShouldBe(["type", "title", "status", "detail", "instance", "errors"]);
        problem.GetProperty("errors")[0].EnumerateObject().Select(m => m.Name).ShouldBe(["line", "reason"]);
        (await response.Content.ReadAsStringAsync(Cancellation)).ShouldNotContain("<b>");
    }

    [Fact]
    public async Task FaultOfTheProgram_Is500_WithATraceThatTheLogHas_AndNothingOfTheFault()
    {
        await using var service = await StartAsync(commands: new FaultyCommands());
        var hunt = await SubmitAsync(service.Client(), "a.com");

        using var response = await service.Client().PostAsync($"/api/v1/hunts/{hunt.Id}/pause", null, Cancellation);

        var problem = await response.ProblemAsync(HttpStatusCode.InternalServerError, "fault");
        problem.EnumerateObject().Select(m => m.Name).ShouldBe(["type", "title", "status", "detail", "instance", "traceId"]);
        problem.ToString().ShouldNotContain(FaultyCommands.Secret);
        var trace = problem.GetProperty("traceId").GetString();
        service.Log.ShouldContain($"A request ended with a fault of the program: POST /api/v1/hunts/{{id:long}}/pause, trace {trace}.");
        ShouldHaveTheHeadersOfAll(response);
    }

    [Fact]
    public async Task RequestThatTakesTooLong_IsGivenUp()
    {
        await using var service = await StartAsync(o => o with { LongestRequest = TimeSpan.FromMilliseconds(200) }, commands: new EndlessCommands());
        var hunt = await SubmitAsync(service.Client(), "a.com");

        using var response = await service.Client().PostAsync($"/api/v1/hunts/{hunt.Id}/pause", null, Cancellation);

        await response.ProblemAsync(HttpStatusCode.ServiceUnavailable, "took-too-long");
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        ShouldHaveTheHeadersOfAll(response);
    }

    [Fact]
    public async Task Events_AreLinesOfNameAndData_ThatNobodyGathers()
    {
        await using var service = await StartAsync();
        var hunt = await SubmitAsync(service.Client(), "a.com");
        await service.Commands.SendAsync(new HuntProtocol.Cancel(new(hunt.Id)), Cancellation);

        using var response = await AskAsync(service, $"/api/v1/hunts/{hunt.Id}/progress", "text/event-stream");

        var lines = (await response.Content.ReadAsStringAsync(Cancellation)).Split('\n');
        (lines.Length, lines[0], lines[2], lines[3]).ShouldBe((4, "event: end", "", ""));
        JsonDocument.Parse(lines[1]["data: ".Length..]).RootElement.GetProperty("hunt").GetProperty("state").GetString().ShouldBe("cancelled");
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/event-stream");
        response.Headers.GetValues("X-Accel-Buffering").ShouldBe(["no"]);
        ShouldHaveTheHeadersOfAll(response);
    }

    private static void ShouldHaveTheHeadersOfAll(HttpResponseMessage response)
    {
        response.Headers.CacheControl!.ToString().ShouldBe("no-store");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.Contains("Pragma").ShouldBeFalse();
        response.Content.Headers.Contains("Expires").ShouldBeFalse();
    }

    private static async Task<HttpResponseMessage> AskAsync(ApiService service, string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", accept } } };
        return await service.Client().SendAsync(request, Cancellation);
    }
}
