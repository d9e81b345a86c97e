using IocExplorer.Messages;
using IocExplorer.Workers.Quotas;

namespace IocExplorer.Workers.Tests.Quotas;

/// <summary>A key in the hands of a program that can be restarted, with a wall clock that can be set; records when the source saw each request.</summary>
internal sealed class SpentKey(QuotaLimits limits, int seed)
{
    public static readonly DateTimeOffset Start = new(2026, 1, 31, 23, 58, 30, TimeSpan.Zero);
    private static readonly TimeSpan Life = TimeSpan.FromMilliseconds(300);
    private readonly QuotaPlan _plan = new(limits);
    private readonly Random _random = new(seed);
    private QuotaState _state = QuotaState.New(Start);
    private TimeSpan _statedAt;
    private bool _restarted;

    /// <summary>Time as it really passes.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>What the wall clock is off by.</summary>
    public TimeSpan Off { get; private set; }

    public DateTimeOffset Wall => Start + Now + Off;

    /// <summary>When the source saw requests, as it really was.</summary>
    public List<TimeSpan> Seen { get; } = [];

    /// <summary>The wall clock at each request's grant.</summary>
    public List<DateTimeOffset> Granted { get; } = [];

    public void Pass(TimeSpan time) => Now += time;

    public void SetClock(TimeSpan by) => Off += by;

    public void Restart()
    {
        _state = QuotaText.Read(QuotaText.Write(_state), limits, Wall);
        _restarted = true;
    }

    /// <param name="wanted">Permits asked for.</param>
    /// <param name="unused">Of those granted, given back.</param>
    public QuotaDecision Spend(int wanted, int unused = 0)
    {
        var decision = _plan.Reserve(_state, wanted, Wall, _restarted ? null : Now - _statedAt, Life);
        (_state, _statedAt, _restarted) = (decision.State, Now, false);
        if (decision.Grant is { } grant)
        {
            var used = Math.Max(0, grant.Count - unused);
            for (var i = 0; i < used; i++)
            {
                var lies = Life * _random.NextDouble();
                var travels = TimeSpan.FromMilliseconds(500) * _random.NextDouble();
                Seen.Add(Now + lies + travels);
                Granted.Add(Wall);
            }

            if (used < grant.Count)
            {
                _state = _plan.GiveBack(_state, grant, grant.Count - used);
            }
        }

        return decision;
    }

    /// <summary>The most requests that the source saw in any 60 seconds.</summary>
    public int MostInAMinute()
    {
        Seen.Sort();
        var most = 0;
        for (int first = 0, last = 0; last < Seen.Count; last++)
        {
            while (Seen[last] - Seen[first] >= TimeSpan.FromMinutes(1))
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    public int MostInADay() => Granted.GroupBy(at => at.UtcDateTime.Date).Select(day => day.Count()).DefaultIfEmpty().Max();

    public int MostInAMonth() => Granted.GroupBy(at => (at.Year, at.Month)).Select(month => month.Count()).DefaultIfEmpty().Max();
}
