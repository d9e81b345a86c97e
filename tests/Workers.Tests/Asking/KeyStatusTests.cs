using IocExplorer.Messages;
using IocExplorer.Testing;
using IocExplorer.Workers.Asking;

namespace IocExplorer.Workers.Tests.Asking;

public sealed class KeyStatusTests
{
    private static readonly QuotaLimits _quota = new(0, 60, 0);

    [Fact]
    public void OfAKeyThatTheSourceRefuses_NothingIsLeft() =>
        KeyStatus.Of(_quota, _quota, new(NotAnsweredReason.Refused, "HTTP 401"), null, default).Left.ShouldBe(QuotaLimits.Left(null, 0, null));

    [Fact]
    public void OfAKeyThatIsBlocked_AllIsLeftThatTheThrottleSaid() =>
        KeyStatus.Of(_quota, QuotaLimits.Left(null, 57, null), null, null, default).Left.ShouldBe(QuotaLimits.Left(null, 57, null));

    [Fact]
    public void OfAKeyWhoseDayOrMonthIsSpent_WaitsForTheNextOne()
    {
        var now = new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

        KeyStatus.Of(_quota, QuotaLimits.Left(null, 0, null), null, null, now).Availability.ShouldBe(
            new SourceAvailability.QuotaSpent(60, QuotaWindow.Day, new(2026, 1, 6, 0, 0, 0, TimeSpan.Zero)));
        KeyStatus.Of(new(4, 60, 900), QuotaLimits.Left(0, 0, 0), null, null, now).Availability.Until.ShouldBe(new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));
        KeyStatus.Of(new(4, 0, 0), QuotaLimits.Left(0, null, null), null, null, now).Availability.Until.ShouldBeNull();
    }
}
