namespace IocExplorer.Coordinator.Hunts;

/// <summary>The queries of trees that went to one source, and where their answers came from.</summary>
public readonly record struct SourceCounts(QueryCounts Queries, AnswerOrigins Answers)
{
    public static SourceCounts operator +(SourceCounts left, SourceCounts right) => Add(left, right);

    public static SourceCounts Add(SourceCounts left, SourceCounts right) => new(left.Queries + right.Queries, left.Answers + right.Answers);
}
