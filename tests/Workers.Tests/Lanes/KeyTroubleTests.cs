using IocExplorer.Messages;
using IocExplorer.Workers.Tests.Doubles;

namespace IocExplorer.Workers.Tests.Lanes;

/// <summary>401 and 403: keys that are out, and operations that some keys may not ask.</summary>
public sealed class KeyTroubleTests
{
    private static readonly string Unauthorised = ScriptedExchange.Status(401);
    private static readonly string Forbidden = ScriptedExchange.Status(403);
    private static readonly string[] Values = [.. Enumerable.Range(1, 20).Select(i => $"n{i}.example")];

    [Fact]
    public async Task TheOnlyKeyIsRefused_AllOpenQueriesAreAnsweredAsRefusedWithOneLine()
    {
        await using var server = ScriptedServer.Start(_ => Unauthorised);
        await using var node = new NodeUnderTest(server.BaseUrl);
        node.Open(NodeUnderTest.Relatives, Values);
        node.Start();

        await node.AnsweredAsync(20);

        node.Ledger.Answers.Values.ShouldAllBe(a => a.Answer.Equals(
            new Answer.NotAnswered(NotAnsweredReason.Refused, "the key: HTTP 401 WrongCredentialsError", null)));
        server.Requests.Count.ShouldBeLessThanOrEqualTo(4);
        node.Notices.Texts.ShouldBe([
            "TestSource refused the key (HTTP 401 WrongCredentialsError): it is switched off and TestSource is asked no more. Check sources.TestSource.apiKeys.",
        ]);
        node.Progress.NotAnswered.ShouldBe(20);
    }

    [Fact]
    public async Task TheOnlyKeyIsRefused_WhatIsAskedLaterIsAnsweredToo()
    {
        await using var server = ScriptedServer.Start(_ => Unauthorised);
        await using var node = new NodeUnderTest(server.BaseUrl, quota: new(4, 500, 0));
        node.Start();
        node.Open(NodeUnderTest.Relatives, "first.example");
        await node.AnsweredAsync(1);

        node.Open(NodeUnderTest.Relatives, Values);

        await node.AnsweredAsync(21);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task OneKeyOfTwoIsRefused_TheOtherAnswersEverything()
    {
        await using var server = ScriptedServer.Start(r => r.Key == "secret2" ? Unauthorised : "ok a.example");
        await using var node = new NodeUnderTest(server.BaseUrl, keys: 2);
        node.Open(NodeUnderTest.Relatives, Values);
        node.Start();

        await node.AnsweredAsync(20);
        node.Open(NodeUnderTest.Relatives, "more.example");
        await node.AnsweredAsync(21);

        node.Ledger.Answers.Values.ShouldAllBe(a => a.Answer is Answer.Found);
        node.Notices.Texts.ShouldBe([
            "TestSource refused key 2 of 2 (HTTP 401 WrongCredentialsError): it is switched off, the others go on. Check sources.TestSource.apiKeys.",
        ]);
        node.Notices.All[0].IsError.ShouldBeTrue();
    }

    [Fact]
    public async Task AnOperationIsForbidden_OnlyItIsAnsweredAsRefused()
    {
        await using var server = ScriptedServer.Start(r => r.Path.StartsWith("/cousins", StringComparison.Ordinal) ? Forbidden : "ok a.example");
        await using var node = new NodeUnderTest(server.BaseUrl, concurrency: 1);
        node.Open(NodeUnderTest.Cousins, Values);
        node.Open(NodeUnderTest.Relatives, "r.example");
        node.Start();

        await node.AnsweredAsync(21);

        node.Ledger.AnswerOf("r.example").ShouldBeOfType<Answer.Found>();
        node.Ledger.AnswerOf("n20.example").ShouldBe(
            new Answer.NotAnswered(NotAnsweredReason.Refused, "HTTP 403 ForbiddenError"));
        server.Requests.Count(r => r.Path.StartsWith("/cousins", StringComparison.Ordinal)).ShouldBe(1);
        node.Notices.Texts.ShouldBe([
            "TestSource refused cousins for the key (HTTP 403 ForbiddenError): it is asked no more, everything else goes on.",
        ]);
    }

    [Fact]
    public async Task AnOperationIsForbiddenForOneKeyOfTwo_TheOtherAnswersIt()
    {
        await using var server = ScriptedServer.Start(r => r.Key == "secret1" ? Forbidden : "ok a.example");
        await using var node = new NodeUnderTest(server.BaseUrl, keys: 2);
        node.Open(NodeUnderTest.Cousins, Values);
        node.Start();

        await node.AnsweredAsync(20);

        node.Ledger.Answers.Values.ShouldAllBe(a => a.Answer is Answer.Found);
        node.Notices.Texts.Count.ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task AnOperationIsForbiddenForAllKeys_ItsQueriesAreAnsweredAsRefused()
    {
        await using var server = ScriptedServer.Start(_ => Forbidden);
        await using var node = new NodeUnderTest(server.BaseUrl, keys: 3);
        node.Open(NodeUnderTest.Cousins, Values);
        node.Start();

        await node.AnsweredAsync(20);

        node.Ledger.Answers.Values.ShouldAllBe(a => ((Answer.NotAnswered)a.Answer).Reason == NotAnsweredReason.Refused);
        node.Notices.Texts.Count.ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task ThousandsOfQueriesAfterA401_CostNoFurtherRequest()
    {
        await using var server = ScriptedServer.Start(_ => Unauthorised);
        await using var node = new NodeUnderTest(server.BaseUrl, keys: 2, quota: new(4, 500, 0));
        node.Open(NodeUnderTest.Relatives, [.. Enumerable.Range(1, 3_000).Select(i => $"m{i}.example")]);
        node.Start();

        await node.AnsweredAsync(3_000);

        server.Requests.Count.ShouldBeLessThanOrEqualTo(8);
        node.Notices.Texts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Notices_NeverHoldAKey()
    {
        await using var server = ScriptedServer.Start(_ => Unauthorised);
        await using var node = new NodeUnderTest(server.BaseUrl, keys: 3);
        node.Open(NodeUnderTest.Cousins, Values);
        node.Start();

        await node.AnsweredAsync(20);

        node.Notices.Texts.ShouldNotBeEmpty();
        node.Notices.Texts.ShouldAllBe(t => !t.Contains("secret", StringComparison.Ordinal));
    }
}
