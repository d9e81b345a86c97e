using IocExplorer.Messages;
using IocExplorer.Workers.Tests.Doubles;

namespace IocExplorer.Actors.Tests.Asking;

/// <summary>401 and 403: keys that are out, and operations that some keys may not ask. And a quota of the day that is used up.</summary>
public sealed class KeyTroubleTests : SourceOverHttpTest
{
    private static readonly string _unauthorised = ScriptedExchange.Status(401);
    private static readonly string _forbidden = ScriptedExchange.Status(403);
    private static readonly string[] _values = [.. Enumerable.Range(1, 20).Select(i => $"n{i}.example")];
    private static readonly string[] _many = [.. Enumerable.Range(1, 200).Select(i => $"n{i}.example")];

    [Fact]
    public async Task TheOnlyKeyIsRefused_AllOpenQueriesAreAnsweredAsRefusedWithOneLine()
    {
        await using var server = ScriptedServer.Start(_ => _unauthorised);
        Start(server);
        Ask(Relatives, _values);

        await AnsweredAsync(20);

        Answers.ShouldAllBe(a => a.Equals(new Answer.NotAnswered(NotAnsweredReason.Refused, "the key: HTTP 401 WrongCredentialsError", null)));
        server.Requests.Count.ShouldBeLessThanOrEqualTo(4);
        await AwaitAssertAsync(() => Texts.ShouldBe([
            "TestSource refused the key (HTTP 401 WrongCredentialsError): it is switched off and TestSource is asked no more. "
            + "Check sources.TestSource.apiKeys.",
        ]));
        Status!.Progress()[0].NotAnswered.ShouldBe(20);
    }

    [Fact]
    public async Task TheOnlyKeyIsRefused_WhatIsAskedLaterIsAnsweredToo()
    {
        await using var server = ScriptedServer.Start(_ => _unauthorised);
        Start(server, quota: new(4, 500, 0));
        Ask(Relatives, "first.example");
        await AnsweredAsync(1);

        Ask(Relatives, _values);

        await AnsweredAsync(21);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task OneKeyOfTwoIsRefused_TheOtherAnswersEverything()
    {
        await using var server = ScriptedServer.Start(r => r.Key == "secret2" ? _unauthorised : "ok a.example");
        Start(server, keys: 2);
        Ask(Relatives, _values);

        await AnsweredAsync(20);
        Ask(Relatives, "more.example");
        await AnsweredAsync(21);

        Answers.ShouldAllBe(a => a is Answer.Found);
        await AwaitAssertAsync(() => Texts.ShouldBe([
            "TestSource refused key 2 of 2 (HTTP 401 WrongCredentialsError): it is switched off, the others go on. Check sources.TestSource.apiKeys.",
        ]));
        Notices.First().IsError.ShouldBeTrue();
    }

    [Fact]
    public async Task AnOperationIsForbidden_OnlyItIsAnsweredAsRefused()
    {
        await using var server = ScriptedServer.Start(r => r.Path.StartsWith("/cousins", StringComparison.Ordinal) ? _forbidden : "ok a.example");
        Start(server, concurrency: 1);
        Ask(Cousins, _values);
        Ask(Relatives, "r.example");

        await AnsweredAsync(21);

        AnswerOf("r.example").ShouldBeOfType<Answer.Found>();
        AnswerOf("n20.example").ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Refused, "HTTP 403 ForbiddenError"));
        server.Requests.Count(r => r.Path.StartsWith("/cousins", StringComparison.Ordinal)).ShouldBe(1);
        await AwaitAssertAsync(() => Texts.ShouldBe([
            "TestSource refused cousins for the key (HTTP 403 ForbiddenError): it is asked no more, everything else goes on.",
        ]));
    }

    [Fact]
    public async Task AnOperationIsForbiddenForOneKeyOfTwo_TheOtherAnswersIt()
    {
        await using var server = ScriptedServer.Start(r => r.Key == "secret1" ? _forbidden : "ok a.example");
        Start(server, keys: 2);
        Ask(Cousins, _values);

        await AnsweredAsync(20);

        Answers.ShouldAllBe(a => a is Answer.Found);
        Notices.Count.ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task AnOperationIsForbiddenForAllKeys_ItsQueriesAreAnsweredAsRefused()
    {
        await using var server = ScriptedServer.Start(_ => _forbidden);
        Start(server, keys: 3);
        Ask(Cousins, _values);

        await AnsweredAsync(20);

        Answers.ShouldAllBe(a => ((Answer.NotAnswered)a).Reason == NotAnsweredReason.Refused);
        Notices.Count.ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task ThousandsOfQueriesAfterA401_CostNoFurtherRequest()
    {
        await using var server = ScriptedServer.Start(_ => _unauthorised);
        Start(server, keys: 2, quota: new(4, 500, 0));
        Ask(Relatives, Enumerable.Range(1, 3_000).Select(i => $"m{i}.example"));

        await AnsweredAsync(3_000);

        server.Requests.Count.ShouldBeLessThanOrEqualTo(8);
        await AwaitAssertAsync(() => Notices.Count.ShouldBe(2));
    }

    [Fact]
    public async Task Notices_NeverHoldAKey()
    {
        await using var server = ScriptedServer.Start(_ => _unauthorised);
        Start(server, keys: 3);
        Ask(Cousins, _values);

        await AnsweredAsync(20);

        await AwaitAssertAsync(() => Notices.ShouldNotBeEmpty());
        Texts.ShouldAllBe(t => !t.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AQuotaOfTheDayThatIsUsedUp_EndsWithTheRestThrottled()
    {
        await using var server = ScriptedServer.Start(_ => "ok a.example");
        Start(server, quota: new(0, 50, 0));
        Ask(Relatives, _many);

        await AnsweredAsync(200);

        Answers.Count(a => a is Answer.Found).ShouldBe(50);
        server.Requests.Count.ShouldBe(50);
        await AwaitAssertAsync(() => Texts.ShouldBe([
            "TestSource: the quota of 50 requests of the day is used up until 2026-01-06 00:00 UTC. What is open is recorded as not answered; the next run "
            + "asks it again.",
        ]));
    }

    [Fact]
    public async Task TwoKeysWithAQuotaOfTheDay_AreBothUsedUpBeforeAnythingIsGivenUp()
    {
        await using var server = ScriptedServer.Start(_ => "ok a.example");
        Start(server, keys: 2, quota: new(0, 50, 0));
        Ask(Relatives, _many);

        await AnsweredAsync(200);

        Answers.Count(a => a is Answer.Found).ShouldBe(100);
    }
}
