using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Workers.Asking;

namespace IocExplorer.Workers.Tests.Asking;

/// <summary>What users are told of keys: the words that they know from before.</summary>
public sealed class KeyNoticesTests
{
    private static readonly Answer.NotAnswered Unauthorised = new(NotAnsweredReason.Refused, "the key: HTTP 401 WrongCredentialsError");

    [Fact]
    public void TheOnlyKeyIsRefused_IsToldOnce()
    {
        var notices = Create(1);

        notices.Handle([News(1) with { Out = Unauthorised }]).ShouldBe([new(
            IsError: true,
            "TestSource refused the key (HTTP 401 WrongCredentialsError): it is switched off and TestSource is asked no more. "
            + "Check sources.TestSource.apiKeys.")]);
        notices.Handle([News(1) with { Out = Unauthorised }]).ShouldBeEmpty();
    }

    [Fact]
    public void OneKeyOfTwoIsRefused_TheOtherGoesOn() =>
        Create(2).Handle([News(1), News(2) with { Out = Unauthorised }]).ShouldHaveSingleItem().Text.ShouldBe(
            "TestSource refused key 2 of 2 (HTTP 401 WrongCredentialsError): it is switched off, the others go on. Check sources.TestSource.apiKeys.");

    [Fact]
    public void InAService_ItSaysWhenItIsTriedAgainAndIsToldAgainThen()
    {
        var notices = Create(1, TimeSpan.FromMinutes(10));

        notices.Handle([News(1) with { Out = Unauthorised }]).ShouldHaveSingleItem().Text.ShouldBe(
            "TestSource refused the key (HTTP 401 WrongCredentialsError): it is switched off and TestSource is asked no more; it is tried again in 10 min. "
            + "Check sources.TestSource.apiKeys.");
        notices.Handle([News(1)]).ShouldBeEmpty();
        notices.Handle([News(1) with { Out = Unauthorised }]).ShouldHaveSingleItem();
    }

    [Fact]
    public void AnOperationIsRefused_IsToldOnce()
    {
        var notices = Create(1);
        var news = News(1) with { RefusedOperations = [new(2)], Detail = "HTTP 403 ForbiddenError" };

        notices.Handle([news]).ShouldBe([new(
            IsError: false, "TestSource refused cousins for the key (HTTP 403 ForbiddenError): it is asked no more, everything else goes on.")]);
        notices.Handle([news]).ShouldBeEmpty();
    }

    [Fact]
    public void AnOperationIsRefusedForOneKeyOfTwo_TheOtherKeysGoOn() =>
        Create(2).Handle([News(1) with { RefusedOperations = [new(2)], Detail = "HTTP 403" }, News(2)]).ShouldHaveSingleItem().Text.ShouldBe(
            "TestSource refused cousins for key 1 of 2 (HTTP 403): the other keys go on with it.");

    [Fact]
    public void AQuotaThatIsUsedUp_SaysUntilWhenAndWhatBecomesOfTheRest()
    {
        var why = new Answer.NotAnswered(NotAnsweredReason.Throttled, "TestSource: the quota of 50 requests of the day is used up until 2026-01-06 00:00 UTC");

        Create(1).Handle([News(1) with { Out = why }]).ShouldHaveSingleItem().Text.ShouldBe(
            "TestSource: the quota of 50 requests of the day is used up until 2026-01-06 00:00 UTC. What is open is recorded as not answered; the next run "
            + "asks it again.");
    }

    [Fact]
    public void ASourceThatCannotBeReached_SaysSoItself() =>
        Create(1).Handle([News(1) with { Out = new(NotAnsweredReason.Failed, "no network") }]).ShouldBeEmpty();

    private static KeyNotices Create(int keys, TimeSpan? recoverAfter = null) => new(
        "TestSource",
        [.. Enumerable.Range(1, keys).Select(i => new SourceKey($"TestSource {i}", QuotaLimits.Unlimited, 4))],
        id => id.Value == 2 ? "cousins" : "relatives",
        recoverAfter);

    private static SourceWorkerProtocol.KeyNews News(int key) => new($"TestSource {key}", null, null, null, [], QuotaLimits.Unlimited);
}
