using IocExplorer.Messages;

namespace IocExplorer.Workers.Tests.Definitions.Answers;

public sealed class StatusTests
{
    private const string Good = """{"data":[{"id":"x","attributes":{"ip_address":"192.0.2.1"}}]}""";

    [Theory]
    [InlineData(401, "KeyRefused HTTP 401")]
    [InlineData(403, "OperationRefused HTTP 403")]
    [InlineData(429, "Throttled HTTP 429")]
    [InlineData(204, "Malformed HTTP 204 is no answer")]
    [InlineData(202, "Malformed HTTP 202 is no answer")]
    [InlineData(206, "Malformed HTTP 206 is no answer")]
    [InlineData(301, "Failed HTTP 301: redirects are not followed")]
    [InlineData(302, "Failed HTTP 302: redirects are not followed")]
    [InlineData(308, "Failed HTTP 308: redirects are not followed")]
    [InlineData(400, "Failed HTTP 400")]
    [InlineData(410, "Failed HTTP 410")]
    [InlineData(418, "Failed HTTP 418")]
    [InlineData(408, "Failed (may pass) HTTP 408")]
    [InlineData(500, "Failed (may pass) HTTP 500")]
    [InlineData(502, "Failed (may pass) HTTP 502")]
    [InlineData(503, "Failed (may pass) HTTP 503")]
    [InlineData(504, "Failed (may pass) HTTP 504")]
    [InlineData(599, "Failed (may pass) HTTP 599")]
    [InlineData(101, "Failed HTTP 101")]
    [InlineData(999, "Failed HTTP 999")]
    public void ReadPage_OfAnotherStatus_IsNeverAnAnswer_WhateverTheBodyHolds(int status, string expected)
    {
        foreach (var body in new[] { "", Good, "<html>", "{", "[1]" })
        {
            Said(Given.Operation("domain_resolutions").Read(body, status)).ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("not found")]
    [InlineData("""{"error":{"code":"NotFoundError","message":"Domain not found"}}""")]
    public void ReadPage_Of404_IsAPageWithoutRelations(string body)
    {
        var page = Given.Operation("domain_resolutions").Read(body, 404).ShouldBeOfType<PageOutcome.Page>();

        page.Relations.ShouldBeEmpty();
        page.Next.ShouldBeNull();
        page.More.ShouldBeFalse();
    }

    [Theory]
    [InlineData("<html><head><title>404 Not Found</title></head><body>nginx</body></html>")]
    [InlineData("\r\n<!DOCTYPE html>")]
    [InlineData("\uFEFF<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code></Error>")]
    public void ReadPage_Of404WithAWebPage_IsNoAnswer(string body) =>
        Said(Given.Operation("domain_resolutions").Read(body, 404)).ShouldBe("Malformed HTTP 404 with a web page in place of an answer");

    [Theory]
    [InlineData(400, "QuotaExceededError", "Throttled HTTP 400 QuotaExceededError: said")]
    [InlineData(403, "QuotaExceededError", "Throttled HTTP 403 QuotaExceededError: said")]
    [InlineData(403, "WrongCredentialsError", "KeyRefused HTTP 403 WrongCredentialsError: said")]
    [InlineData(404, "ForbiddenError", "OperationRefused HTTP 404 ForbiddenError: said")]
    [InlineData(400, "InvalidArgumentError", "Failed HTTP 400 InvalidArgumentError: said")]
    [InlineData(424, "TransientError", "Failed (may pass) HTTP 424 TransientError: said")]
    [InlineData(503, "QuotaExceededError", "Failed (may pass) HTTP 503 QuotaExceededError: said")]
    [InlineData(200, "QuotaExceededError", "Throttled HTTP 200 with an error QuotaExceededError: said")]
    [InlineData(200, "TooManyRequestsError", "Throttled HTTP 200 with an error TooManyRequestsError: said")]
    [InlineData(200, "WrongCredentialsError", "KeyRefused HTTP 200 with an error WrongCredentialsError: said")]
    [InlineData(200, "NotFoundError", "Malformed HTTP 200 with an error NotFoundError: said")]
    [InlineData(200, "SomethingNewError", "Malformed HTTP 200 with an error SomethingNewError: said")]
    public void ReadPage_WithACodeOfTheSource_GoesByIt(int status, string code, string expected) =>
        Said(Given.Operation("domain_resolutions").Read($$$"""{"error":{"code":"{{{code}}}","message":"said"},"data":[]}""", status)).ShouldBe(expected);

    [Theory]
    [InlineData("""{"error":"Quota exceeded","data":[]}""")]
    [InlineData("""{"error":{"message":"You have exceeded your quota"}}""")]
    [InlineData("""{"data":"Too many requests, slow down"}""")]
    [InlineData("""{"data":[{"id":"1","attributes":{"ip_address":"API rate limit exceeded"}}]}""")]
    [InlineData("Quota exceeded. Upgrade to premium.")]
    [InlineData("\"quota exceeded\"")]
    [InlineData("API count exceeded - increase quota with membership")]
    [InlineData("<html><title>429</title>429 Too Many Requests</html>")]
    public void ReadPage_OfQuotaTextWithStatus200_IsThrottled(string body) =>
        Given.Operation("domain_resolutions").Read(body).ShouldBeOfType<PageOutcome.Throttled>();

    [Theory]
    [InlineData("""{"error":{"code":"?"},"data":[{"id":"192.0.2.1"}]}""")]
    [InlineData("""{"error":"broken"}""")]
    [InlineData("""{"error":true,"data":[]}""")]
    [InlineData("""{"error":[],"data":[]}""")]
    public void ReadPage_OfAnErrorWithStatus200_IsNeverAnAnswer(string body) =>
        Given.Operation("file_contacted_ips").Read(body).ShouldBeOfType<PageOutcome.Malformed>();

    [Fact]
    public void ReadPage_OfAnErrorThatIsNull_IsAnAnswer() =>
        Given.Operation("domain_resolutions").ReadGood("""{"error":null,"data":[]}""").Relations.ShouldBeEmpty();

    [Theory]
    [InlineData("flint", """{"code":200,"data":[]}""", "Page")]
    [InlineData("flint", """{"code":"200","data":[]}""", "Page")]
    [InlineData("flint", """{"code":200,"data":null}""", "Page")]
    [InlineData("flint", """{"code":50001,"status":"error","message":"query quota exceeded"}""", "Throttled HTTP 200 with code 50001: query quota exceeded")]
    [InlineData("file_reputation", """{"status":10003,"message":"query quota exceeded"}""", "Throttled HTTP 200 with status 10003: query quota exceeded")]
    [InlineData("flint", """{"data":[],"code":200}""", "Page")]
    [InlineData("flint", """{"code":50001,"status":"error","message":"internal error"}""", "Failed (may pass) HTTP 200 with code 50001: internal error")]
    [InlineData("flint", """{"code":40004,"message":"no"}""", "Failed HTTP 200 with code 40004: no")]
    [InlineData("flint", """{"code":429,"data":[]}""", "Throttled HTTP 200 with code 429")]
    [InlineData("flint", """{"code":777,"message":"Rate limit hit","data":[]}""", "Throttled HTTP 200 with code 777: Rate limit hit")]
    [InlineData("flint", """{"code":401,"data":[]}""", "OperationRefused HTTP 200 with code 401")]
    [InlineData("flint", """{"code":null,"data":[]}""", "Page")]
    [InlineData("flint", """{"code":{},"data":[]}""", "Malformed HTTP 200 without \"code\"")]
    [InlineData("flint", """{"data":[]}""", "Page")]
    [InlineData("flint", """{"data":null}""", "Malformed HTTP 200 without \"code\"")]
    [InlineData("flint", """{"message":"busy"}""", "Malformed HTTP 200 without \"code\": busy")]
    [InlineData("flint", """{"code":404,"message":"no such name"}""", "Page")]
    [InlineData("flint", """{"code":404,"message":"query quota exceeded"}""", "Throttled HTTP 200 with code 404: query quota exceeded")]
    [InlineData("registrant_email", """{"code":404}""", "Page")]
    [InlineData("registrant_email", """{"data":{"registrantEmail":[]}}""", "Malformed HTTP 200 without \"code\"")]
    [InlineData("file_reputation", """{"status":404,"message":"not found"}""", "Page")]
    [InlineData("file_reputation", """{"data":[{"network":{"ip":["192.0.2.1"]}}]}""", "Malformed HTTP 200 without \"status\"")]
    [InlineData("flint", """{"code":200}""", "Malformed HTTP 200 without \"data\" 200")]
    [InlineData("flint", """{"code":200,"data":{}}""", "Malformed HTTP 200 with an object as \"data\" 200")]
    [InlineData("file_reputation", """{"status":10100,"data":[]}""", "Page")]
    [InlineData("file_reputation", """{"status":10001,"message":"apikey error","data":[]}""", "KeyRefused HTTP 200 with status 10001: apikey error")]
    [InlineData("file_reputation", """{"status":10002,"msg":"what","data":[]}""", "Failed HTTP 200 with status 10002: what")]
    public void QiAnXin_WithStatus200_GoesByTheCodeInTheBody(string operation, string body, string expected) =>
        Said(Given.Operation(operation).Read(body)).ShouldBe(expected);

    [Fact]
    public void ReadPage_Of401_WhereNoKeyWasSent_LeavesTheKeyAlone()
    {
        Said(Given.Operation("flint").Read("", 401)).ShouldBe("OperationRefused HTTP 401");
        Said(Given.Operation("file_reputation").Read("", 401)).ShouldBe("KeyRefused HTTP 401");
    }

    [Theory]
    [InlineData("see https://evil.example/?x=1 now", "see (link) now")]
    [InlineData("Wrong API key K3Y-of-mine!", "Wrong API key …!")]
    [InlineData("token 0123456789abcdef0123 bad", "token … bad")]
    [InlineData("a\\u001b[31mred\\u0007\\nb\\u202Ec\\u2028d", "a [31mred b c d")]
    [InlineData("\\ud800", "")]
    public void Details_OfWhatASourceSays_HoldNothingHarmful(string message, string expected)
    {
        var operation = Given.Operation("domain_resolutions", Given.WithKeyAndHost with { ApiKeys = ["k3y-of-mine"] });

        var outcome = operation.Read($$$"""{"error":{"code":"ForbiddenError","message":"{{{message}}}"}}""", 403);

        Said(outcome).ShouldBe("OperationRefused HTTP 403 ForbiddenError" + (expected.Length == 0 ? "" : $": {expected}"));
    }

    [Fact]
    public void Details_OfALongStory_AreShort()
    {
        var story = string.Concat(Enumerable.Repeat("once upon a time \\ud83d\\ude00 ", 1000));

        var detail = Said(Given.Operation("domain_resolutions").Read($$$"""{"error":{"code":"{{{story}}}","message":"{{{story}}}"}}""", 403));

        detail.Length.ShouldBeLessThan(280);
        detail.ShouldEndWith("…");
        detail.EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar);
    }

