namespace IocExplorer.Workers.Definitions.Model;

/// <summary>Where an answer says when a relation was seen. Of several places the first that holds a time counts.</summary>
public sealed record SeenDefinition(IReadOnlyList<AnswerPath> First, IReadOnlyList<AnswerPath> Last)
{
    public static SeenDefinition None { get; } = new([], []);

    public bool IsNone => First.Count == 0 && Last.Count == 0;
}
