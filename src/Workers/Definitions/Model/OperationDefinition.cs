namespace IocExplorer.Workers.Definitions.Model;

/// <summary>One request and the relations that its answer yields. What the file says once for the whole source is filled in here.</summary>
public sealed record OperationDefinition
{
    public required string Name { get; init; }

    public required IReadOnlyList<IocType> Accepts { get; init; }

    /// <summary>Where the path hangs; null when there is no public server and the user has to name one.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>Which kinds of IOC it can be asked about, with the source's words for them; null for all. About others it knows nothing.</summary>
    public IReadOnlyDictionary<IocKind, string>? Kinds { get; init; }

    /// <summary>Whether it is asked unless the user says otherwise.</summary>
    public bool OnByDefault { get; init; } = true;

    /// <summary>Whether a relation to the very IOC that was asked about is one. The eleven relations of the original keep it.</summary>
    public bool KeepsSelf { get; init; }

    /// <summary>Whether a relation that an answer holds twice stands in it twice. The eleven relations of the original keep it so.</summary>
    public bool KeepsRepeats { get; init; }

    /// <summary>Between two requests of this operation, besides the source's quota; zero for none.</summary>
    public TimeSpan Pause { get; init; }

    public bool IsPost { get; init; }

    /// <summary>Fields of the form that is posted, in order, with places.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Form { get; init; } = [];

    /// <summary>The JSON that is posted, with places in its strings; null without.</summary>
    public string? Json { get; init; }

    /// <summary>Path with <c>{value}</c> where the IOC goes.</summary>
    public required string Path { get; init; }

    /// <summary>Query parameters in order, with their defaults; <c>{value}</c> stands for the IOC.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Whether it is asked with the source's key; without need of it the key is not sent.</summary>
    public required bool NeedsKey { get; init; }

    /// <summary>Null when an answer is always taken whole.</summary>
    public LimitDefinition? Limit { get; init; }

    /// <summary>Null when an answer is always one page.</summary>
    public PagingDefinition? Paging { get; init; }

    public required AnswerDefinition Answer { get; init; }

    public required ErrorDefinition Errors { get; init; }

    public IReadOnlyList<int> EmptyStatuses { get; init; } = [];

    /// <summary>Whether that is so when a web page comes with them, too, which else is a proxy's or that of a wrong address.</summary>
    public bool EmptyPages { get; init; }

    /// <summary>In the order in which they stand under a node.</summary>
    public required IReadOnlyList<RelationDefinition> Relations { get; init; }

    /// <summary>About the IOC that was asked about.</summary>
    public IReadOnlyList<TagDefinition> Tags { get; init; } = [];
}
