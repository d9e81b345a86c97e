using IocExplorer.Messages;

namespace IocExplorer.Workers.Definitions;

/// <summary>One request and the relations that its answer yields. What the file says once for the whole source is filled in here.</summary>
public sealed record OperationDefinition
{
    public required string Name { get; init; }

    public required IReadOnlyList<IocType> Accepts { get; init; }

    /// <summary>Where the path hangs; null when there is no public server and the user has to name one.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>Path with <c>{value}</c> where the IOC goes.</summary>
    public required string Path { get; init; }

    /// <summary>Query parameters in order, with their defaults; <c>{value}</c> stands for the IOC.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>Constant request headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Whether it is asked with the source's key; without need of it the key is not sent.</summary>
    public required bool NeedsKey { get; init; }

    /// <summary>Null when an answer is always taken whole.</summary>
    public LimitDefinition? Limit { get; init; }

    /// <summary>Null when an answer is always one page.</summary>
    public PagingDefinition? Paging { get; init; }

    public required AnswerDefinition Answer { get; init; }

    public required ErrorDefinition Errors { get; init; }

    /// <summary>HTTP statuses with which the source says that it knows of nothing.</summary>
    public IReadOnlyList<int> EmptyStatuses { get; init; } = [];

    /// <summary>In the order in which they stand under a node.</summary>
    public required IReadOnlyList<RelationDefinition> Relations { get; init; }
}
