using IocExplorer.Workers.Definitions.Model;

namespace IocExplorer.Workers.Definitions.Reading;

/// <summary>What a file says for all operations of its source.</summary>
internal sealed record OperationDefaults(
    KeyRequirement? Key,
    Uri? BaseUrl,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    LimitDefinition? Limit,
    PagingDefinition? Paging,
    AnswerDefinition? Answer,
    ErrorDefinition Errors,
    IReadOnlyList<int> EmptyStatuses,
    bool EmptyPages);
