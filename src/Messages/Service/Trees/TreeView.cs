namespace IocExplorer.Messages.Service.Trees;

/// <summary>A tree of a hunt as the API shows it.</summary>
public sealed record TreeView
{
    /// <summary>The place of its seed, from 1.</summary>
    public required int Number { get; init; }

    public required string Type { get; init; }

    public required string Value { get; init; }

    public required TreeState State { get; init; }

    /// <summary>Nodes, repeats included; null before it is written.</summary>
    public int? Nodes { get; init; }

    /// <summary>Queries that were not answered; null before it is written.</summary>
    public int? Missing { get; init; }

    /// <summary>The name of its files, without the ending; null before it is written.</summary>
    public string? FileName { get; init; }

    /// <summary>Why it was given up; null otherwise.</summary>
    public string? Problem { get; init; }
}
