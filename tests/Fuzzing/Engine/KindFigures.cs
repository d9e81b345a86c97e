using System.Globalization;

namespace IocExplorer.Fuzzing.Engine;

/// <summary>What became of the inputs of one kind.</summary>
internal sealed class KindFigures(string name)
{
    private long _tried;
    private long _taken;
    private long _ticks;
    private long _slowest;

    public string Name => name;

    public long Tried => Volatile.Read(ref _tried);

    /// <summary>Of which the product made something.</summary>
    public long Taken => Volatile.Read(ref _taken);

    public void Add(bool isTaken, TimeSpan took)
    {
        Interlocked.Increment(ref _tried);
        Interlocked.Add(ref _taken, isTaken ? 1 : 0);
        Interlocked.Add(ref _ticks, took.Ticks);
        for (var slowest = Volatile.Read(ref _slowest); took.Ticks > slowest; slowest = Volatile.Read(ref _slowest))
        {
            Interlocked.CompareExchange(ref _slowest, took.Ticks, slowest);
        }
    }

    /// <summary>A line for people; the rate is that of one thread and counts only the time in the product.</summary>
    public override string ToString()
    {
        var seconds = Math.Max(TimeSpan.FromTicks(Volatile.Read(ref _ticks)).TotalSeconds, 0.000_001);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-14} {Tried,12:N0} inputs {Tried / seconds,10:N0} a second {100.0 * Taken / Math.Max(Tried, 1),6:F1} % taken "
            + $"{TimeSpan.FromTicks(Volatile.Read(ref _slowest)).TotalMilliseconds,8:N0} ms the slowest");
    }
}
