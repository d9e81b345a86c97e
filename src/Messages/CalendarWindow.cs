namespace IocExplorer.Messages;

/// <summary>A window that begins by the calendar, in UTC. Its periods have running numbers, which are stored.</summary>
public sealed class CalendarWindow : QuotaWindow
{
    private readonly Func<DateTime, int> _periodOf;
    private readonly Func<int, DateTime> _startOf;

    internal CalendarWindow(
        string name, string each, string current, int limitField, int leftField, int reach, Func<DateTime, int> periodOf, Func<int, DateTime> startOf)
        : base(name, each, current, limitField, leftField) => (Reach, _periodOf, _startOf) = (reach, periodOf, startOf);

    /// <summary>How many periods before and after the current one are remembered, for a clock that is set.</summary>
    public int Reach { get; }

    public int PeriodOf(DateTimeOffset at) => _periodOf(at.UtcDateTime);

    public DateTimeOffset StartOf(int period) => new(_startOf(period), TimeSpan.Zero);
}
