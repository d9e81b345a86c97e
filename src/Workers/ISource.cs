using IocExplorer.Messages;

namespace IocExplorer.Workers;

/// <summary>Somebody who can be asked about IOCs.</summary>
public interface ISource
{
    string Name { get; }

    /// <summary>What it can be asked, in tree order.</summary>
    IReadOnlyList<Operation> Operations { get; }

    /// <summary>The lanes in which it is asked: one for each API key, or a single one for a source that needs none.</summary>
    IReadOnlyList<ILane> Lanes { get; }
}
