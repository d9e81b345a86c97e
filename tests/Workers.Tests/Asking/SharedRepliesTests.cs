using IocExplorer.Messages;
using IocExplorer.Testing;
using IocExplorer.Workers.Asking;
using IocExplorer.Workers.Tests.Definitions;

namespace IocExplorer.Workers.Tests.Asking;

public sealed class SharedRepliesTests
{
    private static readonly SharedReply s_reply = new(200, [1, 2, 3]);

    [Theory]
    [InlineData(299, true)]
    [InlineData(301, false)]
    public async Task Join_AfterAWhile_HasTheReplyForFiveMinutes(int seconds, bool hasReply)
    {
        var time = new FakeTime();
        var (shared, request) = Create(time);
        shared.End((await JoinAsync(shared, request, "info")).Turn!, s_reply);

        time.Advance(TimeSpan.FromSeconds(seconds));
        var (reply, turn) = await JoinAsync(shared, request, "domain_properties");

        (reply == s_reply, turn is null).ShouldBe((hasReply, hasReply));
    }

    [Fact]
    public async Task Join_OfTooMany_AsksForTheOldestAgain()
    {
        var (shared, request) = Create(new FakeTime());
        for (var i = 0; i < 257; i++)
        {
            shared.End((await JoinAsync(shared, request with { Ioc = new(IocType.Domain, $"n{i}.example.net") }, "info")).Turn!, s_reply);
        }

        (await JoinAsync(shared, request with { Ioc = new(IocType.Domain, "n0.example.net") }, "domain_properties")).Reply.ShouldBeNull();
        (await JoinAsync(shared, request with { Ioc = new(IocType.Domain, "n256.example.net") }, "domain_properties")).Reply.ShouldBe(s_reply);
    }

    [Fact]
    public async Task Join_WhenTheTurnEndsWithoutAReply_IsTheNextTurn_OfOneOfThoseWhoWait()
    {
        var (shared, request) = Create(new FakeTime());
        var first = (await JoinAsync(shared, request, "info")).Turn!;
        var second = JoinAsync(shared, request, "domain_properties");
        second.IsCompleted.ShouldBeFalse();

        shared.End(first, null);
        var turn = (await second).Turn.ShouldNotBeNull();
        shared.End(turn, s_reply);

        (await JoinAsync(shared, request, "info")).Reply.ShouldBe(s_reply);
        (await JoinAsync(shared, request, "info")).Turn.ShouldNotBeNull();
    }

    [Fact]
    public async Task Join_OfTheAskerAgain_LeavesThoseWhoWaitWithTheFirstReply()
    {
        var (shared, request) = Create(new FakeTime());
        var first = (await JoinAsync(shared, request, "info")).Turn!;
        var waiting = JoinAsync(shared, request, "domain_properties");
        var second = (await JoinAsync(shared, request, "info")).Turn.ShouldNotBeNull();

        shared.End(first, s_reply);
        shared.End(second, new(200, [4]));

        (await waiting).Reply.ShouldBe(s_reply);
    }

    [Fact]
    public void Find_OfWhatNoOtherWouldSend_IsNull()
    {
        var (shared, request) = Create(new FakeTime());

        shared.Find(Given.Operation("community"), request.Ioc, null, 10, "k").ShouldBeNull();
        shared.Find(Given.Operation("ip_properties"), new(IocType.Email, "a@example.net"), null, 10, "k").ShouldBeNull();
        shared.Find(Given.Operation("ip_properties"), new(IocType.IpAddress, "192.0.2.1"), null, 10, "k").ShouldNotBeNull();
    }

    private static (SharedReplies Shared, SharedRequest Request) Create(FakeTime time)
    {
        ISourceOperation[] operations = [Given.Operation("info"), Given.Operation("domain_properties"), Given.Operation("ip_properties"),
            Given.Operation("community")];
        var shared = new SharedReplies(operations, time);
        return (shared, shared.Find(operations[0], new(IocType.Domain, "shop.example.net"), null, 10, "k").ShouldNotBeNull());
    }

    private static Task<(SharedReply? Reply, SharedTurn? Turn)> JoinAsync(SharedReplies shared, SharedRequest request, string operation) =>
        shared.JoinAsync(request, operation, TestContext.Current.CancellationToken).AsTask();
}
