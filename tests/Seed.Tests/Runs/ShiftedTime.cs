namespace IocExplorer.Seed.Tests.Runs;

/// <summary>A clock that begins at 2026-01-05 12:00 and goes on at the usual pace, so that file names are known.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private readonly long _created = System.GetTimestamp();

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => Start + System.GetElapsedTime(_created);
}