    [Fact]
    public void ReadPage_OfADefinitionThatSaysNothingOfErrors_KnowsTheUsualOnes()
    {
        var operation = Given.Own(
            """ "path": "/{value}", "answer": { "items": "data" }, "relations": [{ "label": "x", "yields": "domain", "value": "data[*]" }] """);

        operation.Read("""{"error":"no","data":["example.com"]}""").ShouldBeOfType<PageOutcome.Malformed>();
        operation.Read("""{"message":"rate limit reached"}""").ShouldBeOfType<PageOutcome.Throttled>();
        operation.Read("""{"data":["www.example.com"]}""")
            .ShouldBeOfType<PageOutcome.Page>().Relations.ShouldBe([new Relation("x", new(IocType.Domain, "www.example.com"))]);
    }

    private static string Said(PageOutcome outcome) => outcome switch
    {
        PageOutcome.Page => "Page",
        PageOutcome.Throttled o => $"Throttled {o.Detail}",
        PageOutcome.KeyRefused o => $"KeyRefused {o.Detail}",
        PageOutcome.OperationRefused o => $"OperationRefused {o.Detail}",
        PageOutcome.Failed { MayPass: true } o => $"Failed (may pass) {o.Detail}",
        PageOutcome.Failed o => $"Failed {o.Detail}",
        PageOutcome.Malformed o => $"Malformed {o.Detail}",
        _ => throw new InvalidOperationException(),
    };
}
