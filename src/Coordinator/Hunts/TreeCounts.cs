namespace IocExplorer.Coordinator.Hunts;

/// <summary>Where a walk stands; replaced as a whole by its coordinator, read by anybody.</summary>
internal sealed record TreeCounts(long Iocs, QueryCounts Queries, AnswerOrigins Answers, long NotSent)
{
    public static TreeCounts None { get; } = new(0, default, default, 0);
}
