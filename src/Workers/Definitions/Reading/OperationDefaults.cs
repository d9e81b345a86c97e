using IocExplorer.Workers.Definitions.Model;

namespace IocExplorer.Workers.Definitions.Reading;

/// <summary>What a file says for all operations of its source.</summary>
internal sealed record OperationDefaults
{
    public required KeyRequirement? Key { get; init; }

    public required Uri? BaseUrl { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    public required LimitDefinition? Limit { get; init; }

    public required PagingDefinition? Paging { get; init; }

    public required AnswerDefinition? Answer { get; init; }

    public required ErrorDefinition Errors { get; init; }

    public required IReadOnlyList<int> EmptyStatuses { get; init; }

    public required bool EmptyPages { get; init; }
}
