using Akka.Configuration;

namespace IocExplorer.Hosting.Configuration;

/// <summary>All settings except those of sources, validated. <c>hocon/iocexplorer.conf</c> says what each is for.</summary>
public record CommonSettings
{
    public GeneralSettings General { get; init; } = new();

    public DatabaseSettings Database { get; init; } = new();

    /// <summary>What the ledger's file survives: <c>full</c> or <c>normal</c>.</summary>
    public string Synchronous { get; init; } = "full";

    public NodeSettings Node { get; init; } = new();

    public TagSettings Tags { get; init; } = new();

    public RelationSettings Relations { get; init; } = new();

    public ServiceSettings Service { get; init; } = new();

    /// <summary>
    /// The section <c>akka</c> of the file, below that name, to be laid over what the program sets for its actor system itself. Empty without one. Not checked.
    /// </summary>
    public Config Engine { get; init; } = ConfigurationFactory.Empty;
}
