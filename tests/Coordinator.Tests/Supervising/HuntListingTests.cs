using Akka.Actor;
using IocExplorer.Coordinator.Supervising;

namespace IocExplorer.Coordinator.Tests.Supervising;

public sealed class HuntListingTests
{
    private static readonly IActorRef _user = ActorRefs.Nobody;

    private readonly HuntListing _listing = new();

    [Fact]
    public void NewIncarnation_SaysHowTheHuntStands_Once()
    {
        _listing.IsDue.ShouldBeTrue();

        var version = _listing.Begin();
        _listing.IsDue.ShouldBeFalse();
        _listing.Succeeded(version, null).ShouldBeFalse();

        (_listing.IsDue, _listing.IsUnderWay).ShouldBe((false, false));
    }

    [Fact]
    public void HuntThatTheStoreListsAsItStands_IsNotSaid_UntilItChanges()
    {
        _listing.TakeOver();
        _listing.IsDue.ShouldBeFalse();

        _listing.Changed();

        _listing.IsDue.ShouldBeTrue();
    }

    [Fact]
    public void Reply_WaitsForTheVersionOfItsChange()
    {
        var before = _listing.Begin();
        _listing.Changed(_user);

        _listing.Succeeded(before, null);
        _listing.TakeReplies().ShouldBeEmpty();
        (_listing.IsDue, _listing.OwesReplies).ShouldBe((true, true));
        _listing.Succeeded(_listing.Begin(), null);

        _listing.TakeReplies().ShouldBe([_user]);
        _listing.TakeReplies().ShouldBeEmpty();
        _listing.OwesReplies.ShouldBeFalse();
    }

    [Fact]
    public void CallThatFails_IsMadeAgainAfterItsPause()
    {
        _listing.Begin();

        _listing.IsUnderWay.ShouldBeTrue();
        _listing.BeginAgain();

        _listing.IsDue.ShouldBeTrue();
    }

    [Fact]
    public void Retry_IsSaidUntilTheStoreHasHeardOfIt_AndNotOfAnEarlierOne()
    {
        int[] first = [1], second = [1, 2];
        _listing.Retry(first);
        var version = _listing.Begin();
        _listing.Retry(second);

        _listing.Succeeded(version, first).ShouldBeFalse();
        (_listing.Retried, _listing.IsDue).ShouldBe((second, true));
        _listing.Succeeded(_listing.Begin(), second).ShouldBeTrue();

        (_listing.Retried, _listing.IsDue).ShouldBe((null, false));
    }
}
