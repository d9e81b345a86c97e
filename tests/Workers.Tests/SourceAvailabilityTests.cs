using IocExplorer.Messages;

namespace IocExplorer.Workers.Tests;

public sealed class SourceAvailabilityTests
{
    private static readonly SourceAvailability s_ready = SourceAvailability.Ready.Instance;
    private static readonly SourceAvailability s_off = new SourceAvailability.SwitchedOff(null);
    private static readonly SourceAvailability s_resting = new SourceAvailability.Resting(IsRested: false, null);
    private static readonly SourceAvailability s_spent = new SourceAvailability.QuotaSpent(500, QuotaWindow.Day, DateTimeOffset.UnixEpoch.AddDays(1));
    private static readonly SourceAvailability s_minute = new SourceAvailability.QuotaSpent(4, QuotaWindow.Minute, null);
    private static readonly SourceAvailability s_blocked = new SourceAvailability.Blocked(null, DateTimeOffset.UnixEpoch);

    public static TheoryData<SourceAvailability, SourceAvailability[], string?> Cases => new()
    {
        { s_ready, [s_ready], null },
        { s_ready, [s_off, s_ready, s_blocked], null },
        { s_ready, [s_spent, s_blocked], "the source said: later" },
        { s_ready, [s_off, s_spent], "quota of 500 requests a day is used up" },
        { s_ready, [s_spent, s_minute], "quota of 4 requests a minute" },
        { s_resting, [s_off, s_ready], "it does not answer" },
        { s_resting, [s_off], "switched off" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Of_ASourceAndItsKeys_IsTheSourcesOwnThenThatOfTheBestKey(SourceAvailability source, SourceAvailability[] keys, string? why) =>
        SourceAvailability.Of(source, keys).Why.ShouldBe(why);

    [Fact]
    public void MayBegin_WhenItIsTriedAgain_IsOneAndNoneBesideIt()
    {
        var rested = new SourceAvailability.Resting(IsRested: true, null);

        rested.MayBegin(0).ShouldBe(1);
        rested.MayBegin(1).ShouldBe(0);
        s_resting.MayBegin(0).ShouldBe(0);
    }
}
