namespace IocExplorer.Persistence.Sqlite;

/// <summary>What is open at one source.</summary>
internal sealed class SourceBacklog
{
    public Dictionary<long, HuntBacklog> Hunts { get; } = [];

    /// <summary>The hunts that wait, whose turn it is next in front.</summary>
    public Queue<HuntBacklog> Ring { get; } = new();
}
