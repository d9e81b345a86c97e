namespace IocExplorer.Seed.Arguments;

/// <summary>What stands behind <c>sources try</c>, as it was written.</summary>
internal sealed record TryArguments
{
    /// <summary>A source that is known, or a file with a definition.</summary>
    public required string Name { get; init; }

    public required string Type { get; init; }

    public required string Value { get; init; }

    /// <summary>Null: all that accept the type.</summary>
    public string? Operation { get; init; }

    /// <summary>A file with an answer; null asks the source.</summary>
    public string? Recorded { get; init; }

    /// <summary>Of the recorded answer.</summary>
    public int Status { get; init; } = 200;

    public string? Page { get; init; }

    /// <summary>One JSON document in place of lines for people.</summary>
    public bool AsJson { get; init; }

    public string? Config { get; init; }
}
