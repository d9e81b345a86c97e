using IocExplorer.Workers.Asking;

namespace IocExplorer.Workers.Tests.Asking;

public sealed class GrantLogTests
{
    [Fact]
    public void SentAt_RemembersTheLastPullsOnly()
    {
        var log = new GrantLog();
        for (var now = 1; now <= 100; now++)
        {
            log.Pull(now * 10).ShouldBe(now);
        }

        log.SentAt(100).ShouldBe(1_000);
        log.SentAt(37).ShouldBe(370);
        log.SentAt(36).ShouldBeNull();
        log.SentAt(0).ShouldBeNull();
        log.SentAt(101).ShouldBeNull();
    }
}
