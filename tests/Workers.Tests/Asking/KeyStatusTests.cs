using IocExplorer.Messages;
using IocExplorer.Testing;
using IocExplorer.Workers.Asking;

namespace IocExplorer.Workers.Tests.Asking;

public sealed class KeyStatusTests
{
    private static readonly QuotaLimits _quota = new(0, 60, 0);

    [Fact]
    public void OfAKeyThatTheSourceRefuses_NothingIsLeft() =>
        KeyStatus.Of(_quota, _quota, new(NotAnsweredReason.Refused, "HTTP 401"), null).Left.ShouldBe(QuotaLimits.Left(null, 0, null));

    [Fact]
    public void OfAKeyThatIsBlocked_AllIsLeftThatTheThrottleSaid() =>
        KeyStatus.Of(_quota, QuotaLimits.Left(null, 57, null), null, null).Left.ShouldBe(QuotaLimits.Left(null, 57, null));
}
