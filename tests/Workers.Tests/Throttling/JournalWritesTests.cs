using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Workers.Throttling;

namespace IocExplorer.Workers.Tests.Throttling;

public sealed class JournalWritesTests
{
    private static readonly QuotaProtocol.IEvent
        _reserved = new QuotaProtocol.PermitsReserved("key", 1, "state"),
        _out = new QuotaProtocol.KeyOut("key", NotAnsweredReason.Refused, "HTTP 401", DateTimeOffset.UnixEpoch, null);

    [Fact]
    public void OneWriteIsUnderWayAtATime_AndWhatComesMeanwhileGoesWithTheNext()
    {
        var writes = new JournalWrites(keepsRefusals: true);
        writes.Take().ShouldBeNull();
        writes.Add([_reserved]);
        var first = writes.Take().ShouldNotBeNull();
        writes.Add([_out]);
        writes.Add([_reserved]);

        writes.Take().ShouldBeNull();
        writes.Done();
        writes.Next.ShouldBe(2);
        var second = writes.Take().ShouldNotBeNull();

        (first.Number, second.Number).ShouldBe((1, 2));
        first.Events.ShouldBe([_reserved]);
        second.Events.ShouldBe([_out, _reserved]);
    }

    [Fact]
    public void InARunThatEnds_RefusalsAreNotWritten()
    {
        var writes = new JournalWrites(keepsRefusals: false);

        writes.Add([_out]);
        writes.Take().ShouldBeNull();
        writes.Add([_out, _reserved]);

        writes.Take()!.Events.ShouldBe([_reserved]);
    }
}
