namespace IocExplorer.Seed.Tests.Runs;

/// <summary>A clock that begins at a given moment and goes on at the usual pace, so that file names are known.</summary>
internal sealed class ShiftedTime(DateTimeOffset start) : TimeProvider
{
    private readonly long _created = System.GetTimestamp();

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(_created);
}
