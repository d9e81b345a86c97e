namespace IocExplorer.SourceSimulator.Worlds;

/// <summary>A value that a source saw in relation to an IOC, and when; whole seconds. A source that keeps no times leaves them out.</summary>
public sealed record Sighting(string Value, DateTimeOffset First, DateTimeOffset Last)
{
    /// <summary>A sighting at times that the test does not care about.</summary>
    public Sighting(string value)
        : this(value, new(2021, 3, 4, 5, 6, 7, TimeSpan.Zero), new(2022, 8, 9, 10, 11, 12, TimeSpan.Zero))
    {
    }
}
